import type { MachineSpec } from '../simulation/scenario.ts';
import { isConstraint, machinesWhere } from '../simulation/vocabulary.ts';
import type { Path } from './path.ts';
import type { ProblemList } from './problem-list.ts';
import { suggestion } from './suggest.ts';

/** The machine of that name, or those that a constraint such as `node.labels.zone==a` means; none, and a problem, if there is none. */
export function machinesMeant(
  text: string,
  machines: readonly MachineSpec[],
  path: Path,
  problems: ProblemList,
): readonly string[] {
  if (!isConstraint(text)) {
    const names = machines.map(({ name }) => name);
    if (names.includes(text)) return [text];
    problems.add(path, `no machine is called "${text}"${suggestion(text, names)}`);
    return [];
  }
  const found = machinesWhere(text, machines);
  if ('error' in found) problems.add(path, `${found.error}, in a constraint such as node.labels.zone==a`);
  else if (found.names.length === 0) problems.add(path, `no machine meets "${text}"`);
  return 'names' in found ? found.names : [];
}
