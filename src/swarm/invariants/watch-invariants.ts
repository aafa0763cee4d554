import type { EventLoop } from '../../kernel/event-loop.ts';
import type { Swarm } from '../swarm.ts';
import { CommitsHaveQuorum } from './commits-have-quorum.ts';
import { DesiredStateGoesForward } from './desired-state-goes-forward.ts';
import { HostPortsDiffer } from './host-ports-differ.ts';
import { IndexesAgree } from './indexes-agree.ts';
import type { Invariant } from './invariant.ts';
import { ObservedStateGoesForward } from './observed-state-goes-forward.ts';
import { OneTaskASlot } from './one-task-a-slot.ts';
import { PlacedWhereAllowed } from './placed-where-allowed.ts';
import { ReservationsFit } from './reservations-fit.ts';
import { UpdatesInParallel } from './updates-in-parallel.ts';
import { WithinMaxReplicas } from './within-max-replicas.ts';

/** Holds the swarm to all invariants, at every change and after every event of the loop. `commitMs` as in its profile. */
export function watchInvariants(swarm: Swarm, loop: EventLoop, commitMs = 0): void {
  const invariants: readonly Invariant[] = [
    new ObservedStateGoesForward(),
    new DesiredStateGoesForward(),
    new PlacedWhereAllowed(commitMs),
    new ReservationsFit(),
    new IndexesAgree(),
    new CommitsHaveQuorum(swarm.raft),
    new OneTaskASlot(),
    new UpdatesInParallel(),
    new HostPortsDiffer(),
    new WithinMaxReplicas(),
  ];
  swarm.watch((change) => {
    for (const invariant of invariants) invariant.changed(change, swarm.store);
  });
  loop.afterEvent = () => {
    for (const invariant of invariants) invariant.check(swarm.store);
  };
}
