import { longer } from './longer.ts';

const none = -1;

/** What a request's slot holds on to: it is free again when nobody does. */
const clientAndCarrier = 2;

/**
 * Slot numbers are multiples of this. The arrays of one width are views of one buffer, each an element further on: so a
 * request's fields lie side by side, in a few lines of the processor's cache, and not each in a line of its own.
 */
const stride = 16;

/**
 * The requests of a run that are not forgotten yet, as a struct of arrays: a request is a slot number. Slots are reused;
 * the generation tells a request from its slot's next one. The arrays are replaced when they grow: never keep one.
 */
export class RequestTable {
  /** All slot numbers are less. */
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
  door = new Int16Array(0);
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
  port = new Uint16Array(0);
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
    for (let slot = 0; slot < this.capacity; slot += stride) if (this.#holders[slot]! > 0) yield slot;
  }

  #grow(): void {
    const from = this.capacity;
    const to = Math.max(256 * stride, 2 * from);
    this.capacity = to;
    this.#growTimes(to);
    this.#growWords(to);
    this.#growSmall(to);
    this.#free = new Int32Array(to / stride);
    for (let slot = to - stride; slot >= from; slot -= stride) this.#free[this.#freeCount++] = slot;
  }

  #growTimes(to: number): void {
    const { buffer } = longer(new Float64Array(this.bornMs.buffer), new Float64Array(to));
    const view = (field: number) => new Float64Array(buffer, field * Float64Array.BYTES_PER_ELEMENT);
    this.bornMs = view(0);
    this.leftMs = view(1);
    this.reachedTaskMs = view(2);
    this.startedMs = view(3);
    this.finishedMs = view(4);
    this.callsMs = view(5);
    this.demandKey = view(6);
    this.finishEvent = view(7);
    this.finishDueMs = view(8);
    this.takenMs = view(9);
    this.sentMs = view(10);
    this.queuedMs = view(11);
    this.waitedMs = view(12);
    this.handshakeMs = view(13);
  }

  #growWords(to: number): void {
    const { buffer } = longer(new Int32Array(this.client.buffer), new Int32Array(to));
    const view = (field: number) => new Int32Array(buffer, field * Int32Array.BYTES_PER_ELEMENT);
    const unsigned = (field: number) => new Uint32Array(buffer, field * Uint32Array.BYTES_PER_ELEMENT);
    this.client = view(0);
    this.caller = view(1);
    this.origin = view(2);
    this.backend = view(3);
    this.server = view(4);
    this.entryNode = view(5);
    this.task = view(6);
    this.clientConnection = view(7);
    this.connection = view(8);
    this.next = view(9);
    this.previous = view(10);
    this.generation = unsigned(11);
    this.choiceSeed = unsigned(12);
    this.choices = unsigned(13);
    this.attempt = unsigned(14);
    this.timer = unsigned(15);
  }

  #growSmall(to: number): void {
    const { buffer: halves } = longer(new Uint16Array(this.status.buffer), new Uint16Array(to));
    this.status = new Uint16Array(halves, 0);
    this.port = new Uint16Array(halves, Uint16Array.BYTES_PER_ELEMENT);
    this.door = new Int16Array(halves, 2 * Int16Array.BYTES_PER_ELEMENT);
    const { buffer } = longer(new Uint8Array(this.outcome.buffer), new Uint8Array(to));
    this.outcome = new Uint8Array(buffer, 0);
    this.ended = new Uint8Array(buffer, 1);
    this.traced = new Uint8Array(buffer, 2);
    this.answered = new Uint8Array(buffer, 3);
    this.atTask = new Uint8Array(buffer, 4);
    this.isServed = new Uint8Array(buffer, 5);
    this.stage = new Uint8Array(buffer, 6);
    this.connected = new Uint8Array(buffer, 7);
    this.retries = new Uint8Array(buffer, 8);
    this.redispatched = new Uint8Array(buffer, 9);
    this.termination = new Uint8Array(buffer, 10);
    this.counted = new Uint8Array(buffer, 11);
    this.#holders = new Uint8Array(buffer, 12);
  }
}
