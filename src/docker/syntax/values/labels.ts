import { cut } from './csv.ts';

/** Labels and environment variables as flags give them; source: docker/cli `opts`. */

/** @throws {Error} for an empty name or one with spaces */
export function checkLabel(text: string): string {
  const key = cut(text).key.trimStart();
  if (key === '') throw new Error(`invalid label '${text}': empty name`);
  if (/[ \t]/.test(key)) throw new Error(`label '${key}' contains whitespaces`);
  return text;
}

/** @throws {Error} for an empty name. (A name alone stands for the variable of the shell, which is not simulated.) */
export function checkEnvironment(text: string): string {
  if (cut(text).key === '') throw new Error(`invalid environment variable: ${text}`);
  return text;
}

/** `key=value` pairs as a map; a key alone has the empty value. */
export function labelMap(pairs: readonly string[]): Record<string, string> {
  return Object.fromEntries(
    pairs.map((pair) => {
      const { key, value } = cut(pair);
      return [key, value];
    }),
  );
}

/** Of several entries for one variable the last one counts, at its own place. */
export function withoutOverridden(environment: readonly string[]): string[] {
  const kept: string[] = [];
  for (const entry of environment) {
    const prefix = `${cut(entry).key}=`;
    const overridden = kept.findIndex((each) => each !== entry && each.startsWith(prefix));
    if (overridden !== -1) kept.splice(overridden, 1);
    kept.push(entry);
  }
  return kept;
}
