import { describe, expect, it } from 'vitest';
import { defaultPlacement } from '../swarm/objects/defaults.ts';
import { noLimits, noReservations } from '../swarm/objects/resources.ts';
import { TaskState } from '../swarm/objects/task-state.ts';
import { parseCommand } from './parse-command.ts';
import { TestSwarm } from './testing/test-swarm.ts';

const managerId = 'm'.repeat(25);
const workerId = 'w'.repeat(25);

function newSwarm(formed = true): TestSwarm {
  return new TestSwarm(
    [
      { name: 'manager1', id: managerId, role: 'manager' },
      { name: 'worker1', id: workerId, role: 'worker' },
    ],
    formed,
  );
}

function success(stdout: string) {
  return expect.objectContaining({ stdout, stderr: '', exitCode: 0 });
}

function failure(stderr: string, stdout = '') {
  return expect.objectContaining({ stdout, stderr: `${stderr}\n`, exitCode: 1 });
}

const outsideSwarm =
  'Error response from daemon: This node is not a swarm manager. Use "docker swarm init" or "docker swarm join" to connect this node to swarm and try again.';

describe('forming a swarm', () => {
  it('prints the join command of init with the worker token and the address', () => {
    const swarm = newSwarm(false);
    const token = swarm.hosted.tokens.of('worker');
    expect(swarm.run('docker swarm init --advertise-addr 192.168.99.100', 'manager1')).toEqual(
      success(
        `Swarm initialized: current node (${managerId}) is now a manager.\n\nTo add a worker to this swarm, run the following command:\n\n    docker swarm join --token ${token} 192.168.99.100:2377\n\nTo add a manager to this swarm, run 'docker swarm join-token manager' and follow the instructions.\n`,
      ),
    );
  });

  it('lets a machine in with the role of its token, after the time that joining takes', () => {
    const swarm = newSwarm(false);
    swarm.run('docker swarm init', 'manager1');
    const token = swarm.run('docker swarm join-token -q worker', 'manager1').stdout.trim();
    expect(token).toMatch(/^SWMTKN-1-[0-9a-z]{50}-[0-9a-z]{25}$/);
    const joined = swarm.run(`docker swarm join --token ${token} 192.168.99.100:2377`, 'worker1');
    expect(joined).toEqual(success('This node joined a swarm as a worker.\n'));
    expect(joined.tookMs).toBe(1_030);
    expect(swarm.run('docker node ls -q', 'manager1').stdout).toBe(`${managerId}\n${workerId}\n`);
  });

  it('refuses a token that was rotated away, and one that is none', () => {
    const swarm = newSwarm(false);
    swarm.run('docker swarm init', 'manager1');
    const old = swarm.hosted.tokens.of('worker');
    const rotated = swarm.run('docker swarm join-token --rotate worker', 'manager1').stdout;
    expect(rotated).toMatch(/^Successfully rotated worker join token\.\n\nTo add a worker/);
    expect(rotated).not.toContain(old);
    expect(swarm.run(`docker swarm join --token ${old} 192.168.99.100`, 'worker1').stderr).toBe(
      'Error response from daemon: rpc error: code = InvalidArgument desc = A valid join token is necessary to join this cluster\n',
    );
    expect(swarm.run('docker swarm join --token x 192.168.99.100', 'worker1')).toEqual(
      failure('Error response from daemon: invalid join token'),
    );
  });

  it('is what most commands need', () => {
    const swarm = newSwarm(false);
    for (const command of ['node ls', 'service ls', 'service create nginx', 'swarm join-token worker']) {
      expect(swarm.run(`docker ${command}`, 'manager1')).toEqual(failure(outsideSwarm));
    }
  });
});

describe('simulated time', () => {
  it('passes as measured: a command that does not wait takes 30 ms, and acts after half of it', () => {
    const swarm = newSwarm();
    const result = swarm.run('docker service create -d --name web nginx', 'manager1');
    expect(result.tookMs).toBe(30);
    expect(swarm.control.findService('web').createdAtMs).toBe(15);
  });
});

