import type { RandomStream } from '../kernel/random-stream.ts';
import type { AddressPool } from './allocator/address-pool.ts';
import { Allocator } from './allocator/allocator.ts';
import { Dispatcher } from './dispatcher/dispatcher.ts';
import { ConstraintEnforcer } from './orchestrator/constraint-enforcer.ts';
import { GlobalOrchestrator } from './orchestrator/global.ts';
import { JobsOrchestrator } from './orchestrator/jobs/jobs.ts';
import { makeOrchestratorTools, type OrchestratorTools } from './orchestrator/orchestrator-tools.ts';
import { ReplicatedOrchestrator } from './orchestrator/replicated.ts';
import { TaskReaper } from './orchestrator/task-reaper.ts';
import type { Raft } from './raft/raft.ts';
import { TermTimers } from './raft/term-timers.ts';
import { Reactor } from './reactor.ts';
import { Rebalancer } from './rebalancer/rebalancer.ts';
import { RoleManager } from './role-manager.ts';
import { Scheduler } from './scheduler/scheduler.ts';
import { SchedulerLoop } from './scheduler-loop.ts';
import type { IdSource } from './store/ids.ts';
import type { Store } from './store/store.ts';
import type { SwarmOptions } from './swarm.ts';

/** What a leader works on. */
export interface LeaderTools {
  readonly store: Store;
  readonly ids: IdSource;
  readonly raft: Raft;
  readonly addresses: AddressPool;
}

/**
 * All that only the leader of the managers runs, for one term: control loops, scheduler, dispatcher. They begin with what
 * the store holds; what they know besides ends with the term. Source: SwarmKit `manager/manager.go` becomeLeader.
 */
export class Leader {
  readonly dispatcher: Dispatcher;
  readonly #timers: TermTimers;
  readonly #reactor: Reactor;

  constructor(options: SwarmOptions, { store, ids, raft, addresses }: LeaderTools) {
    const { random, profile } = options;
    const { timings } = profile;
    const loop = new TermTimers(options.loop);
    this.#timers = loop;
    this.dispatcher = new Dispatcher(store, loop, random, timings, () => raft.commits);
    const reactor = new Reactor(loop, store, timings.commitMs);
    this.#reactor = reactor;
    // Loops can only race where a commit takes time.
    const race = timings.commitMs > 0 ? random.stream('swarm/orchestrator/race') : null;
    const toolsOf = (name: string, raceRandom: RandomStream | null) =>
      makeOrchestratorTools(store, loop, ids, random.stream(`swarm/orchestrator/${name}`), raceRandom);
    const replicated = toolsOf('replicated', race);
    const reaper = new TaskReaper(store, loop, timings.reaperBatchMs);
    const scheduler = new Scheduler({
      strategy: options.strategy,
      random: random.stream('swarm/scheduler'),
      nowMs: () => loop.nowMs,
      observer: options.placements,
    });
    const schedulerLoop = new SchedulerLoop(store, loop, scheduler, timings, random.stream('swarm/scheduler/groups'));
    reactor.add(new Allocator(store, loop, addresses));
    this.#seatOrchestrators(replicated, toolsOf('global', null), toolsOf('jobs', null));
    reaper.onWork(reactor.add(reaper));
    reactor.add(new ConstraintEnforcer(store, profile.semantics));
    const roles = new RoleManager(store, raft, loop);
    roles.onWork(reactor.add(roles));
    schedulerLoop.onWork(reactor.add(schedulerLoop));
    reactor.add(this.dispatcher);
    if (options.rebalance === 'on-join') {
      const { restarts } = replicated;
      const rebalancer = new Rebalancer({
        ...{ store, loop, ids, restarts, scheduler },
        random: random.stream('swarm/rebalancer'),
      });
      rebalancer.onWork(reactor.add(rebalancer));
    }
  }

  /** Without a quorum nothing can be committed: all wait. */
  hold(): void {
    this.#timers.hold();
  }

  release(): void {
    this.#timers.release();
  }

  /** The term is over. */
  end(): void {
    this.#timers.end();
    this.#reactor.close();
  }

  #seatOrchestrators(replicated: OrchestratorTools, global: OrchestratorTools, jobs: OrchestratorTools): void {
    const reactor = this.#reactor;
    reactor.add(replicated.updates.race);
    reactor.add(new ReplicatedOrchestrator(replicated));
    replicated.updates.onWork(reactor.add(replicated.updates));
    replicated.restarts.onWork(reactor.add(replicated.restarts));
    reactor.add(new GlobalOrchestrator(global));
    global.updates.onWork(reactor.add(global.updates));
    global.restarts.onWork(reactor.add(global.restarts));
    reactor.add(new JobsOrchestrator(jobs));
    jobs.restarts.onWork(reactor.add(jobs.restarts));
  }
}
