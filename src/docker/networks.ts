import { compareNatural } from './text/natural-order.ts';

export interface Network {
  readonly id: string;
  readonly name: string;
  readonly driver: string;
  readonly scope: 'local' | 'swarm';
  readonly labels: Readonly<Record<string, string>>;
  readonly createdMs: number;
  readonly internal: boolean;
  readonly attachable: boolean;
}

/** What a network is if nothing else is said. */
export const plainNetwork = { labels: {}, createdMs: 0, internal: false, attachable: false } as const;

/** The networks of one engine (scope local) or of one swarm (scope swarm). They have names and ids, and carry nothing. */
export class Networks {
  readonly #networks = new Map<string, Network>();
  readonly #removed: Network[] = [];

  constructor(initial: readonly Network[]) {
    for (const network of initial) this.add(network);
  }

  add(network: Network): void {
    this.#networks.set(network.id, network);
  }

  remove(id: string): void {
    const network = this.#networks.get(id);
    if (network !== undefined) this.#removed.push(network);
    this.#networks.delete(id);
  }

  /** Those that were removed, in the order in which they were: an engine forgets one when its last container has left it. */
  get removed(): readonly Network[] {
    return this.#removed;
  }

  /** By name. */
  list(): Network[] {
    return [...this.#networks.values()].sort((a, b) => compareNatural(a.name, b.name));
  }

  /** By full name, full id or a beginning of the id. */
  find(argument: string): Network | null {
    const all = this.list();
    const matches = [
      all.find(({ id }) => id === argument),
      all.find(({ name }) => name === argument),
      argument === '' ? undefined : all.find(({ id }) => id.startsWith(argument)),
    ];
    return matches.find((match) => match !== undefined) ?? null;
  }

  /** As inspection shows what a service names: one that is not there any more by its name. */
  readonly idOf = (name: string): string => this.find(name)?.id ?? name;
}
