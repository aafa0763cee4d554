import type { FutureEventList } from '../kernel/future-event-list.ts';
import type { Task } from '../swarm/objects/task.ts';
import type { PlacementObserver } from '../swarm/scheduler/decisions/placement-decision.ts';
import type { ContainerTimes } from './container-runtime.ts';
import type { PlacementStrategy } from './vocabulary.ts';

export interface SimulationOptions {
  /** Beside Seatrial's own: one of these is taken if `scenario.placement` is its name. */
  readonly strategies?: readonly PlacementStrategy[];
  /** Empty. Which one it is changes nothing but the speed. */
  readonly events?: FutureEventList;
  /** Is told why tasks go where they go; it changes nothing. */
  readonly placements?: PlacementObserver;
  /** Engines remember what they tell of (`docker events`); they do if the timeline asks for it, too. */
  readonly engineEvents?: boolean;
  /** Takes the place of what is drawn from the image's laws: for replays of what was measured. */
  readonly containerTimes?: (task: Task, drawn: ContainerTimes) => ContainerTimes;
}
