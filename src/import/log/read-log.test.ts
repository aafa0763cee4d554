import { describe, expect, it } from 'vitest';
import { InputError } from '../../scenario/input-error.ts';
import { readLogs } from './read-log.ts';

function read(kind: 'log' | 'csv', ...lines: string[]) {
  const { requests, notes, durationStepMs } = readLogs([{ file: 'a.log', kind, lines }]);
  return { times: [...requests.timesMs], durations: [...requests.durationsMs], notes, durationStepMs };
}

/** The example of HAProxy's manual, with other times. */
function haproxy(
  date: string,
  timers: string,
  more: { status?: string; server?: string; state?: string } = {},
): string {
  const { status = '200', server = 'srv1', state = '----' } = more;
  return `Feb  6 12:14:14 localhost haproxy[14389]: 10.0.1.2:33317 [06/Feb/2009:${date}] http-in static/${server} ${timers} ${status} 2750 - - ${state} 1/1/1/1/0 0/0 {1wt.eu} {} "GET /index.html HTTP/1.1"`;
}

describe('HAProxy’s HTTP log', () => {
  it('has a request when it was there as a whole, and the time until the server’s answer', () => {
    const { times, durations, notes, durationStepMs } = read(
      'log',
      haproxy('12:14:14.655', '10/0/30/69/109'),
      haproxy('12:14:14.700', '0/5/0/8/+13'),
      '2026-02-06T12:14:15+00:00 lb haproxy[1]: [::1]:33317 [06/Feb/2009:12:14:15.665] in~ b/s1 0/0/0/3/3 304 +120 - - ---- 2/2/1/1/+1 0/0 "GET / HTTP/2.0"',
    );
    expect(times).toEqual([0, 35, 1000]);
    expect(durations).toEqual([69, 8, 3]);
    expect([notes, durationStepMs]).toEqual([[], 1]);
  });

  it('comes by end; requests are sorted by when they came', () => {
    expect(
      read('log', haproxy('23:59:59.900', '0/0/0/900/900'), haproxy('23:59:59.100', '0/0/0/2000/2000')).durations,
    ).toEqual([2000, 900]);
  });

  it('has requests without an answer: they count, their times do not', () => {
    const { times, durations } = read(
      'log',
      haproxy('12:00:00.000', '0/0/0/5/6'),
      haproxy('12:00:01.000', '0/0/0/-1/3000', { status: '504', state: 'sH--' }),
      haproxy('12:00:02.000', '0/0/-1/-1/3', { status: '503', state: 'SC--' }),
      haproxy('12:00:03.000', '0/0/0/40/50', { state: 'CD--' }),
      haproxy('12:00:04.000', '0/-1/-1/-1/0', { status: '302', server: '<NOSRV>', state: 'LR--' }),
    );
    expect(times).toEqual([0, 1000, 2000, 3000, 4000]);
    expect(durations).toEqual([5, Number.NaN, Number.NaN, Number.NaN, Number.NaN]);
  });

  it('has lines that are no requests: they are counted, the first is shown', () => {
    const { times, notes } = read(
      'log',
      'Feb  6 12:14:14 localhost haproxy[14389]: Proxy http-in started.',
      haproxy('12:14:14.655', '10/0/30/69/109'),
      '',
      haproxy('12:14:16.000', '-1/-1/-1/-1/10000', { status: '408', server: '<NOSRV>', state: 'cR--' }),
    );
    expect(times).toEqual([0]);
    expect(notes).toEqual([
      'a.log: 2 of 3 lines are no requests, the first is line 1: "Feb  6 12:14:14 localhost haproxy[14389]: Proxy http-in started."',
    ]);
  });
});

const common = (second: string, rest: string, status = '200') =>
  `127.0.0.1 - frank [10/Oct/2000:13:55:${second} -0700] "GET /a\\"b.gif HTTP/1.0" ${status} 2326${rest}`;