describe('services', () => {
  it('are created, changed, scaled, rolled back and removed', () => {
    const swarm = newSwarm();
    const run = (line: string) => swarm.run(line, 'manager1');
    expect(run('docker service create --name web nginx:1').stdout).toMatch(/^[0-9a-z]{25}\n$/);
    expect(run('docker service update --image nginx:2 --update-delay 10s web')).toEqual(success('web\n'));
    expect(run('docker service scale web=3')).toEqual(success('web scaled to 3\n'));
    expect(run('docker service rollback web')).toEqual(success('web\n'));
    const { spec } = swarm.control.findService('web');
    expect([spec.task.container.image, spec.update?.delayMs, spec.mode]).toEqual([
      'nginx:2',
      10_000,
      { kind: 'replicated', replicas: 1 },
    ]);
    expect(run('docker service update --force web').exitCode).toBe(0);
    expect(swarm.control.findService('web').spec.task.forceUpdate).toBe(1);
    expect(run('docker service rm web db')).toEqual(
      failure('Error response from daemon: service db not found', 'web\n'),
    );
  });

  it('warns of an image that no registry has, unless told not to ask', () => {
    const swarm = newSwarm();
    const { stderr, exitCode } = swarm.run('docker service create --name a missing', 'manager1');
    expect([exitCode, stderr]).toEqual([
      0,
      'image missing:latest could not be accessed on a registry to record\nits digest. Each node will access missing:latest independently,\npossibly leading to different nodes running different\nversions of the image.\n\n',
    ]);
    expect(swarm.run('docker service create --no-resolve-image --name b missing', 'manager1').stderr).toBe('');
  });

  it('are given a name if they have none', () => {
    const swarm = newSwarm();
    swarm.run('docker service create nginx', 'manager1');
    expect(swarm.control.listServices()[0]?.spec.name).toMatch(/^[a-z]+_[a-z]+$/);
  });

  it('scale one by one: those that cannot are told, the others are scaled', () => {
    const swarm = newSwarm();
    swarm.run('docker service create --name web nginx', 'manager1');
    swarm.run('docker service create --name agent --mode global nginx', 'manager1');
    expect(swarm.run('docker service scale agent=2 web=4 db=1', 'manager1')).toEqual(
      failure(
        'agent: scale can only be used with replicated or replicated-job mode\ndb: Error response from daemon: service db not found',
        'web scaled to 4\n',
      ),
    );
  });

  it('are listed by name in natural order', () => {
    const swarm = newSwarm();
    for (const name of ['web10', 'web2']) swarm.run(`docker service create --name ${name} nginx`, 'manager1');
    const names = swarm
      .run('docker service ls', 'manager1')
      .stdout.split('\n')
      .map((line) => line.slice(15, 20));
    expect(names).toEqual(['NAME ', 'web2 ', 'web10', '']);
  });
});

