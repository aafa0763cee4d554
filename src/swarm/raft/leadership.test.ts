import { describe, expect, it } from 'vitest';
import { watchInvariants } from '../invariants/watch-invariants.ts';
import { defaultRestartPolicy } from '../objects/defaults.ts';
import { docker2010 } from '../profile.ts';
import { serviceSpec, withImage } from '../testing/service-spec.ts';
import { TestSwarm } from '../testing/test-swarm.ts';
import { noLeader } from './ask-managers.ts';

const times = { prepareMs: 30, startMs: 150, stopMs: 20, exits: { 'bad:1': { afterMs: 5_000, code: 1 } } };

/** Managers n1, n2 and n3, a worker n4, and four tasks of `web`. */
function swarmOfThree(image = 'good:1', managers = 3) {
  const test = new TestSwarm(4, { managers, times });
  watchInvariants(test.swarm, test.loop, docker2010.timings.commitMs);
  test.create(withImage(serviceSpec('web', { mode: { kind: 'replicated', replicas: 4 } }), image));
  test.loop.runUntil(10_000);
  return test;
}

const states = ({ swarm }: TestSwarm) => swarm.control.listNodes().map(({ status }) => status.state);
const leaders = ({ swarm }: TestSwarm) =>
  swarm.control.listNodes().map(({ managerStatus: status }) => (status?.leader ? 'leader' : status?.reachability));

/** When the answer came, and what it was. */
function ask(test: TestSwarm, nodeId: string, access: 'read' | 'write') {
  const answers: [number, string | null][] = [];
  const askedMs = test.loop.nowMs;
  test.swarm.ask(nodeId, access, (refusal) => {
    answers.push([test.loop.nowMs - askedMs, refusal?.message ?? null]);
  });
  return answers;
}

describe('a swarm whose leader dies', () => {
  it('does nothing until another one leads, who knows of no session', () => {
    const test = swarmOfThree();
    test.swarm.crash('n1');
    const { commits } = test.swarm.store;
    test.runUntil(() => test.swarm.store.commits > commits);
    expect(test.loop.nowMs).toBeGreaterThan(20_000);
    expect(test.swarm.raft.leaderId).not.toBe(null);
    expect(states(test)).toEqual(['unknown', 'unknown', 'unknown', 'unknown']);
    test.loop.runUntil(test.loop.nowMs + 8_200);
    expect(states(test)).toEqual(['unknown', 'ready', 'ready', 'ready']);
    expect(leaders(test).sort()).toEqual(['leader', 'reachable', 'unreachable', undefined]);
  });

  it('finds the dead node down 27 to 33 s later, and repairs what it ran', () => {
    const test = swarmOfThree();
    test.swarm.crash('n1');
    test.runUntil(() => test.swarm.raft.leaderId !== null);
    const graceMs = test.runUntil(() => states(test)[0] === 'down');
    expect(graceMs).toBeGreaterThanOrEqual(27_000);
    expect(graceMs).toBeLessThan(33_100);
    expect(test.swarm.store.nodes.get('n1')?.status.message).toBe('heartbeat failure for node in "unknown" state');
    test.loop.runUntil(test.loop.nowMs + 10_000);
    expect(test.running('web').filter(({ nodeId }) => nodeId !== 'n1')).toHaveLength(4);
  });

  it('lets commands wait for the next one', () => {
    const test = swarmOfThree();
    test.swarm.crash('n1');
    const answers = ask(test, 'n2', 'write');
    test.loop.runUntil(60_000);
    expect(answers).toHaveLength(1);
    expect(answers[0]![1]).toBe(null);
    expect(answers[0]![0]).toBeGreaterThanOrEqual(10_000);
  });
});

