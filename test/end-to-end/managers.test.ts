import { describe, expect, it } from 'vitest';
import { play as playIn } from '../../src/shell/testing/shell-on.ts';

const source = `
name: managers
duration: 1h
cluster:
  nodes:
    - { name: manager, count: 3, role: manager, cpus: 2, memory: 4GiB }
    - { name: worker, count: 2, cpus: 2, memory: 4GiB }
images: { "web:1": { cached: true } }
services: { web: { image: "web:1", deploy: { replicas: 4 } } }
`;

const play = (...lines: string[]) => playIn(lines, source).replies;

const statuses = "docker node ls --filter role=manager --format '{{.Hostname}} {{.ManagerStatus}}'";
const on = (machine: string, command: string) => `docker-machine ssh ${machine} ${command}`;
const noLeader = 'The swarm does not have a leader.';

describe('managers that do not hear each other', () => {
  it('a leader that is cut off is replaced, answers nobody, and follows when it is back', () => {
    const [, , , outside, inside, , , after] = play(
      ...['wait 30s', 'partition manager1', 'wait 45s', on('manager2', 'docker service ls')],
      ...[on('manager1', 'docker node ls'), 'heal', 'wait 30s', statuses],
    );
    expect(outside!.exitCode).toBe(0);
    expect(inside!.stderr).toContain(noLeader);
    expect(after!.stdout).toMatch(/^manager1 Reachable$/m);
    expect(after!.stdout).toMatch(/^manager[23] Leader$/m);
  });

  it('without a majority on either side none leads, and nothing is decided until they hear each other again', () => {
    const replies = play(
      ...['wait 30s', 'crash manager3', 'wait 10s', 'partition manager1', 'wait 45s', 'crash worker1'],
      ...[on('manager1', 'docker service ls'), on('manager2', 'docker service ls'), 'wait 2m'],
      ...[
        'heal',
        'wait 1m',
        'docker service ls --format {{.Replicas}}',
        "docker service ps -f desired-state=running web --format '{{.Node}}'",
      ],
    );
    const [alone, other] = replies.slice(6, 8);
    expect(alone!.stderr).toContain(noLeader);
    expect(other!.stderr).toContain(noLeader);
    const nodes = replies.at(-1)!.stdout.trim().split('\n');
    expect(nodes.length).toBe(4);
    expect(nodes).not.toContain('worker1');
  });
});