describe('service ps', () => {
  const swarm = newSwarm();
  swarm.run('docker service create --name redis redis:3.0.7', 'manager1');
  const service = swarm.control.findService('redis');
  const addTask = (id: string, slot: number, image: string, state: TaskState, desiredState: TaskState, err = '') =>
    swarm.addTask({
      id: id.padEnd(25, '0'),
      serviceId: service.id,
      serviceName: 'redis',
      serviceLabels: {},
      slot,
      nodeId: state === TaskState.pending ? '' : workerId,
      spec: {
        ...service.spec.task,
        container: { ...service.spec.task.container, image },
        reservations: noReservations,
        limits: noLimits,
        placement: defaultPlacement,
      },
      specVersion: null,
      endpointSpec: service.spec.endpoint,
      status: { state, message: '', err, timestampMs: swarm.loop.nowMs, appliedAtMs: swarm.loop.nowMs, exitCode: null },
      desiredState,
      assignedGeneric: [],
      jobIteration: null,
    });
  addTask('old', 1, 'redis:3.0.6', TaskState.shutdown, TaskState.shutdown);
  swarm.loop.call(2_000, () => {});
  swarm.loop.runUntil(2_000);
  addTask('new', 1, 'redis:3.0.7', TaskState.running, TaskState.running);
  addTask('failed', 2, 'redis:3.0.7', TaskState.failed, TaskState.shutdown, 'task: non-zero exit (1)');
  addTask(
    'pending',
    10,
    'redis:3.0.7',
    TaskState.pending,
    TaskState.running,
    'no suitable node (insufficient resources on 2 nodes)',
  );
  swarm.loop.call(5_000, () => {});
  swarm.loop.runUntil(7_000);

  it("shows a slot's newest task first, its history as a tree, and cuts errors", () => {
    expect(swarm.run('docker service ps redis', 'manager1').stdout).toBe(
      [
        'ID             NAME          IMAGE         NODE      DESIRED STATE   CURRENT STATE            ERROR                              PORTS',
        'new000000000   redis.1       redis:3.0.7   worker1   Running         Running 5 seconds ago                                       ',
        'old000000000    \\_ redis.1   redis:3.0.6   worker1   Shutdown        Shutdown 6 seconds ago                                      ',
        'failed000000   redis.2       redis:3.0.7   worker1   Shutdown        Failed 5 seconds ago     "task: non-zero exit (1)"          ',
        'pending00000   redis.10      redis:3.0.7             Running         Pending 5 seconds ago    "no suitable node (insufficien\u2026"   ',
        '',
      ].join('\n'),
    );
  });

  it('prints full ids with -q, only those that a filter lets through', () => {
    expect(swarm.run('docker service ps -q -f desired-state=shutdown redis', 'manager1').stdout).toBe(
      'old0000000000000000000000\nfailed0000000000000000000\n',
    );
    expect(swarm.run('docker service ps -q -f node=worker1 -f name=redis.1. redis', 'manager1').stdout).toBe(
      'new0000000000000000000000\nold0000000000000000000000\n',
    );
  });

  it('shows ids instead of names with --no-resolve', () => {
    const { stdout } = swarm.run('docker service ps --no-resolve redis', 'manager1');
    expect(stdout).toContain(`${service.id}.1`);
    expect(stdout).toContain(workerId);
  });
});

describe('nodes', () => {
  it('are listed with a star for the one that is asked', () => {
    expect(newSwarm().run('docker node ls', 'manager1').stdout).toBe(
      [
        'ID                            HOSTNAME   STATUS    AVAILABILITY   MANAGER STATUS   ENGINE VERSION',
        `${managerId} *   manager1   Ready     Active         Leader           20.10.24+dfsg1`,
        `${workerId}     worker1    Ready     Active                          20.10.24+dfsg1`,
        '',
      ].join('\n'),
    );
  });

  it('are drained and labelled; a label that is not there cannot be removed', () => {
    const swarm = newSwarm();
    expect(
      swarm.run('docker node update --availability drain --label-add zone=a --label-add ssd worker1', 'manager1'),
    ).toEqual(success('worker1\n'));
    expect(swarm.control.findNode('worker1').spec).toMatchObject({
      availability: 'drain',
      labels: { zone: 'a', ssd: '' },
    });
    expect(swarm.run('docker node update --label-rm rack worker1', 'manager1')).toEqual(
      failure("key rack doesn't exist in node's labels"),
    );
  });

  it('are found by the beginning of their id, and by `self`', () => {
    const swarm = newSwarm();
    expect(swarm.run('docker node update --label-add a=b www', 'manager1').exitCode).toBe(0);
    expect(swarm.run('docker node inspect self', 'manager1').stdout).toContain('"Hostname": "manager1"');
  });
});

