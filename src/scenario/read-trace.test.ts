import { describe, expect, it } from 'vitest';
import { simulate } from '../simulation/simulation.ts';
import { loadScenario } from './load-scenario.ts';
import { filesOf, plusClient, problemsOf } from './testing/sound-scenario.ts';

const scenario = plusClient('to: nodes:8080, arrivals: { trace: shoppers.csv }');

function load(csv: string, text = scenario) {
  return loadScenario(filesOf({ 'in/scenario.yaml': text, 'in/shoppers.csv': csv }), 'in/scenario.yaml', []).scenario;
}

function arrivalsOf(csv: string) {
  return load(csv).clients[0]?.arrivals;
}

function problemOf(csv: string, text = scenario): string {
  const problems = problemsOf({ 'scenario.yaml': text, 'shoppers.csv': csv });
  return problems.map(({ file, line, column, message }) => `${file}:${line}:${column}: ${message}`).join('\n');
}

describe('a trace', () => {
  it('gives times and, if the column is there, demands', () => {
    expect(arrivalsOf('time_s\n0\n1.5\n')).toEqual({ kind: 'trace', trace: { timesMs: [0, 1500], demandsMs: null } });
    expect(arrivalsOf('duration_ms,time_s\r\n8,0.25\r\n0,2\r\n')).toEqual({
      kind: 'trace',
      trace: { timesMs: [250, 2000], demandsMs: [8, 0] },
    });
  });

  it('may stand in any order, with ties (in the order of the file), spaces and empty lines', () => {
    const { trace } = arrivalsOf('time_s, duration_ms\n2, 1\n\n1, 2\n2, 3\n1, 4') as { trace: unknown };
    expect(trace).toEqual({ timesMs: [1000, 1000, 2000, 2000], demandsMs: [2, 4, 1, 3] });
  });

  it('that is longer than the run gives a warning', () => {
    expect(load('time_s\n1\n119.999\n120\n500\n').warnings).toEqual([
      'client shoppers: 2 of 4 requests of its trace lie beyond its end: they are not sent',
    ]);
    expect(load('time_s\n1\n119.999\n').warnings).toEqual([]);
  });

  it('ends where the run ends: a request at that instant is not sent any more', () => {
    expect(simulate(load('time_s\n119.999\n120\n')).summary.clients.shoppers?.requests).toBe(0);
    expect(load('time_s\n119.999\n120\n').warnings[0]).toContain('1 of 2 requests');
  });

  it.each([
    [
      'an unknown column',
      'time_s,duration\n1,2\n',
      '1:8: no column of a trace is called "duration" – did you mean "duration_ms"',
    ],
    ['no column of times', 'duration_ms\n1\n', '1:1: the column time_s is missing'],
    ['a column twice', 'time_s,time_s\n1,1\n', '1:8: the column time_s is there twice'],
    ['no header', '0.5\n1\n', '1:1: no column of a trace is called "0.5"'],
    ['nothing', '', '1:1: the first line names the columns: time_s and, if it is known, duration_ms; it is empty'],
    ['no request', 'time_s,duration_ms\n', '1:1: a trace needs at least one request: a line such as 12.345,8.2'],
    [
      'a time that is none',
      'time_s\n1\n12:30\n',
      '3:1: expected a time in seconds from 0 on, such as 12.345, found "12:30"',
    ],
    ['a time before 0', 'time_s\n-1\n', '2:1: expected a time in seconds from 0 on'],
    ['a time without end', 'time_s\nInfinity\n', '2:1: expected a time'],
    ['no duration', 'time_s,duration_ms\n1,8\n2,\n', '3:3: expected a duration in milliseconds such as 8.2, found ""'],
    ['a cell too few', 'time_s,duration_ms\n1\n', '2:1: expected 2 values as in the header, found 1'],
    ['a cell too many', 'time_s\n1,2\n', '2:1: expected one value as in the header, found 2'],
  ])('is refused with %s', (_, csv, words) => {
    expect(problemOf(csv)).toContain(`shoppers.csv:${words}`);
    expect(problemOf(csv)).not.toContain('\n');
  });

  it('that is not there, or all beyond the end, is refused where the scenario names it', () => {
    const missing = scenario.replace('shoppers.csv', 'shopers.csv');
    expect(problemOf('time_s\n1\n', missing)).toMatch(/^scenario.yaml:16:\d+: shopers.csv: no such file$/);
    expect(problemOf('time_s\n1790000000\n')).toMatch(
      /^scenario.yaml:16:\d+: the first request of the trace is 1790000000 s after the client's begin, and it sends for 120 s/,
    );
  });
});
