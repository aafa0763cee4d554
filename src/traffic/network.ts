import type { DistributionSpec } from '../kernel/distribution.ts';
import { Hop } from './hop.ts';
import { Links } from './links.ts';
import type { RequestTable } from './request-table.ts';
import type { NetworkSpec } from './spec.ts';
import type { NodeHandle, TrafficNode } from './traffic-options.ts';

export interface NetworkOptions {
  readonly spec: NetworkSpec;
  readonly nodes: readonly TrafficNode[];
  /** By `requests.backend`: the name of its balancer. */
  readonly balancers: readonly string[];
  /** By client: its own way to whatever it asks; `null` = as all have it. */
  readonly clientMs: readonly (DistributionSpec | null)[];
}

/** The latencies of the ways between clients, balancers and nodes, each one way. */
export class Network {
  readonly balancer: Hop;
  readonly overlay: Hop;
  readonly connectTimeoutMs: number;
  readonly #client: Hop;
  /** `null` = no client has one of its own. */
  readonly #ofClients: readonly (Hop | null)[] | null;
  /** `null` = it does not matter where a hop begins and ends. */
  readonly #links: Links | null;
  readonly #firstBackend: number;

  constructor({ spec, nodes, balancers, clientMs }: NetworkOptions) {
    this.#client = new Hop(spec.clientMs);
    this.balancer = new Hop(spec.balancerMs);
    this.overlay = new Hop(spec.overlayMs);
    this.connectTimeoutMs = spec.connectTimeoutMs;
    const own = clientMs.map((law) => (law === null ? null : new Hop(law)));
    this.#ofClients = own.every((hop) => hop === null) ? null : own;
    this.#links = spec.links === undefined ? null : new Links(spec.links, nodes, balancers);
    this.#firstBackend = nodes.length;
  }

  /** Between a request's client and the balancer or node that it asks. */
  clientMs(slot: number, requests: RequestTable): number {
    const hop = this.#ofClients === null ? this.#client : (this.#ofClients[requests.client[slot]!] ?? this.#client);
    return hop.ms(slot, requests);
  }

  /** Between its balancer and a node. */
  balancerMs(slot: number, node: NodeHandle, requests: RequestTable): number {
    const hop =
      this.#links === null
        ? this.balancer
        : (this.#links.between(this.#firstBackend + requests.backend[slot]!, node) ?? this.balancer);
    return hop.ms(slot, requests);
  }

  /** Between two nodes over the overlay; `from` −1 = its balancer or client is in that network itself. */
  overlayMs(slot: number, from: NodeHandle, to: NodeHandle, requests: RequestTable): number {
    return (this.#links === null ? this.overlay : this.#overlayOf(this.#links, slot, from, to, requests)).ms(
      slot,
      requests,
    );
  }

  #overlayOf(links: Links, slot: number, from: NodeHandle, to: NodeHandle, requests: RequestTable): Hop {
    const backend = requests.backend[slot]!;
    const place = from >= 0 ? from : backend >= 0 ? this.#firstBackend + backend : -1;
    return place < 0 ? this.overlay : (links.between(place, to) ?? this.overlay);
  }
}
