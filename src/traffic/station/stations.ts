import type { EventLoop, Handler } from '../../kernel/event-loop.ts';
import { Greatest } from '../../metrics/greatest.ts';
import { outcome } from '../../metrics/outcome.ts';
import { TimeIntegrals } from '../../metrics/time-integrals.ts';
import type { CallStages } from '../calls/call-stages.ts';
import type { FanOut } from '../calls/fan-out.ts';
import type { Quantile } from '../law/quantile.ts';
import type { RequestTable } from '../request-table.ts';
import type { CallSpec } from '../spec.ts';
import type { NodeHandle, TaskDescription, TaskHandle, TrafficObserver } from '../traffic-options.ts';
import { coldFactor } from './cold-start.ts';
import { CpuBooks } from './cpu-books.ts';
import type { CpuCapacity } from './cpu-shares.ts';
import { type CpuSharing, cpuWeight } from './cpu-weight.ts';
import { HeldRequests, hold } from './held-requests.ts';
import { Memory } from './memory.ts';
import { NodeCpus } from './node-cpus.ts';
import { NodeStrains } from './node-strains.ts';
import { Station } from './station.ts';
import type { TaskCpus } from './task-cpus.ts';

/** What becomes of a request that a task had accepted. */
export interface StationOutlet {
  served(slot: number, nowMs: number): void;
  /** It has an answer that tells of a failure: a call that it needed did not succeed. */
  erred(slot: number, nowMs: number): void;
  /** The container has ended: its kernel closes the connection. */
  cut(slot: number, nowMs: number): void;
  /** The machine is gone: nobody closes anything. */
  vanished(slot: number, nowMs: number): void;
}

/** What a client's requests ask for: CPU time in ms, by what one drew; `image` is the law of the task that serves it. */
export interface DemandLaw {
  at(share: number, image: Quantile): number;
}

export interface StationsOptions {
  readonly loop: EventLoop;
  readonly requests: RequestTable;
  readonly outlet: StationOutlet;
  /** By node. */
  readonly capacities: readonly CpuCapacity[];
  /** By node; Infinity = enough. */
  readonly memoryBytes: readonly number[];
  readonly outOfMemory: TrafficObserver['outOfMemory'];
  readonly cpuSharing: CpuSharing;
  /** By client: its own law of CPU demand; `null` = the image's. */
  readonly clientDemands: readonly (DemandLaw | null)[];
}

/** All tasks that can be asked, and the CPUs that work for them. */
export class Stations implements Handler {
  readonly all: Station[] = [];
  readonly cpus: readonly NodeCpus[];
  readonly cpuBooks: CpuBooks;
  readonly memory: Memory;
  /** Services of which a task has ever taken a request. */
  readonly asked = new Set<string>();
  /** What slows nodes down. */
  readonly strains: NodeStrains;
  /** CPUs that work, by node. */
  readonly busy = new TimeIntegrals();
  /** Requests held (waiting and served), by task. */
  readonly inFlight = new TimeIntegrals();
  /** Of those, requests that wait in the backlog, by task. */
  readonly backlogs = new TimeIntegrals();
  /** Requests that wait in the backlogs of all its tasks, by service. */
  readonly backlogsOfServices = new Greatest();
  /** Requests that wait for calls of theirs and are not served meanwhile, by task. */
  readonly calling = new TimeIntegrals();
  readonly #services = new Map<string, number>();
  readonly #options: StationsOptions;
  readonly #requests: RequestTable;
  readonly #held: HeldRequests;
  readonly #outlet: StationOutlet;
  readonly #clientDemands: readonly (DemandLaw | null)[];
  #fanOut: FanOut | null = null;
  #stagesOf: ((calls: readonly CallSpec[]) => CallStages) | null = null;
  readonly #tasksOfNode: Set<TaskHandle>[];

  constructor(options: StationsOptions) {
    this.#options = options;
    this.#requests = options.requests;
    this.#held = new HeldRequests(options.requests, this.backlogs, this.backlogsOfServices);
    this.#outlet = options.outlet;
    this.#clientDemands = options.clientDemands;
    this.#tasksOfNode = options.capacities.map(() => new Set());
    this.cpus = options.capacities.map((capacity, node) => {
      const index = this.busy.add(options.loop.nowMs);
      const alone = ({ speed }: CpuCapacity) => this.cpuBooks.alone(node, speed);
      return new NodeCpus({ ...options, capacity, finished: this, busy: this.busy, index, alone });
    });
    this.cpuBooks = new CpuBooks({
      loop: options.loop,
      requests: options.requests,
      held: this.#held,
      stations: this.all,
      cpus: this.cpus,
      tasksOfNode: this.#tasksOfNode,
    });
    this.memory = new Memory({
      capacities: options.memoryBytes,
      tasksOn: (node) => this.#tasksOfNode[node]!,
      station: (task) => this.all[task]!,
      outOfMemory: (task, limitBytes) => options.outOfMemory(task, this.all[task]!.description, limitBytes),
    });
    this.strains = new NodeStrains(options.capacities, this.cpus, options.loop, (node) => this.cpuBooks.book(node));
  }