const agent = ' "http://www.example.com/start.html" "Mozilla/4.08 [en] (Win98; I ;Nav) 12"';

describe('the Common and Combined Log Format', () => {
  it('know seconds: the requests of one are spread over it', () => {
    const lines = [common('36', ''), common('37', ''), common('37', ''), common('38', '')];
    const { times, durations, notes } = read('log', ...lines);
    expect(times).toEqual([0, 750, 1250, 2000]);
    expect(durations.every(Number.isNaN)).toBe(true);
    expect(notes).toEqual(['a.log knows times by the second: the requests of a second are spread over it evenly']);
  });

  it('end, if they were told to, in Apache’s microseconds', () => {
    const { durations, times } = read(
      'log',
      common('36', ' -'),
      common('38', `${agent} 8200`),
      common('39', ' 700', '504'),
    );
    expect(durations).toEqual([Number.NaN, 8.2, Number.NaN]);
    expect(times).toEqual([0, 2000, 3000]);
  });

  it.each(['0.200', '"0.200"', 'rt=0.200'])('or in nginx’ seconds (%s), which count back from the end', (ending) => {
    const { durations, times } = read('log', common('36', `${agent} 0.000`), common('38', `${agent} ${ending}`));
    expect(durations).toEqual([0, 200]);
    expect(times).toEqual([0, 1800]);
  });

  it('have no duration where the browser’s name ends in a number', () => {
    expect(read('log', common('36', agent)).durations).toEqual([Number.NaN]);
  });

  it('may begin with the host’s name, and have other zones', () => {
    const other = common('36', '').replace('-0700', '+0200');
    expect(read('log', `example.com:80 ${common('36', '')}`, other).times).toEqual([0, 9 * 3_600_000]);
  });
});

describe('CSV', () => {
  it('has times and durations under several names, and columns that mean nothing', () => {
    expect(read('csv', 'id,time_s,duration_ms', 'a,10.5,8', 'b,11,', 'c,9.5,7')).toMatchObject({
      times: [0, 1000, 1500],
      durations: [7, 8, Number.NaN],
    });
    expect(read('csv', 'time,duration_s', '2026-01-31T12:00:00.250Z,0.5', '2026-01-31T13:00:01+01:00,1')).toMatchObject(
      {
        times: [0, 750],
        durations: [500, 1000],
      },
    );
    expect(read('csv', 'duration_us,time_ms', '500,3').durations).toEqual([0.5]);
  });
});

describe('a log that is none', () => {
  const tcp =
    'Feb  6 12:12:56 localhost haproxy[14387]: 10.0.1.2:33313 [06/Feb/2009:12:12:51.443] fnt bck/srv1 0/0/5007 212 -- 0/0/0/0/3 0/0';
  it.each([
    [
      'log',
      'one of other lines',
      ['hello', 'world'],
      'a.log:1:1: not one of 2 lines is a request: expected HAProxy’s HTTP log',
    ],
    ['log', 'HAProxy’s TCP log', [tcp], 'this is HAProxy’s option tcplog: it knows connections, not requests'],
    ['log', 'an empty one', ['', ' '], 'a.log:1:1: there is no request in it'],
    [
      'log',
      'a date that there is not',
      [haproxy('12:14:14.655', '1/0/3/6/10').replace('Feb/', 'Foo/')],
      'not one of 1 lines',
    ],
    [
      'csv',
      'one without a header',
      ['1,2', '2,3'],
      'a.log:1:1: no column of times: the first line names the columns, one of time_s',
    ],
    ['csv', 'one without rows', ['time_s'], 'a.log:1:1: there is no request in it'],
    [
      'csv',
      'one with rows of words',
      ['time_s', 'soon'],
      'a.log:2:1: not one of 1 lines is a request: expected a time',
    ],
  ] as const)('%s: %s', (kind, _, lines, words) => {
    expect(() => read(kind, ...lines)).toThrow(InputError);
    expect(() => read(kind, ...lines)).toThrow(words);
  });
});
