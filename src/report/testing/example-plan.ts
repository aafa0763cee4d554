import type { PlanPoint, PlanReport, PromiseResult } from '../experiment/plan-report.ts';

const TRIED = [1, 2, 3, 4, 5, 6, 8, 16, 32];
const ANSWER = 5;

/** A search for the least number of nodes, made by hand: too few of them fail without bound. */
export function examplePlan(): PlanReport {
  const points = TRIED.map(pointAt);
  return {
    scenario: 'shop on black friday',
    description: 'How many workers does the shop need?',
    version: '0.1.0',
    seed: 7,
    confidence: 0.95,
    sought: { find: 'nodes', noun: 'worker nodes', isPrice: false, extreme: 'least', from: 1, to: 32 },
    promises: ['p99(shoppers) < 250ms', 'pending == 0', 'update_state(web) == completed'],
    survive: 'any-node',
    answer: ANSWER,
    verdict: '5 worker nodes are the least that keep all promises, also through the loss of any node.',
    binding: {
      promise: 'p99(shoppers) < 250ms',
      loss: 'without worker2',
      resource: 'CPU of worker nodes (97 % busy)',
      at: 4,
    },
    points,
    mix: {
      price: 310,
      counts: { small: 3, large: 1 },
      tried: [
        { counts: { small: 2, large: 1 }, price: 250, holds: false },
        { counts: { small: 5, large: 0 }, price: 300, holds: false },
        { counts: { small: 3, large: 1 }, price: 310, holds: true },
      ],
    },
    warnings: ['At 6 worker nodes the run has only 93 requests.'],
  };
}

/** A promise that no value keeps. */
export function impossiblePlan(): PlanReport {
  const points = [1, 32].map((value): PlanPoint => {
    const promises = pointAt(value).promises.map((one): PromiseResult => {
      const own = { ...one, loss: '' };
      return one.unit === 'ms' ? { ...own, mean: 900 / value + 300, bound: 910 / value + 310, holds: false } : own;
    });
    return { value, holds: false, promises };
  });
  return {
    ...examplePlan(),
    survive: 'nothing',
    answer: null,
    verdict: 'No number of worker nodes from 1 to 32 keeps p99(shoppers) < 250ms.',
    binding: { promise: 'p99(shoppers) < 250ms', loss: '', resource: '', at: 32 },
    points,
    mix: null,
    warnings: [],
  };
}

function pointAt(value: number): PlanPoint {
  const promises = [latencyAt(value), pendingAt(value), updateAt(value)];
  return { value, holds: promises.every(({ holds }) => holds), promises };
}

function latencyAt(value: number): PromiseResult {
  const mean = value <= 2 ? Number.POSITIVE_INFINITY : 40 + 9000 / value ** 3 + 380 / value;
  return {
    promise: 'p99(shoppers) < 250ms',
    unit: 'ms',
    mean,
    bound: mean * 1.06,
    limit: 250,
    holds: mean * 1.06 < 250,
    replications: value <= 2 ? 1 : 10,
    loss: 'without worker2',
  };
}

function pendingAt(value: number): PromiseResult {
  const mean = Math.max(0, 6 - 2 * value);
  return {
    promise: 'pending == 0',
    unit: 'count',
    mean,
    bound: mean,
    limit: 0,
    holds: mean === 0,
    replications: value <= 2 ? 1 : 10,
    loss: mean === 0 ? '' : 'without worker1',
  };
}

function updateAt(value: number): PromiseResult {
  return {
    promise: 'update_state(web) == completed',
    unit: 'word',
    mean: null,
    bound: null,
    limit: 'completed',
    holds: value > 1,
    replications: value <= 2 ? 1 : 10,
    loss: '',
  };
}
