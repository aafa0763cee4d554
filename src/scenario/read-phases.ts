import type { PhaseSpec } from '../simulation/scenario.ts';
import type { ProblemList } from './problem-list.ts';
import type { WrittenPhase } from './written/scenario-schema.ts';

/** By their begins. */
export function readPhases(written: readonly WrittenPhase[], durationMs: number, problems: ProblemList): PhaseSpec[] {
  const phases = written.map(({ name, from = 0, until = durationMs }, index) => {
    const path = ['phases', index];
    if (written.findIndex((other) => other.name === name) < index)
      problems.add([...path, 'name'], `two phases are called "${name}"`);
    if (/['"]/.test(name)) problems.add([...path, 'name'], 'a phase has no quotation marks in its name');
    if (until > durationMs) problems.add([...path, 'until'], 'this is after the end of the run (duration)');
    if (until <= from) problems.add(path, `the phase ends before it begins: until must be after from`);
    return { name, fromMs: from, untilMs: until };
  });
  return phases.sort((a, b) => a.fromMs - b.fromMs);
}
