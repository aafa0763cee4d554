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

  /** One transaction. If `write` answers `false` or throws, nothing has happened. */
  update(write: (tx: Transaction) => boolean | void): void {
    const tx = this.#begin();
    this.#guard(tx, () => write(tx));
  }

  /**
   * Many small transactions committed together, at most some 200 changes at a time. If `work` answers `false`, what
   * is not committed yet has not happened.
   */
  batch(work: (batch: Batch) => boolean | void): void {
    let tx = this.#begin();
    const batch: Batch = {
      update: (write) => {
        write(tx);
        if (tx.changes.length < maxChangesPerTransaction) return;
        this.#commit(tx);
        tx = this.#begin();
      },
    };
    this.#guard(() => tx, () => work(batch));
  }

  #begin(): Transaction {
    if (this.#open) throw new Error('a transaction is open already');
    this.#open = true;
    return new Transaction(this, ++this.#version, this.#nowMs());
  }

  #guard(current: Transaction | (() => Transaction), work: () => boolean | void): void {
    const transaction = () => (typeof current === 'function' ? current() : current);
    let kept: boolean | void;
    try {
      kept = work();
    } catch (error) {
      transaction().undo();
      this.#open = false;
      throw error;
    }
    if (kept === false) {
      transaction().undo();
      this.#open = false;
      return;
    }
    this.#commit(transaction());
  }

  #commit(tx: Transaction): void {
    this.#open = false;
    if (tx.changes.length === 0) return;
    this.#commits++;
    this.feed.publish(tx.changes);
    for (const listener of this.#listeners) listener(tx.changes);
  }
}
