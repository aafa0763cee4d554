import type { Change } from '../change.ts';
import type { Store } from '../store/store.ts';

/** Something that holds in every swarm at any time. Broken, it throws an error that says what and where. */
export interface Invariant {
  /** One change of the store, as it is committed. */
  changed(change: Change, store: Store): void;
  /** The whole store, whenever it is at rest. */
  check(store: Store): void;
}
