/** The destinations of an IPVS service at one node, as its scheduler sees them: by position in the list, from its head. */
export interface DestinationList {
  readonly length: number;
  /** It takes new connections. */
  takes(position: number): boolean;
  /** 0 = no new connections. */
  weight(position: number): number;
  /** Its last weight that was not 0. */
  lastWeight(position: number): number;
  /** 32 bits. */
  address(position: number): number;
  /** Connections in state ESTABLISHED; counted only for schedulers that ask. */
  active(position: number): number;
  /** Connections in any other state: those that were closed linger for two minutes. */
  inactive(position: number): number;
}

/** The first packet of a connection: IPv4 addresses, 32 bits. */
export interface Packet {
  source: number;
  destination: number;
}

/** No destination. */
export const nobody = -1;

/** How IPVS chooses the destination of a new connection (linux: net/netfilter/ipvs/ip_vs_*.c). One object for each list. */
export interface IpvsScheduler {
  /** A position, or `nobody`: the packet is dropped. */
  schedule(list: DestinationList, packet: Packet): number;
  /** One was put at the head: all positions are one more. */
  added(): void;
  removed(position: number): void;
  reweighted(): void;
}
