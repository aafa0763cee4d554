/** Where somebody types who has no machines yet: a computer of their own, with an engine and VirtualBox. */
export const ownComputer = 'local';

/** VirtualBox's host-only network: the computer itself is .1, its machines begin with .100. */
export const emptyGround = `name: session
seed: 1
duration: 1h
cluster:
  swarm: none
  nodes:
    - { name: ${ownComputer}, role: manager, cpus: 4, memory: 8GiB, address: 192.168.99.1 }
`;

/** The address of the n-th machine that is made there, from 0. */
export function machineAddress(index: number): string {
  return `192.168.99.${100 + index}`;
}
