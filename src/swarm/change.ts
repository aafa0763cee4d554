import type { SwarmNode } from './objects/node.ts';
import type { Service } from './objects/service.ts';
import type { Task } from './objects/task.ts';

/** One change of an object in the store; `before` is `null` at its creation, `after` at its deletion. */
export type Change =
  | { readonly kind: 'node'; readonly before: SwarmNode | null; readonly after: SwarmNode | null }
  | { readonly kind: 'service'; readonly before: Service | null; readonly after: Service | null }
  | { readonly kind: 'task'; readonly before: Task | null; readonly after: Task | null };

/** Told of every change when its transaction commits, in the order of the writes. Must not write to the swarm. */
export type ChangeListener = (change: Change, nowMs: number) => void;
