import { compareNatural, compareText } from '../docker/text/natural-order.ts';
import type { FaultSpec, MachineSpec } from '../simulation/scenario.ts';
import { isConstraint, makeSampler } from '../simulation/vocabulary.ts';
import { grouped, limits } from './limits.ts';
import { machinesMeant } from './machines-meant.ts';
import type { Path } from './path.ts';
import type { ProblemList } from './problem-list.ts';
import { machineNames } from './read-cluster.ts';
import { suggestion } from './suggest.ts';
import type { WrittenFault, WrittenNode } from './written/scenario-schema.ts';

/** What may fail: by the name that stands in `cluster.nodes`, the machines that it means. */
type Groups = ReadonlyMap<string, readonly string[]>;

/** The machines that fail by chance; each of them in one entry at most. */
export function readFaults(
  written: readonly WrittenFault[],
  nodes: readonly WrittenNode[],
  all: readonly MachineSpec[],
  durationMs: number,
  problems: ProblemList,
): FaultSpec[] {
  const groups = groupsOf(nodes);
  const taken = new Set<string>();
  return written.map((fault, index) => {
    const machines = fault.machines.flatMap((name, place) => {
      const path = ['faults', index, 'machines', place];
      const found = groups.get(name) ?? (isConstraint(name) ? machinesMeant(name, all, path, problems) : []);
      if (found.length === 0 && !isConstraint(name))
        problems.add(path, `no machine is called "${name}"${suggestion(name, [...groups.keys()])}`);
      const twice = found.find((machine) => taken.has(machine));
      if (twice !== undefined) problems.add(path, `${twice} fails by chance already: each machine once`);
      for (const machine of found) taken.add(machine);
      return found;
    });
    const together = fault.together ?? false;
    checkCount(fault, machines.length, durationMs, ['faults', index], problems);
    return {
      machines: machines.sort((a, b) => compareNatural(a, b) || compareText(a, b)),
      together,
      upMs: fault.up,
      downMs: fault.down,
    };
  });
}

function checkCount(
  { up, down }: WrittenFault,
  machines: number,
  durationMs: number,
  path: Path,
  problems: ProblemList,
): void {
  const upMs = makeSampler(up).mean;
  if (upMs === 0) problems.add([...path, 'up'], 'expected a time above 0: it would crash again as soon as it is back');
  else if ((machines * durationMs) / (upMs + makeSampler(down).mean) > limits.faults)
    problems.add(path, `more than ${grouped(limits.faults)} crashes are to be expected: write longer times`);
}

function groupsOf(nodes: readonly WrittenNode[]): Groups {
  const groups = new Map<string, readonly string[]>();
  for (const node of nodes) {
    const machines = machineNames(node);
    groups.set(node.name, machines);
    for (const machine of machines) groups.set(machine, [machine]);
  }
  return groups;
}
