import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const folder = mkdtempSync(join(tmpdir(), 'seatrial-speed-'));
process.on('exit', () => rmSync(folder, { recursive: true, force: true }));
let told = false;

/** A plain C++ program of `reference/`, built; it prints numbers. */
export class ReferenceProgram {
  readonly #program: string;

  private constructor(program: string) {
    this.#program = program;
  }

  /** `null` where there is no compiler: then there are no ratios. `defines` choose a variant of the program. */
  static build(name: string, ...defines: string[]): ReferenceProgram | null {
    const program = join(folder, [name, ...defines].join('-'));
    const flags = ['-O3', '-march=native', '-std=c++17', ...defines.map((define) => `-D${define}`)];
    try {
      execFileSync('g++', [...flags, '-o', program, `bench/speed/reference/${name}.cpp`], {
        stdio: ['ignore', 'ignore', 'pipe'],
      });
      return new ReferenceProgram(program);
    } catch (error) {
      if (!told) console.log(`no C++ reference, so no ratios to it: ${(error as Error).message.split('\n')[0]}`);
      told = true;
      return null;
    }
  }

  run(...args: (number | string)[]): number[] {
    return execFileSync(this.#program, args.map(String)).toString().trim().split(/\s+/).map(Number);
  }
}
