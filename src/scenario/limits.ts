const msPerDay = 86_400_000;

/** What a scenario may ask for at most: far beyond any use, near enough that a slip of the pen is told and not simulated. */
export const limits = {
  /** 366 days, 8784h. */
  durationMs: 366 * msPerDay,
  machines: 100_000,
  cpus: 1_000_000,
  replicas: 1_000_000,
  /** Crashes by chance, as expected of all machines of an entry. */
  faults: 1e6,
  /** Written ones; each keeps histograms of every client. */
  phases: 100,
  /** Rows of a time series, for each client, node and task. */
  intervals: 100_000,
  /** Of one client. */
  users: 1e6,
  attempts: 100,
  /** Of one client's requests. */
  classes: 100,
  /** Of one request to others. */
  callsPerRequest: 10_000,
  /** Of one client. */
  requests: 1e9,
  /** Of one client: each is a row of requests.csv, in memory until the end. */
  tracedRequests: 5e6,
} as const;

/** `1,000,000`, whatever the locale. */
export function grouped(count: number): string {
  return String(count).replace(/\B(?=(\d{3})+$)/g, ',');
}
