import type { NodeInfo } from '../node-info.ts';
import { byScore } from '../strategies/by-rank.ts';
import { explainRest } from '../strategies/place-and-explain.ts';
import type { PlacementGroup as Group, PlacementStrategy } from '../strategy.ts';
import { GroupView } from './group-view.ts';
import { Misuse } from './misuse.ts';
import { NodeView } from './node-view.ts';
import type { PlacementContext, PlacingStrategy, ScoringStrategy, Strategy } from './placement.ts';
import { taskView } from './task-view.ts';

const shape = 'export default { score(task, node, context) { return …; } }, or { place(group) { … } }';

/**
 * A strategy out of what the user's file exports. Filters hold for it as for all; its own errors, and what it does that it
 * must not, come as {@link Misuse}.
 *
 * @param name as `placement:` says it
 * @throws {Misuse} if it is no strategy
 */
export function ownStrategy(name: string, exported: unknown): PlacementStrategy {
  const strategy = checked(exported);
  if (isPlacing(strategy)) return { name, place: (group) => placeBy(strategy, group) };
  return byScore(name, (group) => scoreBy(strategy, group));
}

function checked(exported: unknown): Strategy {
  if (exported === undefined) throw new Misuse(`no default export: expected ${shape}`);
  if (typeof exported !== 'object' || exported === null)
    throw new Misuse(`the default export is ${describe(exported)}: expected ${shape}`);
  const { score, place } = exported as Readonly<Record<string, unknown>>;
  if (score === undefined && place === undefined)
    throw new Misuse(`the default export has neither score nor place: expected ${shape}`);
  if (score !== undefined && place !== undefined)
    throw new Misuse(`the default export has both score and place: expected ${shape}`);
  const [word, value] = score === undefined ? ['place', place] : ['score', score];
  if (typeof value !== 'function') throw new Misuse(`${word} is ${describe(value)}: expected a function`);
  return exported as Strategy;
}

function isPlacing(strategy: Strategy): strategy is PlacingStrategy {
  return (strategy as Partial<PlacingStrategy>).place !== undefined;
}

function scoreBy(strategy: ScoringStrategy, group: Group): (node: NodeInfo) => number | null {
  const task = taskView(group.task);
  const context: PlacementContext = Object.freeze({ nowMs: group.nowMs, random: () => group.random.uniform() });
  return (info) => {
    const node = new NodeView(info, group);
    const score: unknown = guarded('score', () => strategy.score(task, node, context));
    if (score === null || (typeof score === 'number' && !Number.isNaN(score))) return score;
    throw new Misuse(
      `score of ${node.name} for ${task.service} is ${describe(score)}: expected a number (the greatest wins) or null (not this node)`,
    );
  };
}

function placeBy(strategy: PlacingStrategy, group: Group): void {
  const answer: unknown = guarded('place', () => strategy.place(new GroupView(group)));
  if (answer instanceof Promise) throw new Misuse('place is async: it must be done when it returns');
  explainRest(group);
}

function guarded<T>(what: string, ask: () => T): T {
  try {
    return ask();
  } catch (error) {
    if (error instanceof Misuse) throw error;
    throw new Misuse(
      `${what} failed: ${error instanceof Error ? `${error.name}: ${error.message}` : describe(error)}`,
      error,
    );
  }
}

function describe(value: unknown): string {
  if (typeof value === 'function') return 'a function';
  if (value instanceof Promise) return 'a promise';
  if (typeof value === 'object' && value !== null) return 'an object';
  return typeof value === 'string' ? `the text "${value}"` : String(value);
}
