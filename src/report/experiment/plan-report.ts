import type { MetricUnit } from '../../metrics/catalogue.ts';

/** A capacity plan, before it becomes files: plain data, no I/O. */
export interface PlanReport {
  readonly scenario: string;
  readonly description: string;
  readonly version: string;
  readonly seed: number | string;
  readonly confidence: number;
  readonly sought: Question;
  /** As they were asked. */
  readonly promises: readonly string[];
  readonly survive: 'nothing' | 'any-node' | 'any-zone';
  /** `null` = no value keeps all promises. */
  readonly answer: number | null;
  /** In one sentence, for the terminal and the head of the page. */
  readonly verdict: string;
  /** What keeps the next value from being enough, or any value; `null` if the whole range holds. */
  readonly binding: Binding | null;
  /** Every value that was tried, ascending. */
  readonly points: readonly PlanPoint[];
  /** The cheapest mix of node shapes; `null` where there are no prices. */
  readonly mix: Mix | null;
  readonly warnings: readonly string[];
}

/** What a plan looks for. */
export interface Question {
  /** `nodes`, `replicas=web`, `rate=shoppers` */
  readonly find: string;
  /** What a person calls the value: `worker nodes`, `replicas of web`, `requests/s of shoppers`. */
  readonly noun: string;
  /** The value is the price of a mix of machines, and the range is of each shape; else it counts what the noun says. */
  readonly isPrice: boolean;
  readonly extreme: 'least' | 'greatest';
  readonly from: number;
  readonly to: number;
}

export interface Binding {
  readonly promise: string;
  /** `without worker2`; '' = with all nodes there. */
  readonly loss: string;
  /** What is short: `CPU of worker nodes (97 % busy)`, `memory to reserve`, `replicas of web`. */
  readonly resource: string;
  /** The value at which it was seen. */
  readonly at: number;
}

export interface PlanPoint {
  readonly value: number;
  readonly holds: boolean;
  readonly promises: readonly PromiseResult[];
}

/** A promise at one value: the worst over all losses that were tried. */
export interface PromiseResult {
  readonly promise: string;
  readonly unit: MetricUnit;
  /** Mean over replications, infinite if a replication's value is; `null` = there was no value, or it is a word. */
  readonly mean: number | null;
  /** One-sided confidence bound of the mean on the side of the limit. */
  readonly bound: number | null;
  readonly limit: number | string;
  readonly holds: boolean;
  readonly replications: number;
  /** The loss at which it was worst; '' = with all nodes there. */
  readonly loss: string;
}

export interface Mix {
  readonly price: number;
  /** Machines of each priced group of `cluster.nodes`. */
  readonly counts: Readonly<Record<string, number>>;
  /** Every mix that was tried, by price. */
  readonly tried: readonly {
    readonly counts: Readonly<Record<string, number>>;
    readonly price: number;
    readonly holds: boolean;
  }[];
}
