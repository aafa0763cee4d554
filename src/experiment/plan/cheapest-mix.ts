import type { PlanReport } from '../../report/experiment/plan-report.ts';
import { type LoadedScenario, loadScenario } from '../../scenario/load-scenario.ts';
import type { Expectation } from '../../simulation/expectation.ts';
import { carriedFiles } from '../loaded-scenarios.ts';
import type { Laboratory } from '../run-jobs.ts';
import { bindingAt } from './binding.ts';
import { cheapest } from './cheapest.ts';
import type { MixDesign } from './design.ts';
import { type MixCounts, mixesOf, mixOverrides } from './mixes.ts';
import { parsePromise } from './promise.ts';
import { reportHead } from './report-head.ts';
import { hasRoom } from './room.ts';
import { hopeEffort, Trial, type Tried } from './trial.ts';
import { confidenceWords, lossWarnings, throughWords } from './words.ts';

/** A mix that was tried. */
interface TriedMix {
  readonly mix: MixCounts;
  readonly tried: Tried;
}

/**
 * The cheapest mix of machines that keeps every promise. A mix whose machines have less room in all than the tasks reserve is
 * passed over without a run, if `pending == 0` is promised and nothing changes the services.
 *
 * @throws {InputError} if a promise cannot be read, or the scenario is wrong with a mix
 * @throws {JobFailure} if a run fails
 */
export async function cheapestMix(design: MixDesign, laboratory: Laboratory): Promise<PlanReport> {
  const mixes = mixesOf(design.shapes, design.sought);
  const largest = mixes.at(-1);
  if (largest === undefined) throw new Error('no mix to try');
  const attempt = async (mix: MixCounts, effort = hopeEffort): Promise<TriedMix> => {
    const trial = new Trial(design, effort, laboratory);
    return { mix, tried: await trial.run(mixOverrides(mix), load(design, mix).scenario) };
  };
  const hope = await attempt(largest);
  if (hope.tried.promises.some(({ judgement }) => judgement === 'broken'))
    return reportOf(design, null, [hope], 'one run with the largest tells');
  const { survive, replications } = design;
  const all: TriedMix[] = [];
  const answer = await cheapest(withRoom(design, mixes, load(design, largest)), async (mix) => {
    // Each that fails rules out others: none is given up in haste.
    all.push(await attempt(mix, { replications, survive, haste: false }));
    return all.at(-1)?.tried.holds === true;
  });
  return reportOf(design, answer, all.length === 0 ? [hope] : all, '');
}

/** Those that are worth a run; all of them have machines of the largest mix and no others. */
function withRoom(design: MixDesign, mixes: readonly MixCounts[], { scenario, groups }: LoadedScenario): MixCounts[] {
  const isFixed = scenario.timeline.length === 0 && scenario.autoscale.length === 0;
  if (!isFixed || !design.promises.map(parsePromise).some(asksForRoom)) return [...mixes];
  return mixes.filter(({ counts }) => {
    const absent = new Set(groups.flatMap(({ name, machines }) => machines.slice(counts[name] ?? machines.length)));
    const nodes = scenario.cluster.nodes.filter(({ name }) => !absent.has(name));
    return hasRoom({ ...scenario, cluster: { ...scenario.cluster, nodes } }, design.survive);
  });
}

function asksForRoom({ metric, comparison, limit }: Expectation): boolean {
  return metric === 'pending' && comparison === '==' && limit === 0;
}

function load({ files, path, overrides }: MixDesign, mix: MixCounts): LoadedScenario {
  return loadScenario(carriedFiles(files), path, [...overrides, ...mixOverrides(mix)]);
}

function reportOf(design: MixDesign, answer: MixCounts | null, all: readonly TriedMix[], why: string): PlanReport {
  const byPrice = [...all].sort((a, b) => a.mix.price - b.mix.price);
  const blocked = byPrice.findLast(({ mix, tried }) => !tried.holds && (answer === null || mix.price <= answer.price));
  const { scenario } = load(design, answer ?? blocked?.mix ?? { counts: {}, price: 0 });
  return {
    ...reportHead(design, scenario),
    answer: answer?.price ?? null,
    verdict: verdictOf(design, answer, why),
    binding: blocked === undefined ? null : bindingAt(blocked.mix.price, blocked.tried, load(design, blocked.mix)),
    points: [],
    mix:
      answer === null
        ? null
        : {
            price: answer.price,
            counts: answer.counts,
            tried: byPrice.map(({ mix, tried }) => ({ counts: mix.counts, price: mix.price, holds: tried.holds })),
          },
    warnings: lossWarnings(design.survive),
  };
}

function verdictOf({ survive, sought, confidence }: MixDesign, answer: MixCounts | null, why: string): string {
  const through = throughWords(survive);
  if (answer === null) {
    const reason = why === '' ? '' : `: ${why}`;
    return `No mix with ${sought.from} to ${sought.to} machines of each shape keeps every promise${through}${reason}.`;
  }
  return `The cheapest mix is ${mixWords(answer)}, for ${answer.price}: it keeps every promise${through}, ${confidenceWords(confidence)}.`;
}

function mixWords({ counts }: MixCounts): string {
  return Object.entries(counts)
    .map(([name, count]) => `${count} ${name}`)
    .join(' + ');
}
