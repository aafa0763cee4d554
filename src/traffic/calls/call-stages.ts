import type { CallSpec } from '../spec.ts';

/** Calls that a request makes at one point of its own work. */
export interface Stage {
  /** Share of the work that is done from the stage before to this one, 0…1. */
  readonly share: number;
  readonly calls: readonly StageCall[];
}

export interface StageCall {
  /** As a client of its own: its place among the traffic's clients. */
  readonly client: number;
  /** Number of its first request among all that one request of the caller makes: what their draws go by. */
  readonly first: number;
  readonly spec: CallSpec;
}

/** What a request does from stage to stage; after the last one it does the rest of its work. */
export class CallStages {
  readonly stages: readonly Stage[];
  readonly restShare: number;

  /** `clientOf` answers which client a call is. */
  constructor(calls: readonly CallSpec[], clientOf: (call: CallSpec) => number) {
    let first = 0;
    const placed = calls.map((spec) => {
      const call = { client: clientOf(spec), first, spec };
      first += spec.count;
      return call;
    });
    const points = [...new Set(calls.map(({ after }) => after))].sort((a, b) => a - b);
    this.stages = points.map((point, index) => ({
      share: point - (points[index - 1] ?? 0),
      calls: placed.filter(({ spec }) => spec.after === point),
    }));
    this.restShare = 1 - (points.at(-1) ?? 0);
  }

  /** Share of the work before the stage; of what is left after the last one. */
  shareBefore(stage: number): number {
    return this.stages[stage]?.share ?? this.restShare;
  }
}
