import type { FileSource } from '../scenario/file-source.ts';
import { loadScenario } from '../scenario/load-scenario.ts';
import type { Scenario } from '../simulation/scenario.ts';
import type { Job } from './job.ts';
import { promiseOverride } from './job-failure.ts';
import { withoutSeed } from './replication-seed.ts';

/** Variants of a sweep that are remembered: they take turns. */
const mostRemembered = 64;

interface Loaded {
  readonly files: Job['files'];
  readonly scenario: Scenario;
}

/**
 * Scenarios of jobs. Replications differ in their seeds alone, and to read a scenario costs as much as to run a small one:
 * each is read once.
 */
export class LoadedScenarios {
  readonly #loaded = new Map<string, Loaded>();

  /** @throws {InputError} if it is wrong */
  load(job: Job): Scenario {
    const { others, seed } = withoutSeed(job.overrides);
    const { scenario } = this.#find(job, [...others, ...promiseOverride(job)]);
    return seed === null ? scenario : { ...scenario, seed };
  }

  #find({ files, path }: Job, overrides: readonly string[]): Loaded {
    const key = JSON.stringify([path, overrides]);
    const known = this.#loaded.get(key);
    if (known !== undefined && sameTexts(known.files, files)) return known;
    const loaded = { files, scenario: loadScenario(carriedFiles(files), path, overrides).scenario };
    this.#loaded.delete(key);
    this.#loaded.set(key, loaded);
    const [oldest] = this.#loaded.keys();
    if (this.#loaded.size > mostRemembered && oldest !== undefined) this.#loaded.delete(oldest);
    return loaded;
  }
}

/** The files that a job carries. */
export function carriedFiles(files: Job['files']): FileSource {
  return {
    read(path) {
      const text = Object.hasOwn(files, path) ? files[path] : undefined;
      if (text === undefined) throw new Error(`the job does not carry ${path}`);
      return text;
    },
  };
}

function sameTexts(a: Job['files'], b: Job['files']): boolean {
  if (a === b) return true;
  const paths = Object.keys(a);
  return paths.length === Object.keys(b).length && paths.every((path) => a[path] === b[path]);
}
