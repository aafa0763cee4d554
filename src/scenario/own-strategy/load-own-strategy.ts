import { Script } from 'node:vm';
import { Misuse, ownStrategy, type PlacementStrategy } from '../../simulation/vocabulary.ts';
import { InputError, type Problem } from '../input-error.ts';
import { textProblems } from './text-problems.ts';

let loaded = 0;

/**
 * A placement strategy out of the text of a module. Each call makes a new one, with variables of its own: what it remembers
 * from one run does not reach the next.
 *
 * @param file as messages name it, and as `placement` of the scenario does
 * @throws {InputError} if it is not JavaScript, uses what it must not, or exports no strategy; so does the strategy itself,
 *   while it places, when it fails or does what it must not
 */
export async function loadOwnStrategy(text: string, file: string): Promise<PlacementStrategy> {
  const problems = textProblems(file, text);
  if (problems.length > 0) throw new InputError(problems);
  const exported = await evaluate(text, file);
  return blaming(file, () => {
    const strategy = ownStrategy(file, exported);
    return { name: file, place: (group) => blaming(file, () => strategy.place(group)) };
  });
}

async function evaluate(text: string, file: string): Promise<unknown> {
  // The number makes it another module than the last one of the same text.
  const url = `data:text/javascript;base64,${Buffer.from(text).toString('base64')}#${++loaded}`;
  try {
    const module: { readonly default?: unknown } = await import(/* @vite-ignore */ url);
    return module.default;
  } catch (error) {
    const message = error instanceof Error ? `${error.name}: ${error.message}` : String(error);
    const place = error instanceof SyntaxError ? placeOfSyntaxError(text) : placeInStack(error);
    throw new InputError([{ file, ...place, message }]);
  }
}

/** Does it, and makes its misuse a problem of the file. */
function blaming<T>(file: string, work: () => T): T {
  try {
    return work();
  } catch (error) {
    if (!(error instanceof Misuse)) throw error;
    throw new InputError([{ file, ...placeInStack(error.culprit), message: error.message }]);
  }
}

type Spot = Pick<Problem, 'line' | 'column'>;
const unknownSpot: Spot = { line: 0, column: 0 };

/** Where in the strategy's text an error was made. */
function placeInStack(error: unknown): Spot {
  const stack = error instanceof Error ? (error.stack ?? '') : '';
  const [, line, column] = /data:text\/javascript;base64,[^:\s]*:(\d+):(\d+)/.exec(stack) ?? [];
  return line === undefined ? unknownSpot : { line: Number(line), column: Number(column) };
}

/** The engine does not tell where in a module, but where in a script: the same text without `export`. */
function placeOfSyntaxError(text: string): Spot {
  const script = text.replace(
    /^(\s*)export(\s+default)?/gm,
    (whole, space: string, byDefault?: string) =>
      space + (byDefault === undefined ? '' : '_=').padEnd(whole.length - space.length),
  );
  try {
    new Script(script, { filename: 'strategy' });
    return unknownSpot;
  } catch (error) {
    const [, line, marked = ''] = /^strategy:(\d+)\n.*\n( *)/.exec((error as Error).stack ?? '') ?? [];
    return line === undefined ? unknownSpot : { line: Number(line), column: marked.length + 1 };
  }
}