describe('networks', () => {
  it('are made, listed and removed, unless a service uses them', () => {
    const swarm = newSwarm();
    const run = (line: string) => swarm.run(line, 'manager1');
    expect(run('docker network create -d overlay front').stdout).toMatch(/^[0-9a-z]{25}\n$/);
    run('docker service create --name web --network front nginx');
    expect(run('docker network rm front').stderr).toMatch(
      /^Error response from daemon: rpc error: code = FailedPrecondition desc = network [0-9a-z]{25} is in use by service [0-9a-z]{25}\nexit status 1\n$/,
    );
    expect(run('docker network ls -f driver=overlay').stdout).toMatch(
      /^NETWORK ID {5}NAME {6}DRIVER {4}SCOPE\n[0-9a-z]{12} {3}front {5}overlay {3}swarm\n$/,
    );
    run('docker service update --network-rm front web');
    expect(run('docker network rm front')).toEqual(success('front\n'));
    expect(run('docker service update --network-add front web')).toEqual(
      failure('Error response from daemon: network front not found'),
    );
  });
});

describe('info', () => {
  it('tells of the engine, and of the swarm where there is one', () => {
    expect(newSwarm(false).run('docker info', 'worker1').stdout).toContain('\n Swarm: inactive\n OSType: linux\n');
    const { stdout } = newSwarm().run('docker info', 'manager1');
    expect(stdout).toContain(' Swarm: active\n  NodeID: mmmmmmmmmmmmmmmmmmmmmmmmm\n  Is Manager: true\n');
    expect(stdout).toContain('  Managers: 1\n  Nodes: 2\n');
    expect(stdout).toContain('   Heartbeat Period: 5 seconds\n');
    expect(stdout).toContain(' CPUs: 2\n Total Memory: 2GiB\n Name: manager1\n');
  });
});

describe('flags without effect', () => {
  it('are told', () => {
    expect(parseCommand('docker service create -d --user me --dns 1.1.1.1 nginx').ignoredFlags).toEqual([
      '--user',
      '--dns',
    ]);
  });
});

describe('leaving a swarm', () => {
  it('is for workers, who are no members then', () => {
    const swarm = newSwarm();
    expect(swarm.run('docker swarm leave', 'worker1')).toEqual(success('Node left the swarm.\n'));
    expect(swarm.run('docker swarm leave', 'worker1')).toEqual(
      failure('Error response from daemon: This node is not part of a swarm'),
    );
  });

  it('is refused to a manager that would be missed, unless it insists', () => {
    const swarm = newSwarm();
    expect(swarm.run('docker swarm leave', 'manager1').stderr).toContain(
      'Removing the last manager erases all current state of the swarm. Use `--force` to ignore this message.',
    );
    expect(swarm.run('docker swarm leave --force', 'manager1')).toEqual(success('Node left the swarm.\n'));
  });

  it('is refused where the others would have no quorum', () => {
    const swarm = new TestSwarm([
      { name: 'manager1', id: managerId, role: 'manager' },
      { name: 'manager2', id: workerId, role: 'manager' },
    ]);
    expect(swarm.run('docker swarm leave', 'manager1').stderr).toContain(
      'Removing this node leaves 1 managers out of 2.',
    );
  });

  it('is refused without a word on the quorum where that would be kept', () => {
    const machines = [1, 2, 3, 4, 5].map((n) => ({
      name: `manager${n}`,
      id: String(n).repeat(25),
      role: 'manager' as const,
    }));
    expect(new TestSwarm(machines).run('docker swarm leave', 'manager1').stderr).toContain(
      'participating as a manager. The only way to restore a swarm',
    );
  });
});

describe('a template', () => {
  it('is filled in from what the engine tells', () => {
    const swarm = newSwarm();
    const format = "--format '{{.Swarm.LocalNodeState}} {{.Swarm.ControlAvailable}}'";
    expect(swarm.run(`docker info ${format}`, 'worker1')).toEqual(success('active false\n'));
    const name = "--format '{{.Description.Hostname}}'";
    expect(swarm.run(`docker node inspect self ${name}`, 'manager1')).toEqual(success('manager1\n'));
    expect(swarm.run("docker node ls --format '{{.Hostname}} {{.ID}}'", 'manager1')).toEqual(
      success(`manager1 ${managerId}\nworker1 ${workerId}\n`),
    );
  });
});
