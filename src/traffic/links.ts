import type { DistributionSpec } from '../kernel/distribution.ts';
import { Hop } from './hop.ts';
import type { TrafficNode } from './traffic-options.ts';

/** One end of a link: a machine, all machines with a label's value, or a balancer. */
export type LinkEnd =
  | { readonly kind: 'node'; readonly name: string }
  | { readonly kind: 'label'; readonly label: string; readonly value: string }
  | { readonly kind: 'balancer'; readonly name: string };

export interface LinkSpec {
  /** It is the same both ways; each way has this latency. */
  readonly between: readonly [LinkEnd, LinkEnd];
  readonly latencyMs: DistributionSpec;
}

/** Latencies that hang on where a hop begins and ends. The first link that fits holds, then the zones; else there is none. */
export interface LinksSpec {
  readonly links: readonly LinkSpec[];
  /** Between machines that have different values of this label. */
  readonly zones: { readonly label: string; readonly latencyMs: DistributionSpec } | null;
}

/** Where a hop begins or ends. */
interface Place {
  readonly kind: 'node' | 'balancer';
  readonly name: string;
  readonly labels: Readonly<Record<string, string>>;
}

/** Latencies by link. Places that no rule tells apart are one, so that a large swarm needs no table of all its pairs. */
export class Links {
  readonly #spec: LinksSpec;
  readonly #hops: readonly Hop[];
  readonly #zoneHop: Hop | null;
  /** By place: its class, and by class one of its places. */
  readonly #classes: Int32Array;
  readonly #examples: Place[] = [];
  readonly #byPair = new Map<number, Hop | null>();

  /** Places are the nodes by their handles, then what asks them from outside by the names of their balancers. */
  constructor(spec: LinksSpec, nodes: readonly TrafficNode[], balancers: readonly string[]) {
    this.#spec = spec;
    this.#hops = spec.links.map(({ latencyMs }) => new Hop(latencyMs));
    this.#zoneHop = spec.zones === null ? null : new Hop(spec.zones.latencyMs);
    const places: Place[] = [
      ...nodes.map(({ name, labels = {} }): Place => ({ kind: 'node', name, labels })),
      ...balancers.map((name): Place => ({ kind: 'balancer', name, labels: {} })),
    ];
    const known = new Map<string, number>();
    this.#classes = Int32Array.from(places, (place) => {
      const signature = this.#signatureOf(place);
      const found = known.get(signature);
      if (found !== undefined) return found;
      const fresh = this.#examples.push(place) - 1;
      known.set(signature, fresh);
      return fresh;
    });
  }

  /** The hop between two places; `null` = no rule speaks of it. */
  between(from: number, to: number): Hop | null {
    const first = this.#classes[from]!;
    const second = this.#classes[to]!;
    const pair = first * this.#examples.length + second;
    const known = this.#byPair.get(pair);
    if (known !== undefined) return known;
    const hop = this.#hopOf(this.#examples[first]!, this.#examples[second]!);
    this.#byPair.set(pair, hop);
    return hop;
  }

  #signatureOf(place: Place): string {
    const fits = this.#spec.links.flatMap(({ between }) => between.map((end) => (isAt(end, place) ? '1' : '0')));
    return `${fits.join('')} ${this.#zoneOf(place) ?? ''}`;
  }

  #hopOf(from: Place, to: Place): Hop | null {
    const index = this.#spec.links.findIndex(
      ({ between: [first, second] }) =>
        (isAt(first, from) && isAt(second, to)) || (isAt(first, to) && isAt(second, from)),
    );
    if (index >= 0) return this.#hops[index]!;
    const zones = [this.#zoneOf(from), this.#zoneOf(to)];
    return zones.includes(undefined) || zones[0] === zones[1] ? null : this.#zoneHop;
  }

  #zoneOf({ labels }: Place): string | undefined {
    return this.#spec.zones === null ? undefined : labels[this.#spec.zones.label];
  }
}

function isAt(end: LinkEnd, { kind, name, labels }: Place): boolean {
  if (end.kind === 'label') return kind === 'node' && labels[end.label] === end.value;
  return end.kind === kind && end.name === name;
}
