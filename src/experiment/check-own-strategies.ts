import { ownStrategyFile } from '../scenario/own-strategy/is-own-strategy.ts';
import { loadOwnStrategy } from '../scenario/own-strategy/load-own-strategy.ts';
import type { Job } from './job.ts';

/**
 * Loads the strategies among an experiment's files once: they are code, and what is wrong with them is best told before the
 * first run.
 *
 * @throws {InputError} if a file is no strategy
 */
export async function checkOwnStrategies(files: Job['files']): Promise<void> {
  for (const [path, text] of Object.entries(files)) if (ownStrategyFile.test(path)) await loadOwnStrategy(text, path);
}
