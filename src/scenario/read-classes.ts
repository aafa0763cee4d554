import type { RequestClass, RequestContent } from '../simulation/vocabulary.ts';
import type { Path } from './path.ts';
import type { ProblemList } from './problem-list.ts';
import { readContent } from './read-content.ts';
import type { WrittenClient } from './written/client-schema.ts';

/** Shares are written with few digits. */
const tolerance = 1e-9;

/** The classes of a client's requests, if it has any; `content` is what it lets all of them say. */
export function readClasses(
  client: WrittenClient,
  content: RequestContent,
  path: Path,
  problems: ProblemList,
): { readonly classes?: readonly RequestClass[] } {
  const { classes: written, demand, arrivals } = client;
  if (written === undefined) return {};
  const own = [...path, 'classes'];
  if (demand !== undefined) problems.add([...path, 'demand'], 'with classes, each class has a demand of its own');
  if (arrivals?.trace !== undefined)
    problems.add(own, 'what a trace has recorded has no classes: make a client of each kind of request');
  const total = written.reduce((sum, { share }) => sum + share, 0);
  if (Math.abs(total - 1) > tolerance)
    problems.add(
      own,
      `the shares of the classes make ${Number((100 * total).toFixed(6))}% in all: they must make 100%`,
    );
  written.forEach(({ name, share }, index) => {
    if (written.findIndex((other) => other.name === name) < index)
      problems.add([...own, index, 'name'], `two classes are called "${name}"`);
    if (share === 0) problems.add([...own, index, 'share'], 'no request would be of this class');
  });
  return {
    classes: written.map((each, index) => ({
      name: each.name,
      share: each.share,
      demandMs: each.demand ?? null,
      ...(each.method === undefined && each.path === undefined && each.headers === undefined
        ? {}
        : { content: readContent(each, [...own, index], problems, content) }),
    })),
  };
}
