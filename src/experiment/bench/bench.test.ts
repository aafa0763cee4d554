import { describe, expect, it } from 'vitest';
import { filesOf, plus } from '../../scenario/testing/sound-scenario.ts';
import { type Baseline, parseBaseline, printBaseline } from './baseline.ts';
import { type BenchResult, bench, type Verdict } from './bench.ts';
import { benchWords, updateWords } from './bench-words.ts';
import { readSuite } from './suite.ts';

const web = plus(`seed: 1
traffic:
  - { name: shoppers, to: nodes:8080, from: 20s, arrivals: { constant: { rate: 20/s } } }
timeline:
  - { at: 1m, run: docker service update --image web:2 web }`).replace('web:1: {', 'web:1: { demand: 10ms,');
const slower = web.replace('demand: 10ms', 'demand: 11ms');
const elsewhere = web.replace('deploy: {', 'deploy: { placement: { constraints: [node.hostname == manager1] },');

const exact = 'scenarios: [{ file: web.yaml }]';

interface Files {
  readonly suite?: string;
  readonly scenario?: string;
}

/** From the texts that it writes, as the command does. */
function kept({ update }: BenchResult): Baseline {
  const { baseline, history } = printBaseline(update);
  return parseBaseline(baseline, history);
}

async function run({ suite = exact, scenario = web }: Files, baseline: Baseline | null = null): Promise<BenchResult> {
  const files = filesOf({ 'suite.yaml': suite, 'web.yaml': scenario });
  return bench(readSuite(files, 'suite.yaml'), files, { only: null, baseline, done: () => undefined });
}

async function verdict(before: Files, now: Files): Promise<Verdict> {
  const { report } = await run(now, kept(await run(before)));
  return report.verdicts[0]!;
}

describe('a run that is the baseline', () => {
  it('passes, event by event', async () => {
    const { report, update } = await run({}, kept(await run({})));
    expect(report.verdicts).toMatchObject([
      { name: 'web', outcome: 'same', passes: true, sameEvents: true, moved: [] },
    ]);
    expect(printBaseline(update)).toEqual(printBaseline((await run({})).update));
    expect(benchWords(report)).toBe(
      'SCENARIO   RESULT    WHAT\nweb        pass      the same, event by event\n\n1 scenario: nothing moved that must not.\n',
    );
  });
});

describe('a planted slowdown of 10 %', () => {
  it('fails, and shows the metrics that it moves', async () => {
    const { outcome, passes, moved, otherInputs } = await verdict({}, { scenario: slower });
    expect([outcome, passes, otherInputs]).toEqual(['moved', false, true]);
    const p50 = moved.find(({ name }) => name === 'p50(shoppers)')!;
    expect((p50.after as number) - (p50.before as number)).toBeCloseTo(1, 0);
    expect(moved.map(({ name }) => name)).not.toContain('moves');
  });

  it('parts at the first request that is slower, and shows it', async () => {
    const { parting } = await verdict({}, { scenario: slower });
    const { same, parted, exact: isExact, now } = parting!;
    expect(parted!.event).toBe(same!.event + 1);
    expect(isExact).toBe(false);
    expect(now).toHaveLength(1);
    expect(now[0]).toEqual({
      time_s: parted!.time_s,
      what: expect.stringMatching(/^request of shoppers: ok after 1[12]\.\d{3} ms, served on \w+ by task \w{12}$/),
    });
    expect(parted!.time_s).toBeGreaterThan(20.011);
    expect(parted!.time_s).toBeLessThan(20.1);
  });

  it('late in a run is bracketed, and all that the run does there is shown', async () => {
    const late = (demand: string) => web.replace('like: web:1', `like: web:1, demand: ${demand}`);
    const { parting } = await verdict({ scenario: late('10ms') }, { scenario: late('11ms') });
    const { same, parted, now, more } = parting!;
    expect(same!.event).toBeGreaterThan(700);
    expect(parted!.event - same!.event).toBeLessThanOrEqual(Math.ceil(parted!.event / 256));
    expect(same!.time_s).toBeGreaterThan(60);
    expect([now.length, more]).toEqual([parted!.event - same!.event, 0]);
    expect(now.map(({ what }) => what)).toContainEqual(expect.stringMatching(/^request of shoppers: ok after 11\./));
  });

  it('passes within a band, and is told all the same', async () => {
    const suite = "bands: { '*': 0, mean: 15%, p50: 2ms, 'p50(shoppers)': 15%, max: 2 }\n";
    const metrics = "scenarios: [{ file: web.yaml, metrics: [mean, 'p50(shoppers)', max, moves] }]";
    const { report } = await run(
      { suite: suite + metrics, scenario: slower },
      kept(await run({ suite: suite + metrics })),
    );
    expect(report.verdicts).toMatchObject([{ outcome: 'within', passes: true, parting: null, sameEvents: false }]);
    expect(report.verdicts[0]!.moved.map(({ name, band }) => [name, band!.text])).toEqual([
      ['mean(shoppers)', '15%'],
      ['p50(shoppers)', '15%'],
      ['max(shoppers)', '2'],
    ]);
    expect(benchWords(report)).toMatch(/web {8}pass {6}3 metrics moved, within the band.*\n[\s\S]*15% \(within\)/);
  });

  it('fails where one metric leaves its band, which comes first', async () => {
    const suite = "scenarios: [{ file: web.yaml, metrics: [mean, p50, max], bands: { '*': 50%, max: 1% } }]";
    const { outcome, moved } = await verdict({ suite }, { suite, scenario: slower });
    expect(outcome).toBe('moved');
    expect(moved.map(({ name, within }) => [name, within])).toEqual([
      ['max(shoppers)', false],
      ['mean(shoppers)', true],
      ['p50(shoppers)', true],
    ]);
  });
});

