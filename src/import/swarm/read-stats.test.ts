import { describe, expect, it } from 'vitest';
import { readStats } from './read-stats.ts';

const id = 'usje4d55xtxgu8usyd3ny4wc0';
const line = (name: string, cpu: string, memory: string) =>
  JSON.stringify({
    BlockIO: '0B / 0B',
    CPUPerc: cpu,
    Container: 'c',
    ID: 'c',
    MemPerc: '1%',
    MemUsage: memory,
    Name: name,
    NetIO: '0B / 0B',
    PIDs: '2',
  });

function read(...texts: string[]) {
  return [...readStats(texts.map((text, index) => ({ file: `stats${index}`, text })))];
}

describe('docker stats', () => {
  it('of several machines are summed by service', () => {
    const one = [line(`web.1.${id}`, '12.50%', '4MiB / 7.6GiB'), line('other', '90%', '1GiB / 2GiB')].join('\n');
    const two = [
      line(`web.2.${id.slice(0, 24)}1`, '37.50%', '6MiB / 7.6GiB'),
      line(`agent.${id}.${id}`, '1%', '1MiB / 2GiB'),
    ].join('\n');
    expect(read(one, two)).toEqual([
      ['web', { containers: 2, cpus: 0.5, memoryBytes: 10 * 1024 ** 2 }],
      ['agent', { containers: 1, cpus: 0.01, memoryBytes: 1024 ** 2 }],
    ]);
  });

  it('of one container taken twice are averaged; one that has ended is passed over', () => {
    const twice = [
      line(`web.1.${id}`, '10%', '4MiB / 8GiB'),
      line(`web.1.${id}`, '30%', '8MiB / 8GiB'),
      line(`x.1.${id}`, '--', '-- / --'),
    ];
    expect(read(twice.join('\n'))).toEqual([['web', { containers: 1, cpus: 0.2, memoryBytes: 6 * 1024 ** 2 }]]);
  });

  it('are read as a table too', () => {
    const table = `CONTAINER ID   NAME                                 CPU %     MEM USAGE / LIMIT     MEM %     NET I/O       BLOCK I/O   PIDS
1285939c1fd3   web.1.${id}      25.00%    2.746MiB / 7.65GiB    0.04%     788B / 648B   0B / 0B     2
`;
    expect(read(table)).toEqual([['web', { containers: 1, cpus: 0.25, memoryBytes: Math.round(2.746 * 1024 ** 2) }]]);
  });

  it.each([
    ['another table', 'CONTAINER ID   IMAGE\nabc   nginx\n', 'stats0:2:1: the table has no column NAME'],
    ['docker ps --format json', '{"Names":"a"}', 'this is no container: expected the output of docker stats'],
    ['a share that is none', line('a', '12,5%', '1MiB / 1GiB'), 'expected CPU such as 12.3%, found "12,5%"'],
    ['memory that is none', line('a', '1%', 'much'), 'expected memory such as 3.9MiB / 7.6GiB, found "much"'],
  ])('cannot be read out of %s', (_, text, words) => {
    expect(() => read(text)).toThrow(words);
  });
});
