import { longer } from './longer.ts';

const none = -1;

/** What a request's slot holds on to: it is free again when nobody does. */
const clientAndCarrier = 2;

/**
 * The requests of a run that are not forgotten yet, as a struct of arrays: a request is a slot number. Slots are reused;
 * the generation tells a request from its slot's next one. The arrays are replaced when they grow: never keep one.
 */
export class RequestTable {
  capacity = 0;
  /** Of the slot: how many requests it has had before. */
  generation = new Uint32Array(0);
  client = new Int32Array(0);
  /** Who sent it and is told how it ended, and what that one knows it by (a user, a request whose attempt it is…). */
  caller = new Int32Array(0);
  origin = new Int32Array(0);
  bornMs = new Float64Array(0);
  /** When it left its client: an attempt does later than the request was born. */
  leftMs = new Float64Array(0);
  /**
   * What the law of its CPU demand is asked with, whichever task it reaches: the quantile (0…1), drawn on arrival; in a trace
   * that has it, the demand itself, in ms.
   */
  demandKey = new Float64Array(0);
  /** Drawn on arrival: seed of its own small choices (latency of each hop, address from a DNS answer). */
  choiceSeed = new Uint32Array(0);
  /** How many of those choices it has made. */
  choices = new Uint32Array(0);
  /** 1 = its client has its answer, or gave up; 2 = and its work is not wanted any more. */
  ended = new Uint8Array(0);
  traced = new Uint8Array(0);
  /** The backend of a balancer that it goes through, and its server there; −1 = none. */
  backend = new Int32Array(0);
  server = new Int32Array(0);
  /** Retries that the balancer has made for it. */
  retries = new Uint8Array(0);
  /** 1 = one of them went to another server. */
  redispatched = new Uint8Array(0);
  /** The door of its balancer's frontend that it went through; −1 = none. */
  door = new Int32Array(0);
  /** How it ended at its balancer: a position in `terminations`. */
  termination = new Uint8Array(0);
  /** Which attempt to reach a task this is; bumped when the balancer gives one up, so that its late events are known. */
  attempt = new Uint32Array(0);
  /** Tells the balancer's armed timer from those that were disarmed. */
  timer = new Uint32Array(0);
  /** 1 = a task has accepted the attempt's connection. */
  connected = new Uint8Array(0);
  /** 1 = its balancer has sent an answer and does not look at what its task does any more. */
  answered = new Uint8Array(0);
  /** Where it entered the mesh, and the task that it reached; −1 = none. */
  entryNode = new Int32Array(0);
  port = new Int32Array(0);
  task = new Int32Array(0);
  /** Its client's own connection, and the one that leads to a task (the same one without a balancer); −1 = none that is kept. */
  clientConnection = new Int32Array(0);
  connection = new Int32Array(0);
  /** 1 = IPVS counts its own connection, which it does not keep; only where a scheduler asks. */
  counted = new Uint8Array(0);
  /** Time that it waited for a connection of its client's, and that it took to open that one: only with one that is kept. */
  waitedMs = new Float64Array(0);
  handshakeMs = new Float64Array(0);
  /** Neighbours in its task's backlog or among those served. */
  next = new Int32Array(0);
  previous = new Int32Array(0);
  /** Its finish, while a CPU works for it alone. */
  finishEvent = new Float64Array(0);
  finishDueMs = new Float64Array(0);
  /** 1 = that task holds it, waiting or served. */
  atTask = new Uint8Array(0);
  /** Of a request at its task: see `hold` in station/held-requests.ts. */
  isServed = new Uint8Array(0);
  /** The next stage of its calls. */
  stage = new Uint8Array(0);
  /** Time that it waited for calls of its own. */
  callsMs = new Float64Array(0);
  reachedTaskMs = new Float64Array(0);
  startedMs = new Float64Array(0);
  finishedMs = new Float64Array(0);
  /** When its balancer took it, and sent it to a server the last time. */
  takenMs = new Float64Array(0);
  sentMs = new Float64Array(0);
  /** Time that it waited in a balancer's queues. */
  queuedMs = new Float64Array(0);
  outcome = new Uint8Array(0);
  /** HTTP status; 0 = none. */
  status = new Uint16Array(0);
  #holders = new Uint8Array(0);
  #free = new Int32Array(0);
  #freeCount = 0;

