import type { Problem } from '../input-error.ts';
import { codeOnly } from './code-only.ts';

interface Refusal {
  readonly code: RegExp;
  readonly why: (found: string) => string;
}

/** Not a property of something, nor the key of one. */
const word = (names: string) => new RegExp(`(?<![\\w$.])(?:${names})(?![\\w$])(?!\\s*:)`, 'g');

const refusals: readonly Refusal[] = [
  {
    code: /(?<![\w$.])Math\s*\.\s*random(?![\w$])/g,
    why: () => 'Math.random would make each run another one: use context.random(), in place(group) group.random()',
  },
  {
    code: word('Date|performance'),
    why: (found) =>
      `${found} tells the machine's time, not the simulation's: use context.nowMs, in place(group) group.nowMs (ms since the start)`,
  },
  {
    code: /(?<![\w$.])import(?![\w$])|(?<![\w$.])export\s*(?:\*|\{[^}]*\}\s*from(?![\w$]))/g,
    why: () =>
      'a strategy cannot import: its text travels alone to where the run is. Write what it needs into this file',
  },
  {
    code: word(
      'process|globalThis|require|crypto|fetch|setTimeout|setInterval|setImmediate|queueMicrotask|eval|Function|Intl|localStorage|WebAssembly',
    ),
    why: (found) => `${found} is not for strategies: an answer may depend on task, node and context only`,
  },
  {
    code: /\.\s*(?:localeCompare|toLocale\w+)/g,
    why: (found) => `${found.replace(/[.\s]/g, '')} depends on the machine's language: compare with < and >`,
  },
];

/** What a strategy's text must not use, since runs would not be the same everywhere: all of it, in the order of the file. */
export function textProblems(file: string, text: string): Problem[] {
  const code = codeOnly(text);
  const found = refusals.flatMap(({ code: pattern, why }) =>
    [...code.matchAll(pattern)].map(({ 0: part, index }) => ({ index, message: why(part) })),
  );
  return found
    .sort((a, b) => a.index - b.index)
    .map(({ index, message }) => ({ ...placeAt(file, text, index), message }));
}

function placeAt(file: string, text: string, index: number): Omit<Problem, 'message'> {
  const before = text.slice(0, index).split('\n');
  return { file, line: before.length, column: (before.at(-1) ?? '').length + 1 };
}
