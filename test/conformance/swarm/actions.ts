import type { World } from '../../../src/simulation/world.ts';

interface Action {
  readonly pattern: RegExp;
  play(world: World, node: string): void;
}

/** Those that are pulled: what plugs them in again, by host. */
const cables = new WeakMap<World, Map<string, () => void>>();

function pull(world: World, node: string): void {
  const pulled = cables.get(world) ?? new Map<string, () => void>();
  cables.set(world, pulled.set(node, world.cut([node])));
}

/** What can happen to the hosts of a recording. */
const actions: readonly Action[] = [
  { pattern: /^SIGKILL dockerd of (\S+)/, play: (world, node) => world.machineNamed(node).stopEngine('killed') },
  { pattern: /^SIGTERM dockerd of (\S+)/, play: (world, node) => world.machineNamed(node).stopEngine('stopped') },
  { pattern: /^start dockerd of (\S+)/, play: (world, node) => world.machineNamed(node).startEngine() },
  { pattern: /^link of (\S+) down$/, play: (world, node) => pull(world, node) },
  { pattern: /^link of (\S+) up$/, play: (world, node) => cables.get(world)?.get(node)?.() },
];

/** Marks of the observer: nothing happens. A new node is there all along, and joins by a command. */
const marks: readonly RegExp[] = [
  /^\S+ seen (Down|Ready)$/,
  /^dockerd of \S+ has exited$/,
  /^\d+ tasks? seen running$/,
  /^no tasks? left$/,
  /^a new node \S+ joins$/,
];

/** @throws {Error} for an action that is none of these */
export function playAction(action: string, world: World): void {
  const found = actions.find(({ pattern }) => pattern.test(action));
  if (found !== undefined) found.play(world, found.pattern.exec(action)![1]!);
  else if (!marks.some((mark) => mark.test(action))) throw new Error(`unknown action of a recording: ${action}`);
}