  /** A slot, held by its client and by whatever carries it. */
  take(): number {
    if (this.#freeCount === 0) this.#grow();
    const slot = this.#free[--this.#freeCount]!;
    this.#holders[slot] = clientAndCarrier;
    return slot;
  }

  /** A slot for a request of this client that begins now and has been nowhere yet. */
  begin(client: number, caller: number, nowMs: number): number {
    const slot = this.take();
    this.client[slot] = client;
    this.caller[slot] = caller;
    this.bornMs[slot] = nowMs;
    this.leftMs[slot] = nowMs;
    this.choices[slot] = 0;
    this.ended[slot] = 0;
    this.answered[slot] = 0;
    this.backend[slot] = none;
    this.server[slot] = none;
    this.entryNode[slot] = none;
    this.task[slot] = none;
    this.counted[slot] = 0;
    this.clientConnection[slot] = none;
    this.connection[slot] = none;
    this.retries[slot] = 0;
    this.callsMs[slot] = 0;
    this.queuedMs[slot] = 0;
    this.status[slot] = 0;
    return slot;
  }

  /** The way of one of its attempts becomes a request's own. */
  copyWay(from: number, to: number): void {
    this.leftMs[to] = this.leftMs[from]!;
    this.backend[to] = this.backend[from]!;
    this.server[to] = this.server[from]!;
    this.entryNode[to] = this.entryNode[from]!;
    this.task[to] = this.task[from]!;
    this.retries[to] = this.retries[from]!;
    this.reachedTaskMs[to] = this.reachedTaskMs[from]!;
    this.startedMs[to] = this.startedMs[from]!;
    this.finishedMs[to] = this.finishedMs[from]!;
    this.callsMs[to] = this.callsMs[from]!;
    this.takenMs[to] = this.takenMs[from]!;
    this.sentMs[to] = this.sentMs[from]!;
    this.queuedMs[to] = this.queuedMs[from]!;
    this.clientConnection[to] = this.clientConnection[from]!;
    this.waitedMs[to] = this.waitedMs[from]!;
    this.handshakeMs[to] = this.handshakeMs[from]!;
    this.termination[to] = this.termination[from]!;
    this.status[to] = this.status[from]!;
  }

  hold(slot: number): void {
    this.#holders[slot]!++;
  }

  release(slot: number): void {
    if (--this.#holders[slot]! > 0) return;
    this.generation[slot]!++;
    this.#free[this.#freeCount++] = slot;
  }

  /** As two releases: answer delivered, client content. */
  releaseBoth(slot: number): void {
    const left = this.#holders[slot]! - clientAndCarrier;
    this.#holders[slot] = left;
    if (left > 0) return;
    this.generation[slot]!++;
    this.#free[this.#freeCount++] = slot;
  }

  /** Slots that somebody holds. */
  *held(): Iterable<number> {
    for (let slot = 0; slot < this.capacity; slot++) if (this.#holders[slot]! > 0) yield slot;
  }

  #grow(): void {
    const from = this.capacity;
    const to = Math.max(256, 2 * from);
    this.capacity = to;
    this.generation = longer(this.generation, new Uint32Array(to));
    this.client = longer(this.client, new Int32Array(to));
    this.caller = longer(this.caller, new Int32Array(to));
    this.origin = longer(this.origin, new Int32Array(to));
    this.leftMs = longer(this.leftMs, new Float64Array(to));
    this.bornMs = longer(this.bornMs, new Float64Array(to));
    this.demandKey = longer(this.demandKey, new Float64Array(to));
    this.choiceSeed = longer(this.choiceSeed, new Uint32Array(to));
    this.choices = longer(this.choices, new Uint32Array(to));
    this.ended = longer(this.ended, new Uint8Array(to));
    this.traced = longer(this.traced, new Uint8Array(to));
    this.backend = longer(this.backend, new Int32Array(to));
    this.server = longer(this.server, new Int32Array(to));
    this.retries = longer(this.retries, new Uint8Array(to));
    this.redispatched = longer(this.redispatched, new Uint8Array(to));
    this.door = longer(this.door, new Int32Array(to));
    this.termination = longer(this.termination, new Uint8Array(to));
    this.attempt = longer(this.attempt, new Uint32Array(to));
    this.timer = longer(this.timer, new Uint32Array(to));
    this.connected = longer(this.connected, new Uint8Array(to));
    this.answered = longer(this.answered, new Uint8Array(to));
    this.entryNode = longer(this.entryNode, new Int32Array(to));
    this.port = longer(this.port, new Int32Array(to));
    this.task = longer(this.task, new Int32Array(to));
    this.clientConnection = longer(this.clientConnection, new Int32Array(to));
    this.connection = longer(this.connection, new Int32Array(to));
    this.counted = longer(this.counted, new Uint8Array(to));
    this.waitedMs = longer(this.waitedMs, new Float64Array(to));
    this.handshakeMs = longer(this.handshakeMs, new Float64Array(to));
    this.next = longer(this.next, new Int32Array(to));
    this.previous = longer(this.previous, new Int32Array(to));
    this.finishEvent = longer(this.finishEvent, new Float64Array(to));
    this.finishDueMs = longer(this.finishDueMs, new Float64Array(to));
    this.atTask = longer(this.atTask, new Uint8Array(to));
    this.isServed = longer(this.isServed, new Uint8Array(to));
    this.stage = longer(this.stage, new Uint8Array(to));
    this.callsMs = longer(this.callsMs, new Float64Array(to));
    this.reachedTaskMs = longer(this.reachedTaskMs, new Float64Array(to));
    this.startedMs = longer(this.startedMs, new Float64Array(to));
    this.finishedMs = longer(this.finishedMs, new Float64Array(to));
    this.takenMs = longer(this.takenMs, new Float64Array(to));
    this.sentMs = longer(this.sentMs, new Float64Array(to));
    this.queuedMs = longer(this.queuedMs, new Float64Array(to));
    this.outcome = longer(this.outcome, new Uint8Array(to));
    this.status = longer(this.status, new Uint16Array(to));
    this.#holders = longer(this.#holders, new Uint8Array(to));
    this.#free = new Int32Array(to);
    for (let slot = to - 1; slot >= from; slot--) this.#free[this.#freeCount++] = slot;
  }
}
