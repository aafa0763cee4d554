import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import type { RunResult } from '../../src/simulation/run-result.ts';
import { checkRepeats, play } from './play.ts';
import { randomScenario } from './random-scenario.ts';
import { haproxyFile, textOf, type Written } from './written.ts';

/** Every so manyth scenario is played twice. */
const runsPerRepeat = 8;

/** A smaller scenario is looked for so long, in scenarios. */
const mostShrinks = 500;

export interface SearchOptions {
  readonly runs: number;
  readonly seed: number;
  /** Told of each run that held. */
  readonly played?: (result: RunResult) => void;
}

/** What did not hold, and the least scenario found that shows it. */
export interface Finding {
  readonly message: string;
  readonly written: Written;
}

/** Plays random scenarios until something does not hold; then looks for a smaller one that shows it. `null` = all held. */
export function search({ runs, seed, played }: SearchOptions): Finding | null {
  let run = 0;
  let shrinks: number | null = null;
  const property = fc.property(randomScenario, (written) => {
    if (shrinks !== null && ++shrinks > mostShrinks) return;
    const outcome = play(written);
    if (outcome.error !== null) {
      shrinks ??= 0;
      throw outcome.error;
    }
    if (run++ % runsPerRepeat === 0) checkRepeats(outcome);
    if (outcome.result !== null) played?.(outcome.result);
  });
  const found = fc.check(property, { numRuns: runs, seed });
  if (!found.failed || found.counterexample === null) return null;
  const { written, error } = play(found.counterexample[0]);
  const thrown = error ?? found.errorInstance;
  return { message: thrown instanceof Error ? (thrown.stack ?? thrown.message) : String(thrown), written };
}

/** Writes the scenario where `seatrial run` can read it, and says how. */
export function report({ message, written }: Finding, seed: number): string {
  const folder = mkdtempSync(join(tmpdir(), 'seatrial-search-'));
  const file = join(folder, 'scenario.yaml');
  writeFileSync(file, textOf(written));
  if (written.haproxy !== null) writeFileSync(join(folder, haproxyFile), written.haproxy);
  return [
    message,
    `\n${textOf(written)}`,
    `found with seed ${seed}; play it: npx seatrial run ${file}`,
    `check it again: npm run search -- --file ${file}`,
  ].join('\n');
}
