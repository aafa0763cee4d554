/** Where managers listen. Source: docker `swarm init --listen-addr`. */
const managerPort = 2377;

/** Host and port of a manager on a machine with this address. */
export function managerAddress(address: string): string {
  return `${address}:${managerPort}`;
}