describe('a planted change of placement', () => {
  it('fails, and parts at the first task that goes elsewhere', async () => {
    const { outcome, parting } = await verdict({}, { scenario: elsewhere });
    expect(outcome).toBe('moved');
    expect(parting).toMatchObject({ exact: true, now: [], first: [{ time_s: parting!.parted!.time_s }] });
    expect(parting!.parted!.event).toBe(parting!.same!.event + 1);
    expect(parting!.first[0]!.what).toEqual([
      { time_s: parting!.parted!.time_s, what: expect.stringMatching(/^web\.2 of web:1 assigned on worker\d$/) },
      { time_s: parting!.parted!.time_s, what: 'web.2 of web:1 assigned on manager1' },
    ]);
  });
});

describe('events that differ while no number does', () => {
  const renamed = web.replace('docker service update --image', 'docker service update --label-add a=b --image');
  const rebuilt = web.replace('at: 1m,', 'at: 60001ms,');

  it('fail an exact suite', async () => {
    const metrics = exact.replace('web.yaml', 'web.yaml, metrics: [moves]');
    expect(await verdict({ suite: metrics }, { suite: metrics, scenario: rebuilt })).toMatchObject({
      outcome: 'same',
      passes: true,
      sameEvents: false,
    });
    expect(await verdict({}, { scenario: rebuilt })).toMatchObject({ outcome: 'moved', passes: false });
  });

  it('are none if they are only other words', async () => {
    expect(await verdict({}, { scenario: renamed })).toMatchObject({ outcome: 'same', otherInputs: true });
  });
});

describe('what has no baseline, or no end', () => {
  it('a new scenario fails until it is accepted', async () => {
    const { report, update } = await run({}, { version: '0.0.1', scenarios: new Map() });
    expect(report.verdicts).toMatchObject([{ outcome: 'new', passes: false }]);
    expect(benchWords(report)).toContain('no baseline yet');
    expect(benchWords(report)).toContain('--update makes it the baseline (written by Seatrial 0.0.1)');
    expect([...update.scenarios.keys()]).toEqual(['web']);
    expect(updateWords(report)).toContain('added');
  });

  it('a scenario that the suite lost is told, and not kept', async () => {
    const before = kept(await run({}));
    const both = { ...before, scenarios: new Map([...before.scenarios, ['old', before.scenarios.get('web')!]]) };
    const { report, update } = await run({}, both);
    expect(report.gone).toEqual(['old']);
    expect(benchWords(report)).toContain('Not in the suite any more: old;');
    expect([...update.scenarios.keys()]).toEqual(['web']);
  });

  it('a command that is refused fails, and keeps the baseline', async () => {
    const scenario = web.replace('docker service update --image web:2 web', 'docker service scale nobody=3');
    const before = kept(await run({}));
    const { report, update } = await run({ scenario }, before);
    expect(report.verdicts).toMatchObject([{ outcome: 'refused', passes: false }]);
    expect(report.verdicts[0]!.reason).toContain('service nobody not found');
    expect(printBaseline(update)).toEqual(printBaseline(before));
  });

  it('an expectation that fails is a failure, whatever the baseline says', async () => {
    const scenario = `${web}expect: ['running(web) == 3']\n`;
    const { report } = await run({ scenario }, kept(await run({ scenario })));
    expect(report.verdicts).toMatchObject([{ outcome: 'same', passes: false, failed: [{ value: 2 }] }]);
    expect(benchWords(report)).toMatch(/running\(web\) == 3 +2\n/);
  });

  it('only some run: the others stay as they are', async () => {
    const suite = 'scenarios: [{ file: web.yaml }, { file: web.yaml, name: other, seed: 2 }]';
    const files = filesOf({ 'suite.yaml': suite, 'web.yaml': slower });
    const before = kept(await run({ suite }));
    const { report, update } = await bench(readSuite(files, 'suite.yaml'), files, {
      only: ['other'],
      baseline: before,
      done: () => undefined,
    });
    expect(report.verdicts.map(({ name }) => name)).toEqual(['other']);
    expect(update.scenarios.get('web')).toEqual(before.scenarios.get('web'));
    expect(update.scenarios.get('other')).not.toEqual(before.scenarios.get('other'));
  });

  it('without its history a run is judged, and does not say where it parts', async () => {
    const { baseline } = printBaseline((await run({})).update);
    const { report } = await run({ scenario: slower }, parseBaseline(baseline, null));
    expect(report.verdicts).toMatchObject([{ outcome: 'moved', parting: null }]);
  });

  it('a history of another run is none', async () => {
    const { baseline } = printBaseline((await run({})).update);
    const { history } = printBaseline((await run({ scenario: slower })).update);
    expect(parseBaseline(baseline, history).scenarios.get('web')!.history).toBeNull();
  });
});

it('a name that no metric has is told where it stands, with the one that was meant', async () => {
  const suite = "bands: { p98: 1% }\nscenarios:\n  - file: web.yaml\n    metrics: ['p99(shopers)']\n";
  await expect(run({ suite })).rejects.toThrow(
    'suite.yaml:4:15: no run has a metric "p99(shopers)" – did you mean "p99(shoppers)"?',
  );
  await expect(run({ suite })).rejects.toThrow(/suite\.yaml:1:10: no run has a metric "p98" – did you mean "p9\d"\?/);
});
