import { getOrInsert } from '../get-or-insert.ts';
import type { PortConfig, PortProtocol } from '../objects/service.ts';

/** Ports that the swarm chooses itself. Source: SwarmKit `allocator/networkallocator/portallocator.go`. */
const dynamicFrom = 30_000;
const dynamicTo = 32_767;

/** The published ingress ports of one protocol. */
class PortSpace {
  readonly #taken = new Set<number>();
  #cursor = dynamicFrom;

  has(port: number): boolean {
    return this.#taken.has(port);
  }

  take(port: number): void {
    this.#taken.add(port);
  }

  release(port: number): void {
    this.#taken.delete(port);
  }

  /** The next free one, in turn; 0 if all are taken. */
  takeNext(): number {
    for (let tries = dynamicFrom; tries <= dynamicTo; tries++) {
      const port = this.#cursor;
      this.#cursor = port === dynamicTo ? dynamicFrom : port + 1;
      if (this.#taken.has(port)) continue;
      this.#taken.add(port);
      return port;
    }
    return 0;
  }
}

/** The published ports of the cluster: each belongs to one service at most. Host-mode ports are not its business. */
export class PortAllocator {
  readonly #spaces = new Map<PortProtocol, PortSpace>();

  /**
   * The ports of a spec with numbers for those that the swarm chooses; a number chosen before is kept. `null` = one
   * of them is taken, and nothing has changed.
   *
   * @param previous - what the service had until now; given back
   */
  allocate(ports: readonly PortConfig[], previous: readonly PortConfig[]): PortConfig[] | null {
    this.release(previous);
    const wanted = ports.map((port) =>
      isDynamic(port) ? { ...port, publishedPort: keptNumber(port, previous) } : port,
    );
    if (
      wanted.some((port) => isIngress(port) && port.publishedPort !== 0 && this.#space(port).has(port.publishedPort))
    ) {
      for (const port of previous) if (isIngress(port)) this.#space(port).take(port.publishedPort);
      return null;
    }
    for (const port of wanted)
      if (isIngress(port) && port.publishedPort !== 0) this.#space(port).take(port.publishedPort);
    return wanted.map((port) => (isDynamic(port) ? { ...port, publishedPort: this.#space(port).takeNext() } : port));
  }

  /** What services have already. */
  restore(ports: readonly PortConfig[]): void {
    for (const port of ports) if (isIngress(port)) this.#space(port).take(port.publishedPort);
  }

  release(ports: readonly PortConfig[]): void {
    for (const port of ports) if (isIngress(port)) this.#space(port).release(port.publishedPort);
  }

  #space(port: PortConfig): PortSpace {
    return getOrInsert(this.#spaces, port.protocol, () => new PortSpace());
  }
}

function isIngress(port: PortConfig): boolean {
  return port.publishMode === 'ingress';
}

function isDynamic(port: PortConfig): boolean {
  return isIngress(port) && port.publishedPort === 0;
}

/** The number that the swarm chose for the same target before; 0 = none. */
function keptNumber(port: PortConfig, previous: readonly PortConfig[]): number {
  const kept = previous.find(
    (old) => isIngress(old) && old.protocol === port.protocol && old.targetPort === port.targetPort,
  );
  return kept?.publishedPort ?? 0;
}
