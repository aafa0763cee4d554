import type { FileSource } from '../file-source.ts';
import { InputError, type Problem } from '../input-error.ts';
import { loadScenario } from '../load-scenario.ts';

/** A small scenario in which nothing is wrong. */
export const sound = `name: sound
duration: 2m
cluster:
  nodes:
    - { name: manager1, role: manager, cpus: 2, memory: 4GiB }
    - { name: worker, count: 2, cpus: 2, memory: 4GiB }
images:
  web:1: { size: 20MB }
  web:2: { like: web:1 }
services:
  web:
    image: web:1
    ports: ["8080:80"]
    deploy: { replicas: 2 }
`;

/** The sound scenario with a part of it written otherwise. */
export function but(part: string, other: string): string {
  if (!sound.includes(part)) throw new Error(`the sound scenario has no ${part}`);
  return sound.replace(part, () => other);
}

/** The sound scenario with more lines at its end. */
export function plus(lines: string): string {
  return `${sound}${lines}\n`;
}

/** The sound scenario with a client; `words` are what it says beside its name. */
export function plusClient(words: string): string {
  return plus(`traffic:\n  - { name: shoppers, ${words} }`);
}

/** The sound scenario with a command on the timeline. */
export function plusCommand(words: string): string {
  return plus(`timeline:\n  - { at: 1m, run: ${words} }`);
}

/** Files by name. */
export function filesOf(texts: Readonly<Record<string, string>>): FileSource {
  return {
    read: (path) => {
      const text = texts[path];
      if (text !== undefined) return text;
      throw new InputError([{ file: path, line: 0, column: 0, message: 'no such file' }]);
    },
  };
}

/** What is wrong with a scenario; nothing = []. */
export function problemsOf(
  texts: Readonly<Record<string, string>>,
  overrides: readonly string[] = [],
): readonly Problem[] {
  try {
    loadScenario(filesOf(texts), 'scenario.yaml', overrides);
    return [];
  } catch (error) {
    if (error instanceof InputError) return error.problems;
    throw error;
  }
}
