import { describe, expect, it } from 'vitest';
import { plainBackend, plainBalancer, plainServer } from '../traffic/balancer/plain-balancer.ts';
import type { TimelineEntry } from './scenario.ts';
import { Simulation, simulate } from './simulation.ts';
import { crash, scenario, told, typed } from './testing/scenario.ts';
import { serviceSpec } from './testing/task.ts';

function eventsOf(...timeline: TimelineEntry[]) {
  return simulate(scenario({ services: [serviceSpec()], timeline })).events.filter(({ kind }) => kind === 'command');
}

describe('a command of the timeline', () => {
  it('ends the run when it is refused, with its place and what to say', () => {
    expect(() => eventsOf(typed(1000, 'docker service scale nothing=1'))).toThrow(
      /^timeline at 1000: `docker service scale nothing=1` was refused \(exit 1\):[\s\S]*nothing not found[\s\S]*expect_exit: 1/,
    );
  });

  it('ends the run at once: nothing is played after it', () => {
    const simulation = new Simulation(scenario({ timeline: [typed(1000, 'docker service rm nothing')] }));
    expect(() => simulation.advanceTo(60_000)).toThrow('was refused');
    expect(simulation.nowMs).toBeLessThan(1100);
  });

  it('is recorded when it is refused as expected', () => {
    const [event] = eventsOf(typed(1000, 'docker service rm nothing', { expectExit: 1 }));
    expect(event).toMatchObject({ time_s: 1, exit_code: 1, stderr: expect.stringContaining('nothing') });
  });

  it('ends the run when it succeeds against expectation', () => {
    expect(() => eventsOf(typed(1000, 'docker node ls', { expectExit: 1 }))).toThrow(
      'timeline at 1000: `docker node ls` succeeded, and expect_exit asks for 1.',
    );
  });

  it('leaves no output when the run ends before it', () => {
    const [event] = eventsOf(typed(59_999, 'docker node ls'));
    expect(event).toMatchObject({ exit_code: null, stdout: '', stderr: '' });
  });

  it('can be refused by the client once its substitutions are known', () => {
    const [event] = eventsOf(
      typed(1000, 'docker service update --replicas $(docker service ls -q) web', { expectExit: 125 }),
    );
    expect(event?.stderr).toMatch(/invalid argument ".*" for "--replicas" flag/);
  });

  it('is not typed when a substitution of it fails', () => {
    const [event] = eventsOf(typed(1000, 'docker service rm $(docker service ps -q nothing)', { expectExit: 1 }));
    expect(event?.stderr).toContain('no such service: nothing');
  });

  it('asks for the events of the past, which engines remember then', () => {
    const [event] = eventsOf(
      typed(5000, "docker events --since 1m --until 0s -f type=service -f event=create --format '{{.Action}}'"),
    );
    expect(event?.stdout).toBe('create\n');
  });

  it('is refused if a substitution names an image without behaviour', () => {
    const [event] = eventsOf(
      typed(1000, 'docker service update --image $(docker service ls -q) web', { expectExit: 1 }),
    );
    expect(event?.stderr).toMatch(/^image \w+: the scenario does not declare how its containers behave\n$/);
  });
});

describe('an engine whose machine is down', () => {
  it('cannot be reached', () => {
    const [event] = eventsOf(crash(1000, 'node2'), typed(2000, 'docker info', { on: 'node2', expectExit: 1 }));
    expect(event?.stderr).toBe(
      'Cannot connect to the Docker daemon at tcp://10.0.0.2:2376. Is the docker daemon running?\n',
    );
  });

  it('is the default only if all managers are down', () => {
    const [event] = eventsOf(crash(1000, 'node1'), typed(2000, 'docker node ls', { expectExit: 1 }));
    expect(event?.stderr).toContain('tcp://10.0.0.1:2376');
  });
});

describe('a runtime command of HAProxy', () => {
  const servers = [{ ...plainServer, name: 's1', id: 1, host: 'node1', port: 80 }];
  const balancer = {
    ...plainBalancer,
    name: 'lb',
    frontends: [],
    backends: [{ ...plainBackend, name: 'be', servers }],
  };

  function answers(...timeline: TimelineEntry[]) {
    const balancers = [{ ...balancer, startMs: 500 }];
    const { events } = simulate(scenario({ balancers, timeline }));
    return events.map(({ time_s, exit_code, stdout, stderr }) => [time_s, exit_code, stdout, stderr]);
  }

  it('is answered at once, by the balancer that is there', () => {
    expect(
      answers(told(1000, 'haproxy set weight be/s1 5'), told(2000, 'haproxy get weight be/s1', { on: 'lb' })),
    ).toEqual([
      [1, 0, '\n', ''],
      [2, 0, '5 (initial 1)\n\n', ''],
    ]);
  });

  it('ends the run when it is refused, unless that is expected', () => {
    const [early] = answers(told(100, 'haproxy show stat', { expectExit: 1 }));
    expect(early).toEqual([0.1, 1, '', 'the balancer lb is not running\n']);
    expect(() => answers(told(1000, 'haproxy set weight be/s2 5'))).toThrow('No such server.');
  });
});