  add(description: TaskDescription): TaskHandle {
    const nowMs = this.#options.loop.nowMs;
    const station = new Station(
      description,
      this.#serviceNumber(description.service),
      this.#stages(description),
      nowMs,
    );
    const task = this.all.push(station) - 1;
    this.inFlight.add(nowMs);
    this.backlogs.add(nowMs);
    this.calling.add(nowMs);
    this.#tasksOfNode[description.node]!.add(task);
    this.cpus[description.node]!.addTask(this.#cpusOf(task, station), nowMs);
    if (station.memory !== null) this.memory.changed(task, station, station.memory.baseBytes);
    return task;
  }

  /** How requests under work make calls. Before the first task is added. */
  useCalls(fanOut: FanOut, stagesOf: (calls: readonly CallSpec[]) => CallStages): void {
    this.#fanOut = fanOut;
    this.#stagesOf = stagesOf;
  }

  /** Services that ever had a task, by name: their numbers. */
  get services(): ReadonlyMap<string, number> {
    return this.#services;
  }

  /** Slots of a task that served, times ms, since the start. */
  servedMs(task: TaskHandle, nowMs: number): number {
    const heldMs = this.inFlight.area(task, nowMs);
    return heldMs - this.backlogs.area(task, nowMs) - this.calling.area(task, nowMs);
  }

  nodeOf(task: TaskHandle): NodeHandle {
    return this.all[task]!.node;
  }

  /** Tasks of a node that are not gone. */
  onNode(node: number): ReadonlySet<TaskHandle> {
    return this.#tasksOfNode[node]!;
  }

  /** Tasks of a slot that are not gone. Linear in the tasks that ever were. */
  ofSlot(service: string, slot: number): TaskHandle[] {
    return [...this.all.keys()].filter((task) => {
      const { description, state } = this.all[task]!;
      return state !== 'gone' && description.service === service && description.slot === slot;
    });
  }

  listen(task: TaskHandle): void {
    const station = this.all[task]!;
    if (station.state !== 'starting' || station.demand === null) return;
    station.state = 'listening';
    station.listeningSinceMs = this.#options.loop.nowMs;
  }

  /** No effect on a task that is gone: its container has ended in the meantime. */
  drain(task: TaskHandle, onEmpty: () => void): void {
    const station = this.all[task]!;
    if (station.state === 'gone') return;
    station.state = 'draining';
    if (station.inFlight === 0) onEmpty();
    else station.onEmpty = onEmpty;
  }

  /** It holds the request, whose client does not want it any more. */
  withdraw(slot: number, nowMs: number): void {
    const { outlet } = this.#options;
    const requests = this.#requests;
    const task = requests.task[slot]!;
    const station = this.all[task]!;
    const cpus = this.cpus[station.description.node]!;
    if (requests.isServed[slot] === hold.calls) {
      this.#stopCalling(slot, station, nowMs);
      this.#held.leaveWork(slot, station);
      this.#serveNext(station, nowMs);
    } else if (requests.isServed[slot] === hold.served) {
      station.workMs -= cpus.withdraw(slot, nowMs);
      this.#held.leaveWork(slot, station);
      this.#serveNext(station, nowMs);
    } else this.#held.leaveBacklog(slot, station, nowMs);
    requests.atTask[slot] = 0;
    station.failed++;
    if (station.memory !== null) this.memory.changed(task, station, -station.memory.perRequestBytes);
    station.stayMs += nowMs - requests.reachedTaskMs[slot]!;
    this.inFlight.change(task, -1, nowMs);
    outlet.cut(slot, nowMs);
    requests.release(slot);
    if (station.state === 'draining' && station.inFlight === 0) this.#tellEmpty(station);
  }

  /** It stands still until `pause(task, -1)`: it accepts into its backlog, and nothing is done for what it serves. */
  pause(task: TaskHandle, by: 1 | -1): void {
    const station = this.all[task]!;
    if (station.state !== 'gone') this.cpus[station.node]!.pause(task, by, this.#options.loop.nowMs);
  }

  /** The container has ended. */
  kill(task: TaskHandle): void {
    const { outlet, loop } = this.#options;
    for (const slot of this.#empty(task)) outlet.cut(slot, loop.nowMs);
  }

  /** The machine is gone, with all its containers. */
  loseNode(node: number): void {
    const { outlet, loop } = this.#options;
    for (const task of [...this.#tasksOfNode[node]!]) {
      for (const slot of this.#empty(task)) outlet.vanished(slot, loop.nowMs);
    }
  }

  /** `outcome.ok` if it would accept a connection now, else why not. */
  wouldTake(task: TaskHandle): number {
    const station = this.all[task]!;
    return station.state === 'listening' ? roomIn(station) : outcome.refused;
  }

  /** What a health check finds: it hangs at a task that stands still; one that serves no requests answers as long as it runs. */
  look(task: TaskHandle): 'answers' | 'refuses' | 'hangs' {
    const station = this.all[task]!;
    if (station.state !== 'gone' && this.cpus[station.node]!.standsStill(task)) return 'hangs';
    if (station.demand === null) return station.state === 'gone' ? 'refuses' : 'answers';
    return this.wouldTake(task) === outcome.ok ? 'answers' : 'refuses';
  }

  /** The process takes notice of a signal: now, or when it goes on after standing still. */
  signal(task: TaskHandle, notice: () => void): void {
    const station = this.all[task]!;
    const cpus = this.cpus[station.node]!;
    if (station.state === 'gone' || !cpus.standsStill(task)) notice();
    else cpus.whenItGoesOn(task, () => this.#options.loop.call(0, notice));
  }

  /** A request knocks: `outcome.ok` = taken, else why not. */
  offer(slot: number, task: TaskHandle, nowMs: number): number {
    const station = this.all[task]!;
    const answer = this.wouldTake(task);
    if (answer !== outcome.ok) return answer;
    this.#accept(slot, task, station, nowMs);
    return outcome.ok;
  }

  /** A request on a connection that the task has accepted before: it takes those as long as it runs. */
  offerOver(slot: number, task: TaskHandle, nowMs: number): number {
    const station = this.all[task]!;
    const answer = station.state === 'draining' ? roomIn(station) : this.wouldTake(task);
    if (answer === outcome.ok) this.#accept(slot, task, station, nowMs);
    return answer;
  }

  #accept(slot: number, task: TaskHandle, station: Station, nowMs: number): void {
    const requests = this.#requests;
    requests.hold(slot);
    requests.task[slot] = task;
    requests.atTask[slot] = 1;
    requests.reachedTaskMs[slot] = nowMs;
    if (station.accepted++ === 0) this.asked.add(station.description.service);
    this.inFlight.change(task, 1, nowMs);
    if (station.serving < station.concurrency) this.#serve(slot, station, nowMs);
    else this.#held.queue(slot, station, nowMs);
    if (station.memory !== null) this.memory.changed(task, station, station.memory.perRequestBytes);
  }

  /** A request's demand is met. */
  fire(slot: number, _b: number, nowMs: number): void {
    const requests = this.#requests;
    const task = requests.task[slot]!;
    const station = this.all[task]!;
    this.cpus[station.node]!.end(nowMs);
    if (station.stages !== null && requests.stage[slot]! < station.stages.stages.length)
      this.#call(slot, station, nowMs);
    else this.#answer(slot, task, true, nowMs);
  }

  #serviceNumber(name: string): number {
    let number = this.#services.get(name);
    if (number === undefined) {
      number = this.backlogsOfServices.add();
      this.#services.set(name, number);
    }
    return number;
  }

  #stages({ serving }: TaskDescription): CallStages | null {
    return serving?.calls === undefined || this.#stagesOf === null ? null : this.#stagesOf(serving.calls);
  }

  isCalling(slot: number): boolean {
    return this.#requests.atTask[slot] === 1 && this.#requests.isServed[slot] === hold.calls;
  }

  /** The calls of a stage have ended: it goes on with its work, or has failed with them. */
  called(slot: number, ok: boolean, nowMs: number): void {
    const requests = this.#requests;
    const task = requests.task[slot]!;
    const station = this.all[task]!;
    this.#stopCalling(slot, station, nowMs);
    const stage = requests.stage[slot]!;
    const share = station.stages!.shareBefore(stage);
    if (ok && (share > 0 || stage < station.stages!.stages.length)) this.#work(slot, station, share, 0, nowMs);
    else this.#answer(slot, task, ok, nowMs);
  }

  #call(slot: number, station: Station, nowMs: number): void {
    const requests = this.#requests;
    const stage = station.stages!.stages[requests.stage[slot]!++]!;
    requests.isServed[slot] = hold.calls;
    requests.callsMs[slot]! -= nowMs;
    station.calling++;
    if (!station.holds) {
      station.serving--;
      this.calling.change(requests.task[slot]!, 1, nowMs);
      this.#serveNext(station, nowMs);
    }
    this.#fanOut!.begin(slot, stage, nowMs);
  }

  #stopCalling(slot: number, station: Station, nowMs: number): void {
    const requests = this.#requests;
    requests.isServed[slot] = hold.served;
    requests.callsMs[slot]! += nowMs;
    station.calling--;
    if (!station.holds) {
      station.serving++;
      this.calling.change(requests.task[slot]!, -1, nowMs);
    }
  }

  #answer(slot: number, task: TaskHandle, ok: boolean, nowMs: number): void {
    const requests = this.#requests;
    const station = this.all[task]!;
    requests.finishedMs[slot] = nowMs;
    requests.atTask[slot] = 0;
    this.#held.leaveWork(slot, station);
    station.answered++;
    if (station.memory !== null) {
      const { leakBytes, perRequestBytes } = station.memory;
      this.memory.changed(task, station, leakBytes - perRequestBytes);
    }
    station.stayMs += nowMs - requests.reachedTaskMs[slot]!;
    this.inFlight.change(task, -1, nowMs);
    this.#serveNext(station, nowMs);
    if (ok) this.#outlet.served(slot, nowMs);
    else this.#outlet.erred(slot, nowMs);
    requests.release(slot);
    if (station.state === 'draining' && station.inFlight === 0) this.#tellEmpty(station);
  }

