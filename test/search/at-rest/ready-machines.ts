import type { World } from '../../../src/simulation/world.ts';

/** A machine that is up and whose node the managers hold for ready. */
export interface ReadyMachine {
  readonly name: string;
  readonly nodeId: string;
  /** Its number for the traffic. */
  readonly index: number;
}

export function readyMachines({ machines, swarms }: World): ReadyMachine[] {
  const nodes = swarms.flatMap(({ swarm }) => [...swarm.store.nodes.values()]);
  return machines.flatMap(({ spec: { name }, up }, index) => {
    const node = nodes.find(({ description, status }) => description?.hostname === name && status.state === 'ready');
    return up && node !== undefined ? [{ name, nodeId: node.id, index }] : [];
  });
}
