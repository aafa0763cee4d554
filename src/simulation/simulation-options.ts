import type { FutureEventList } from '../kernel/future-event-list.ts';
import type { PlacementStrategy } from './vocabulary.ts';

export interface SimulationOptions {
  /** Beside Seatrial's own: one of these is taken if `scenario.placement` is its name. */
  readonly strategies?: readonly PlacementStrategy[];
  /** Empty. Which one it is changes nothing but the speed. */
  readonly events?: FutureEventList;
}