  #serve(slot: number, station: Station, nowMs: number): void {
    const requests = this.#requests;
    this.#held.serve(slot, station);
    requests.startedMs[slot] = nowMs;
    const extraMs = station.hiccups === null ? 0 : station.hiccups.extraMs(slot, requests);
    if (station.stages === null) this.#work(slot, station, 1, extraMs, nowMs);
    else {
      requests.stage[slot] = 0;
      this.#work(slot, station, station.stages.shareBefore(0), extraMs, nowMs);
    }
  }

  #serveNext(station: Station, nowMs: number): void {
    if (station.waiting === 0 || station.serving >= station.concurrency) return;
    const slot = station.backlogHead;
    this.#held.leaveBacklog(slot, station, nowMs);
    this.#serve(slot, station, nowMs);
  }

  /** Does this share of what it demands, and what comes on top. */
  #work(slot: number, station: Station, share: number, extraMs: number, nowMs: number): void {
    let demandMs = share * this.#demandMs(slot, station) + extraMs;
    const { coldStart } = station;
    if (coldStart !== null) demandMs *= coldFactor(coldStart, nowMs - station.listeningSinceMs);
    station.workMs += demandMs;
    this.cpus[station.node]!.begin(slot, demandMs, nowMs);
  }

  #demandMs(slot: number, station: Station): number {
    const image = station.demand!;
    const law: DemandLaw = this.#clientDemands[this.#requests.client[slot]!] ?? image;
    return law.at(this.#requests.demandKey[slot]!, image);
  }

  /** Takes all requests out of a task that ends, those under work first. */
  *#empty(task: TaskHandle): Iterable<number> {
    const station = this.all[task]!;
    if (station.state === 'gone') return;
    const { node } = station;
    const nowMs = this.#options.loop.nowMs;
    const held = [...this.#held.underWork(station), ...this.#held.waiting(station)];
    this.cpuBooks.withdrawAll(station);
    if (station.memory !== null) this.memory.ended(task, station);
    station.state = 'gone';
    station.goneMs = nowMs;
    station.onEmpty = null;
    this.#held.forget(task, station, nowMs);
    station.failed += held.length;
    this.inFlight.set(task, 0, nowMs);
    this.calling.set(task, 0, nowMs);
    this.#tasksOfNode[node]!.delete(task);
    this.cpus[node]!.removeTask(task);
    for (const slot of held) {
      station.stayMs += nowMs - this.#requests.reachedTaskMs[slot]!;
      this.#requests.atTask[slot] = 0;
      yield slot;
      this.#requests.release(slot);
    }
  }

  #cpusOf(task: TaskHandle, { concurrency, description }: Station): TaskCpus {
    const { limitCpus, reservedCpus } = description.resources;
    const weight = cpuWeight(this.#options.cpuSharing, reservedCpus);
    return { task, slots: concurrency, limitCpus, weight, pauses: 0 };
  }

  #tellEmpty(station: Station): void {
    const { onEmpty } = station;
    station.onEmpty = null;
    if (onEmpty !== null) onEmpty();
  }
}

/** `outcome.ok` if it can serve one more or let it wait. */
function roomIn(station: Station): number {
  const free = station.serving < station.concurrency;
  return free || station.waiting < station.backlogLimit ? outcome.ok : outcome.backlog;
}
