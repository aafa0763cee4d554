import { constants, mkdirSync, renameSync, rmdirSync, rmSync } from 'node:fs';
import { access, lstat, realpath } from 'node:fs/promises';
import { basename, dirname, join, relative, resolve, sep } from 'node:path';
import { whenInterrupted } from './interrupt.ts';
import { reasonToKeep } from './marker.ts';
import { asOutputError, OutputError } from './output-error.ts';

/**
 * Whether results may go to this folder: nothing is there, it is empty, or an earlier run wrote all of it. Nothing is written,
 * so that it can be asked before a long run.
 *
 * @throws OutputError if not.
 */
export async function checkRunFolder(outDir: string): Promise<void> {
  await asOutput(outDir, async () => {
    const target = await realTarget(outDir);
    if (!(await isThere(target, outDir)))
      await access(await lastThere(dirname(target)), constants.W_OK | constants.X_OK);
  });
}

/** A folder that is being filled beside its place (`.NAME.tmp-…`), to be put there when it is whole. */
export class RunFolder {
  /** Where to write. */
  readonly path: string;
  readonly #target: string;
  readonly #outDir: string;
  /** The uppermost of the folders above it that had to be made. */
  readonly #firstMade: string | undefined;
  readonly #forget: () => void;

  private constructor(target: string, outDir: string) {
    this.#target = target;
    this.#outDir = outDir;
    this.#firstMade = mkdirSync(dirname(target), { recursive: true });
    try {
      this.path = makeBeside(target, 'tmp');
    } catch (error) {
      this.#removeMadeParents();
      throw error;
    }
    this.#forget = whenInterrupted(() => this.#remove());
  }

  /** @throws OutputError if results may not go there or the folder cannot be made. */
  static async open(outDir: string): Promise<RunFolder> {
    await checkRunFolder(outDir);
    return asOutput(outDir, async () => new RunFolder(await realTarget(outDir), outDir));
  }

  /**
   * Puts it in its place; what an earlier run left there is removed.
   *
   * @throws OutputError if that fails. The place is then as it was before.
   */
  async finish(): Promise<void> {
    await asOutput(this.#outDir, async () => {
      // Looked at again: a run takes a while.
      if (await isThere(this.#target, this.#outDir)) this.#replace();
      else renameSync(this.path, this.#target);
    });
    this.#forget();
  }

  /** Removes what was written. The place is as it was before. */
  abandon(): void {
    this.#forget();
    this.#remove();
  }

  /** At one go: no signal is handled in between. */
  #replace(): void {
    const old = makeBeside(this.#target, 'old');
    renameSync(this.#target, join(old, 'run'));
    try {
      renameSync(this.path, this.#target);
    } catch (error) {
      renameSync(join(old, 'run'), this.#target);
      rmdirSync(old);
      throw error;
    }
    rmSync(old, { recursive: true, force: true });
  }

  #remove(): void {
    rmSync(this.path, { recursive: true, force: true });
    this.#removeMadeParents();
  }

  #removeMadeParents(): void {
    if (this.#firstMade === undefined) return;
    const made = resolve(this.#firstMade);
    try {
      for (let path = dirname(this.#target); path.startsWith(made); path = dirname(path)) rmdirSync(path);
    } catch {
      // Somebody has put something there since: it stays.
    }
  }
}

async function asOutput<T>(outDir: string, action: () => Promise<T>): Promise<T> {
  try {
    return await action();
  } catch (error) {
    throw asOutputError(error, outDir);
  }
}

/** A link to a folder stands for the folder. */
export async function realTarget(outDir: string): Promise<string> {
  const target = resolve(outDir);
  try {
    return await realpath(target);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ENOENT') throw error;
    const link = await lstat(target).catch(() => null);
    if (link === null) return target;
    throw new OutputError(`Cannot write ${outDir}: it is a link to something that is not there.`, outDir);
  }
}

/**
 * Whether there is something to replace.
 *
 * @throws OutputError if it must not be replaced.
 */
async function isThere(target: string, outDir: string): Promise<boolean> {
  const found = await lstat(target).catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return null;
    throw error;
  });
  if (found === null) return false;
  const refuse = (why: string): never => {
    throw new OutputError(`Will not replace ${outDir}: ${why}. Name another folder, or move it away.`, outDir);
  };
  if (!found.isDirectory()) refuse('it is not a folder');
  if (isWithin(process.cwd(), target)) refuse('it is, or holds, the current folder');
  const reason = await reasonToKeep(target);
  if (reason !== null) refuse(reason);
  return true;
}

function isWithin(path: string, folder: string): boolean {
  const way = relative(folder, path);
  return way === '' || (way !== '..' && !way.startsWith(`..${sep}`));
}

/** The nearest folder above that is there. */
async function lastThere(path: string): Promise<string> {
  try {
    await lstat(path);
    return path;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ENOENT' || dirname(path) === path) throw error;
    return lastThere(dirname(path));
  }
}

/** Makes a hidden folder beside another one, of a name that nobody has. */
function makeBeside(target: string, purpose: 'tmp' | 'old'): string {
  for (let attempt = 0; ; attempt++) {
    const path = join(dirname(target), `.${basename(target)}.${purpose}-${process.pid}-${attempt}`);
    try {
      mkdirSync(path);
      return path;
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
    }
  }
}