describe('a swarm without its quorum', () => {
  it('refuses commands after 20 s, later at once, and restarts nothing', () => {
    const test = swarmOfThree('bad:1');
    test.swarm.crash('n1');
    test.swarm.crash('n2');
    const waiting = ask(test, 'n3', 'read');
    const { commits } = test.swarm.store;
    test.loop.runUntil(80_000);
    expect(waiting).toEqual([[20_000, 'rpc error: code = DeadlineExceeded desc = context deadline exceeded']]);
    expect(ask(test, 'n3', 'read')).toEqual([[0, noLeader.message]]);
    expect(test.swarm.store.commits).toBe(commits);
  });

  it('still answers reads while the leader hopes, and loses its writes', () => {
    const test = swarmOfThree();
    test.swarm.crash('n2');
    test.swarm.crash('n3');
    expect(ask(test, 'n1', 'read')).toEqual([[0, null]]);
    const lost = ask(test, 'n1', 'write');
    test.loop.runUntil(40_000);
    expect(lost[0]![1]).toBe(
      'rpc error: code = Unknown desc = raft: failed to process the request: node lost leader status',
    );
  });

  it('goes on where it was if the quorum is back before the leader has given up', () => {
    const test = swarmOfThree('bad:1');
    test.swarm.crash('n2');
    test.swarm.crash('n3');
    test.loop.runUntil(14_000);
    const { commits } = test.swarm.store;
    test.swarm.restore('n2');
    test.loop.runUntil(18_500);
    expect(test.swarm.store.commits).toBeGreaterThan(commits);
    expect(test.swarm.raft.leaderId).toBe('n1');
    expect(states(test)).not.toContain('unknown');
  });

  it('goes on when it is back, with all tasks', () => {
    const test = swarmOfThree();
    for (const id of ['n1', 'n2', 'n3']) test.swarm.crash(id);
    test.loop.runUntil(600_000);
    for (const id of ['n1', 'n2', 'n3']) test.swarm.restore(id);
    test.loop.runUntil(700_000);
    expect(states(test)).toEqual(['ready', 'ready', 'ready', 'ready']);
    expect(test.running('web')).toHaveLength(4);
  });
});

describe('a new leader', () => {
  it('holds tasks back for what is left of their restart delay', () => {
    const test = new TestSwarm(4, { managers: 3, times });
    const spec = serviceSpec('web', { task: { restart: { ...defaultRestartPolicy, delayMs: 60_000 } } });
    test.create(withImage(spec, 'bad:1'));
    test.loop.runUntil(10_000);
    test.swarm.crash('n1');
    test.loop.runUntil(64_000);
    expect(test.swarm.raft.leaderId).not.toBe(null);
    expect(test.running('web')).toEqual([]);
    test.loop.runUntil(67_000);
    expect(test.running('web')).toHaveLength(1);
  });

  it('gives no published port twice', () => {
    const test = swarmOfThree();
    const published = (name: string) =>
      serviceSpec(name, {
        endpoint: {
          mode: 'vip',
          ports: [{ protocol: 'tcp', targetPort: 80, publishedPort: 0, publishMode: 'ingress' }],
        },
      });
    const port = (name: string) => test.swarm.control.findService(name).endpoint?.ports[0]?.publishedPort;
    test.create(published('a'));
    test.loop.runUntil(11_000);
    test.swarm.crash('n1');
    test.loop.runUntil(50_000);
    test.create(published('b'));
    test.loop.runUntil(51_000);
    expect([port('a'), port('b')]).toEqual([30_000, 30_001]);
    expect(test.swarm.control.findService('b').endpoint?.virtualIps[0]?.addr).not.toBe(
      test.swarm.control.findService('a').endpoint?.virtualIps[0]?.addr,
    );
  });
});

describe('roles', () => {
  const setRole = (test: TestSwarm, id: string, desiredRole: 'manager' | 'worker') => {
    const { version, spec } = test.swarm.control.getNode(id);
    test.swarm.control.updateNode(id, version, { ...spec, desiredRole });
  };

  it('of a leader that is demoted go to another within a tenth of a second', () => {
    const test = swarmOfThree();
    setRole(test, 'n1', 'worker');
    test.loop.runUntil(10_100);
    expect(test.swarm.control.getNode('n1')).toMatchObject({ role: 'worker', managerStatus: null });
    expect(test.swarm.control.getNode('n2').managerStatus).toMatchObject({ leader: true });
  });

  it('of a promoted node count for the quorum once it has joined', () => {
    const test = swarmOfThree('good:1', 1);
    setRole(test, 'n2', 'manager');
    test.loop.runUntil(10_100);
    expect(test.swarm.control.getNode('n2')).toMatchObject({ role: 'manager', managerStatus: null });
    expect(() => setRole(test, 'n2', 'worker')).toThrow("can't find manager in raft memberlist");
    test.loop.runUntil(11_000);
    expect(leaders(test)).toEqual(['leader', 'reachable', undefined, undefined]);
    test.swarm.crash('n2');
    expect(test.swarm.control.commits).toBe(false);
  });
});
