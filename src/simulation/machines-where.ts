import { ConstraintError, compileConstraints, parseConstraints } from '../swarm/constraint/constraint.ts';
import type { SwarmNode } from '../swarm/objects/node.ts';
import type { MachineSpec } from './scenario.ts';

/** Whether it is a constraint such as `node.labels.zone==a`, and not a name. */
export function isConstraint(text: string): boolean {
  return /[=!]=/.test(text);
}

/** The machines that meet a constraint as they are declared, in their order; in Swarm's words what is wrong with it. */
export function machinesWhere(
  expression: string,
  machines: readonly MachineSpec[],
): { readonly names: readonly string[] } | { readonly error: string } {
  try {
    const meets = compileConstraints(parseConstraints([expression]));
    return { names: machines.filter((machine) => meets(asNode(machine))).map(({ name }) => name) };
  } catch (error) {
    if (!(error instanceof ConstraintError)) throw error;
    return { error: error.message };
  }
}

/** As it is declared: what it is called and where it is. */
function asNode({ name, role, address, labels, engineLabels, platform, availability }: MachineSpec): SwarmNode {
  return {
    id: name,
    version: 0,
    createdAtMs: 0,
    updatedAtMs: 0,
    spec: { name: '', labels, desiredRole: role, availability },
    description: {
      hostname: name,
      platform,
      resources: { nanoCpus: 0, memoryBytes: 0, generic: [] },
      engine: { version: '', labels: engineLabels, plugins: [] },
    },
    status: { state: 'ready', message: '', addr: address },
    role,
    managerStatus: null,
  };
}
