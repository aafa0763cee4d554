import { getOrInsert } from '../get-or-insert.ts';

/** The network of published ports, the first to be allocated. */
export const ingressNetwork = 'ingress';

/** `.0` is the network and `.1` its gateway. */
const firstHost = 2;
const hostsPerSubnet = 254;

/** Subnets /24 of 10.0.0.0/8 in the order of their first use, and their addresses in turn. */
export class AddressPool {
  readonly #subnets = new Map<string, { readonly index: number; used: number }>();

  constructor() {
    this.#subnets.set(ingressNetwork, { index: 0, used: 0 });
  }

  /** The next virtual address on a network, e.g. `10.0.0.2/24`. */
  next(network: string): string {
    const subnet = getOrInsert(this.#subnets, network, () => ({ index: this.#subnets.size, used: 0 }));
    const host = firstHost + (subnet.used++ % (hostsPerSubnet - firstHost + 1));
    return `10.${subnet.index >> 8}.${subnet.index & 255}.${host}/24`;
  }
}
