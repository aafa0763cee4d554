import type { Mix, PlanReport } from '../../report/experiment/plan-report.ts';
import { type LoadedScenario, loadScenario } from '../../scenario/load-scenario.ts';
import { version } from '../../simulation/version.ts';
import { carriedFiles } from '../loaded-scenarios.ts';
import type { Laboratory } from '../run-jobs.ts';
import { bindingAt } from './binding.ts';
import type { MixDesign } from './design.ts';
import { hasRoom, type MixCounts, mixesOf, mixOverrides, reservedRoom, totalRoom } from './mixes.ts';
import { parsePromise } from './promise.ts';
import { Trial, type Tried } from './trial.ts';
import { confidenceWords, lossWarnings, throughWords } from './words.ts';

/**
 * The cheapest mix of machines that keeps every promise: all mixes by their price, until one does. A mix whose machines have
 * less room in all than the tasks reserve is passed over without a run, if `pending == 0` is promised and no timeline changes that.
 *
 * @throws {InputError} if a promise cannot be read, or the scenario is wrong with a mix
 * @throws {JobFailure} if a run fails
 */
export async function cheapestMix(design: MixDesign, laboratory: Laboratory): Promise<PlanReport> {
  const mixes = mixesOf(design.shapes, design.sought);
  const largest = mixes.at(-1);
  if (largest === undefined) throw new Error('no mix to try');
  const promises = design.promises.map(parsePromise);
  const once = { ...design, survive: { kind: 'nothing' }, replications: { count: 1, most: 1 } } as const;
  const hope = await new Trial(once, promises, laboratory).run(mixOverrides(largest), load(design, largest).scenario);
  if (hope.promises.some(({ judgement }) => judgement === 'broken')) return reportOf(design, null, [], hope, largest);
  const trial = new Trial(design, promises, laboratory);
  const tried: Mix['tried'][number][] = [];
  let last: { readonly mix: MixCounts; readonly outcome: Tried } = { mix: largest, outcome: hope };
  for (const mix of mixes) {
    const { scenario } = load(design, mix);
    if (
      promisesNoPending(design) &&
      scenario.timeline.length === 0 &&
      !hasRoom(totalRoom(scenario), reservedRoom(scenario))
    )
      continue;
    const outcome = await trial.run(mixOverrides(mix), scenario);
    tried.push({ counts: mix.counts, price: mix.price, holds: outcome.holds });
    if (outcome.holds) return reportOf(design, mix, tried, last.outcome, last.mix);
    last = { mix, outcome };
  }
  return reportOf(design, null, tried, last.outcome, last.mix);
}

function promisesNoPending({ promises }: MixDesign): boolean {
  return promises
    .map(parsePromise)
    .some(({ metric, comparison, limit }) => metric === 'pending' && comparison === '==' && limit === 0);
}

function load({ files, path, overrides }: MixDesign, mix: MixCounts): LoadedScenario {
  return loadScenario(carriedFiles(files), path, [...overrides, ...mixOverrides(mix)]);
}

/** `blocked` is what a mix that does not hold came to: the dearest one before the answer, or the largest. */
function reportOf(
  design: MixDesign,
  answer: MixCounts | null,
  tried: Mix['tried'],
  blocked: Tried,
  blockedMix: MixCounts,
): PlanReport {
  const { scenario, groups } = load(design, answer ?? blockedMix);
  const { sought } = design;
  const binding = blocked.holds
    ? null
    : bindingAt(blockedMix.price, blocked, load(design, blockedMix).scenario, groups);
  return {
    scenario: scenario.name,
    description: scenario.description,
    version,
    seed: design.seed,
    confidence: design.confidence,
    sought: { find: sought.find, noun: sought.noun, extreme: sought.extreme, from: sought.from, to: sought.to },
    promises: design.promises,
    survive: design.survive.kind,
    answer: answer?.price ?? null,
    verdict: verdictOf(design, answer),
    binding,
    points: [],
    mix: answer === null ? null : { price: answer.price, counts: answer.counts, tried },
    warnings: lossWarnings(design.survive, scenario),
  };
}

function verdictOf({ survive, sought, confidence }: MixDesign, answer: MixCounts | null): string {
  const through = throughWords(survive);
  if (answer === null)
    return `No mix with ${sought.from} to ${sought.to} machines of each shape keeps every promise${through}.`;
  const words = Object.entries(answer.counts).map(([name, count]) => `${count} ${name}`);
  return `The cheapest mix is ${words.join(' + ')}, for ${answer.price}: it keeps every promise${through}, ${confidenceWords(confidence)}.`;
}
