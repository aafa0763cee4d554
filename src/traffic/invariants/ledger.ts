/**
 * Books of its own about one kind of thing, kept from what is seen to happen, against which that thing's own counters are held.
 */
export interface Ledger {
  /** After an event: of what that event touched. Does not grow with how many tasks or requests there are. */
  checkTouched(nowMs: number): void;
  /** All there is; linear in it. */
  checkAll(nowMs: number): void;
}
