/** What a check hears from its server; at most one of `connected` and `refused`, then at most one answer. Silence is neither. */
export interface ProbeListener {
  connected(): void;
  refused(): void;
  /** To its request by HTTP. */
  answered(status: number): void;
}

/** The way of a balancer's checks to one server. */
export interface Probe {
  /** Connects, and asks by HTTP if `asks`. */
  open(asks: boolean, listener: ProbeListener): void;
}
