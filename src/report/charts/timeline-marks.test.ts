import { describe, expect, it } from 'vitest';
import type { EventRow } from '../../simulation/run-result.ts';
import { markLabels, thinOut, timelineMarks } from './timeline-marks.ts';

function event(time_s: number, what: string, kind: EventRow['kind'] = 'command'): EventRow {
  return { time_s, kind, what, exit_code: null, stdout: '', stderr: '' };
}

describe('timelineMarks', () => {
  it('numbers what changes something, not what only looks or was there at 0', () => {
    const marks = timelineMarks([
      event(0, 'web', 'service'),
      event(5, 'docker service create --name x nginx ls'),
      event(6, 'docker service ls'),
      event(6, 'docker node ps worker1'),
      event(7, 'docker info'),
      event(8, 'docker swarm join-token worker'),
      event(9, 'docker swarm join --token x 10.0.0.1:2377'),
      event(10, 'worker2', 'crash'),
      event(10.5, 'haproxy: server web/worker2 is DOWN', 'balancer'),
      event(11, 'docker service rm lsof'),
    ]);
    expect(marks.map(({ number, what }) => `${number} ${what}`)).toEqual([
      '1 docker service create --name x nginx ls',
      '2 docker swarm join --token x 10.0.0.1:2377',
      '3 crash worker2',
      '4 docker service rm lsof',
    ]);
  });
});

it('health checks of a balancer are consequences and get no mark', () => {
  expect(timelineMarks([{ ...event(5, 'haproxy: server web/node1 is DOWN'), kind: 'balancer' }])).toEqual([]);
});

describe('near marks', () => {
  const marks = timelineMarks([10, 11, 12, 50].map((time) => event(time, 'docker swarm init')));

  it('share a label', () => {
    expect(markLabels(marks, () => 5)).toEqual([
      { time_s: 11, label: '1–3' },
      { time_s: 50, label: '4' },
    ]);
  });

  it('have labels of their own where these have room', () => {
    expect(markLabels(marks, (label) => label.length * 0.9).map(({ label }) => label)).toEqual(['1', '2', '3', '4']);
  });

  it('share a label with those that their common label would touch', () => {
    const row = timelineMarks([10, 11.5, 12.5].map((time) => event(time, 'docker swarm init')));
    expect(markLabels(row, (label) => label.length * 1.2).map(({ label }) => label)).toEqual(['1–3']);
  });

  it('are drawn with room between them', () => {
    expect(thinOut(marks, 1.5).map((mark) => mark.number)).toEqual([1, 3, 4]);
  });
});
