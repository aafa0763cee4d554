import { meanInterval } from '../../src/experiment/statistics/interval.ts';
import { pairedDifference } from '../../src/experiment/statistics/paired-difference.ts';
import { verdictOf } from '../../src/experiment/statistics/verdict.ts';
import { otherRandom, otherSpread } from './equal-in-law.ts';
import { replicate } from './replicate.ts';
import { latencyOfA, sharedNodes, truths } from './shared-nodes.ts';
import { confidence, coverage, covers, falseAlarms, type StudyRow, Tally } from './study-row.ts';

const strategies = [otherRandom, otherSpread];
const placements = ['spread', 'random', 'binpack', ...strategies.map(({ name }) => name)];

/** Latencies under `random` are skewed: means of fewer are not normal enough for intervals to cover as often as they say. */
const enough = 20;

/** Latencies of one comparison, by placement. */
type Sample = Readonly<Record<string, readonly number[]>>;

interface Question {
  readonly tally: Tally;
  /** Whether it happened in this comparison. */
  ask(sample: Sample): boolean;
}

/** Coverage and false alarms where the placement decides who shares a node with whom. */
export function comparisonsOfPlacements(comparisons: number, replications: readonly number[]): StudyRow[] {
  const questions = [meanOf, differenceFromSpread, calledDifferent].flatMap((kind) => kind(replications));
  const most = Math.max(...replications);
  const scenarios = placements.map((name) => [name, sharedNodes(name)] as const);
  for (let comparison = 1; comparison <= comparisons; comparison += 1) {
    const sample = Object.fromEntries(
      scenarios.map(([name, scenario]) => [name, replicate(scenario, comparison, most, latencyOfA, { strategies })]),
    );
    for (const { tally, ask } of questions) tally.add(ask(sample));
  }
  return questions.map(({ tally }) => tally.row);
}

function meanOf(replications: readonly number[]): Question[] {
  return forEach(['random', 'binpack'] as const, replications, (name, count) => ({
    tally: new Tally(`Shared nodes: mean latency, ${name}`, count, coverage, count >= enough),
    ask: (sample) => covers(meanInterval(sample[name]!.slice(0, count), confidence), truths[name]),
  }));
}

function differenceFromSpread(replications: readonly number[]): Question[] {
  return forEach(['random', 'binpack'] as const, replications, (name, count) => ({
    tally: new Tally(`Shared nodes: difference spread → ${name}, paired`, count, coverage, count >= enough),
    ask: (sample) => covers(differenceIn(sample, 'spread', name, count), truths[name] - truths.spread),
  }));
}

function calledDifferent(replications: readonly number[]): Question[] {
  return forEach(['random', 'spread'] as const, replications, (name, count) => ({
    tally: new Tally(`Called different: ${name} and the same by other draws`, count, falseAlarms, true),
    ask(sample) {
      const verdict = verdictOf(differenceIn(sample, name, `other-${name}`, count), 'lower');
      return verdict === 'better' || verdict === 'worse';
    },
  }));
}

function differenceIn(sample: Sample, baseline: string, variant: string, count: number) {
  const [before, after] = [sample[baseline]!, sample[variant]!];
  return pairedDifference(before.slice(0, count), after.slice(0, count), confidence).interval;
}

function forEach<Name>(
  names: readonly Name[],
  replications: readonly number[],
  question: (name: Name, count: number) => Question,
): Question[] {
  return names.flatMap((name) => replications.map((count) => question(name, count)));
}
