import type { Change } from '../change.ts';
import type { ClusterSettings } from '../control-api.ts';
import { defaultHeartbeatPeriodMs, defaultTaskHistoryLimit } from '../objects/defaults.ts';
import type { SwarmNode } from '../objects/node.ts';
import type { Service } from '../objects/service.ts';
import { Feed } from './feed.ts';
import { TaskTable } from './task-table.ts';
import { Transaction } from './transaction.ts';

/** A batch commits what it has whenever it has so many changes. Source: SwarmKit `store/memory.go`. */
const maxChangesPerTransaction = 200;

export const defaultClusterSettings: ClusterSettings = {
  taskHistoryLimit: defaultTaskHistoryLimit,
  heartbeatPeriodMs: defaultHeartbeatPeriodMs,
};

/** Many small transactions that are committed together. */
export interface Batch {
  update(write: (tx: Transaction) => void): void;
  /** What is not committed yet shall not have happened. */
  drop(): void;
}

/**
 * The managers' store: nodes, services and tasks, changed by transactions only. What a transaction has written is
 * there at once; the feed tells of it. Source: SwarmKit `manager/state/store/memory.go`.
 */
export class Store {
  readonly nodes = new Map<string, SwarmNode>();
  readonly services = new Map<string, Service>();
  readonly servicesByName = new Map<string, Service>();
  readonly tasks = new TaskTable();
  readonly feed = new Feed();
  settings: ClusterSettings;
  readonly #nowMs: () => number;
  readonly #listeners: ((changes: readonly Change[]) => void)[] = [];
  #version = 0;
  #commits = 0;
  #open = false;

  constructor(nowMs: () => number, settings: ClusterSettings = defaultClusterSettings) {
    this.#nowMs = nowMs;
    this.settings = settings;
  }

  get nowMs(): number {
    return this.#nowMs();
  }

  /** How many transactions that changed something have been committed. */
  get commits(): number {
    return this.#commits;
  }

  /** Called after every commit with what it changed, before anything reacts to it. */
  onCommit(listener: (changes: readonly Change[]) => void): () => void {
    this.#listeners.push(listener);
    return () => {
      const index = this.#listeners.indexOf(listener);
      if (index >= 0) this.#listeners.splice(index, 1);
    };
  }

  /** One transaction. If `write` throws, nothing has happened. */
  update(write: (tx: Transaction) => void): void {
    const tx = this.#begin();
    try {
      write(tx);
    } catch (error) {
      this.#abort(tx);
      throw error;
    }
    this.#commit(tx);
  }

  /** Many small transactions committed together, at most some 200 changes at a time. If `work` throws: as `drop`. */
  batch(work: (batch: Batch) => void): void {
    let tx = this.#begin();
    let dropped = false;
    const update: Batch['update'] = (write) => {
      write(tx);
      if (tx.changes.length < maxChangesPerTransaction) return;
      this.#commit(tx);
      tx = this.#begin();
    };
    const drop = () => {
      dropped = true;
    };
    try {
      work({ update, drop });
    } catch (error) {
      this.#abort(tx);
      throw error;
    }
    if (dropped) this.#abort(tx);
    else this.#commit(tx);
  }

  #begin(): Transaction {
    if (this.#open) throw new Error('a transaction is open already');
    this.#open = true;
    return new Transaction(this, this.#version + 1, this.#nowMs());
  }

  #abort(tx: Transaction): void {
    tx.undo();
    this.#open = false;
  }

  #commit(tx: Transaction): void {
    this.#open = false;
    // What changes nothing is not proposed to the managers, and has no number (swarmkit: memory.go, Batch.commit).
    if (tx.changes.length === 0) return;
    this.#version++;
    this.#commits++;
    this.feed.publish(tx.changes);
    for (const listener of this.#listeners) listener(tx.changes);
  }
}
