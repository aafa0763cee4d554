import { describe, expect, it } from 'vitest';
import { play } from './testing/shell-on.ts';

/** What the last of these lines prints. */
const last = (...lines: string[]) => play(lines).last;

const create = 'docker service create -d --name web --replicas 1 --constraint node.role==manager nginx:1';
const events = 'docker events --since 10m';
const short = `--format '{{.Type}} {{.Action}}'`;

describe('docker events', () => {
  it('tells a container from its creation to its end, on its own machine', () => {
    const { stdout } = last(
      create,
      'wait 5s',
      'docker service rm web',
      'wait 5s',
      `${events} ${short} -f type=container`,
    );
    expect(stdout.replaceAll('container ', '').trim().split('\n')).toEqual([
      'create',
      'start',
      'kill',
      'die',
      'stop',
      'destroy',
    ]);
    expect(last(create, 'wait 5s', `docker-machine ssh worker1 ${events} ${short}`).stdout).toBe('');
  });

  it('tells what changed of a service and of a node', () => {
    const lines = last(
      ...[create, 'docker service scale -d web=2', 'docker service update -d --image nginx:2 web', 'wait 1m'],
      ...['docker node update --availability pause worker1', `${events} -f scope=swarm -f event=update`],
    ).stdout;
    expect(lines.replaceAll(/^\S+ (\w+ \w+) \w+/gm, '$1')).toBe(
      [
        'service update (name=web, replicas.new=2, replicas.old=1)',
        'service update (image.new=nginx:2, image.old=nginx:1, name=web)',
        'service update (name=web, updatestate.new=updating)',
        'service update (name=web, updatestate.new=completed, updatestate.old=updating)',
        'node update (availability.new=pause, availability.old=active, name=worker1)\n',
      ].join('\n'),
    );
  });

  it('prints nanoseconds, and the API’s form as json', () => {
    const asked = '--since 2026-01-01T00:00:00 --filter type=service';
    expect(last(create, `docker events ${asked}`).stdout).toMatch(
      /^2026-01-01T00:00:00\.015000000Z service create \w{25} \(name=web\)\n$/,
    );
    expect(JSON.parse(last(create, `docker system events ${asked} --format json`).stdout)).toMatchObject({
      ...{ Type: 'service', Action: 'create', scope: 'swarm', time: 1767225600, timeNano: 1767225600015000000 },
      Actor: { Attributes: { name: 'web' } },
    });
  });

  it('waits until a time that is to come, and ends at once without one', () => {
    const waiting = 'docker events --until 2026-01-01T00:00:30 -f event=start';
    expect(last(create, waiting).stdout).toMatch(/container start \w{64} \(.*name=web\.1\./);
    expect(last(create, 'wait 10s', waiting, 'now').stdout).toBe('30.015s\n');
    expect(last(create, 'wait 10s', 'docker events')).toEqual({ stdout: '', stderr: '', exitCode: 0 });
  });

  it.each([
    ['--since yesterday', 'failed to parse value as time or duration: "yesterday"'],
    ['--filter colour=red', "Error response from daemon: Invalid filter 'colour'"],
    ['web', "docker: 'docker events' accepts no arguments"],
  ])('refuses %s', (words, message) => {
    const { stderr, exitCode } = last(`docker events ${words}`);
    expect(stderr).toContain(message);
    expect(exitCode).toBe(1);
  });
});

describe('docker network ls', () => {
  const names = "docker network ls --format '{{.Name}}'";

  it('has the gateway of a member of a swarm', () => {
    expect(last(names).stdout.split('\n')).toContain('docker_gwbridge');
  });

  it('keeps a network until the last container has left it', () => {
    const create = 'docker service create -d --name web --network net --constraint node.role==manager nginx:1';
    const lines = [
      'docker network create -d overlay net',
      create,
      'wait 5s',
      'docker service rm web',
      'docker network rm net',
    ];
    expect(last(...lines, names).stdout).toContain('net\n');
    expect(last(...lines, 'wait 10s', names).stdout.split('\n')).not.toContain('net');
  });
});
