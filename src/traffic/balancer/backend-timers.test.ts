import { describe, expect, it } from 'vitest';
import {
  type ArrivalSpec,
  type BalancerBackend,
  type BalancerServer,
  type CallSpec,
  type ClientSpec,
  sentOnce,
} from '../spec.ts';
import { client, constant, TrafficWorld } from '../testing/traffic-world.ts';
import { plainBackend, plainBalancer, plainCheck, plainFrontend, plainServer } from './plain-balancer.ts';

const toBalancer = { target: { kind: 'balancer', balancer: 'lb', port: 80 }, trace: 1 } as const;

function at(timesMs: readonly number[]): ArrivalSpec {
  return { kind: 'trace', trace: { timesMs, demandsMs: null } };
}

/** Nobody serves `api`: a task that needs it answers 500. */
const needed: CallSpec = {
  ...{ name: 'web/api', service: 'api', port: 80, count: 1, inTurn: false, probability: 1, after: 1, isNeeded: true },
  ...{ timeoutMs: null, ...sentOnce },
};

/** Two servers whose requests take `serviceMs`; requests at the given times, each of which is traced. */
function setUp(
  requestsMs: readonly number[],
  backend: Partial<BalancerBackend>,
  {
    server = {},
    jobs = {},
    more = [],
    serviceMs = 100,
    calls = [],
  }: {
    server?: Partial<BalancerServer>;
    jobs?: Partial<ClientSpec>;
    more?: readonly ClientSpec[];
    serviceMs?: number;
    /** Of the first server. */
    calls?: readonly CallSpec[];
  } = {},
) {
  const servers = [1, 2].map((id) => ({ ...plainServer, id, name: `s${id}`, host: `node${id}`, port: 80, ...server }));
  const backends = [{ ...plainBackend, name: 'be', servers, ...backend }];
  const frontends = [{ ...plainFrontend, name: 'fe', ports: [80], defaultBackend: 'be' }];
  const asking = client(0, { ...toBalancer, arrivals: at(requestsMs), ...jobs });
  const world = new TrafficWorld([8, 8], {
    balancers: [{ ...plainBalancer, name: 'lb', frontends, backends }],
    clients: [asking, ...more],
    calls,
    durationMs: 10_000,
  });
  if (calls.length > 0) world.traffic.publish('api', { ingressPorts: [], hostPorts: [], mode: 'vip' });
  world.publish({ hostPorts: [80] });
  const tasks = [0, 1].map((node) =>
    world.task(node, { demandMs: constant(serviceMs), concurrency: 10, calls: node === 0 ? calls : [] }),
  );
  world.traffic.start();
  const [made] = world.traffic.parts.balancers[0]!.backends;
  return { world, tasks, backend: made! };
}

function ends({ world }: { readonly world: TrafficWorld }): string[] {
  const own = world.traces.filter(({ client: name }) => name === 'jobs');
  return own.map(({ time_s, balancer_server, status, termination, balancer_retries }) =>
    [time_s * 1000, balancer_server || '-', status ?? '-', termination, balancer_retries].join(' '),
  );
}

describe('a backend, in time', () => {
  it('answers 503 to who has waited for `timeout queue`', () => {
    const timeouts = { connectMs: 5000, serverMs: null, queueMs: 30 };
    const played = setUp([0, 0, 10], { timeouts }, { server: { maxConnections: 1 } });
    played.world.run(1000);
    expect(ends(played)).toEqual(['40 - 503 sQ 0', '100 s1 200 -- 0', '100 s2 200 -- 0']);
    expect(played.backend.total.connectErrors).toBe(1);
  });

  it('keeps what a client has given up in its queue, unless `abortonclose`', () => {
    for (const [abortOnClose, sessions] of [
      [false, 3],
      [true, 2],
    ] as const) {
      const patient = client(0, { ...toBalancer, name: 'a', arrivals: at([0, 0]) });
      const played = setUp(
        [10],
        { abortOnClose },
        { server: { maxConnections: 1 }, jobs: { timeoutMs: 50 }, more: [patient] },
      );
      played.world.run(1000);
      expect(ends(played)[0]).toBe('60 - - CQ 0');
      const sent = played.backend.counters.reduce((sum, counters) => sum + counters.sessions, 0);
      expect(sent).toBe(sessions);
    }
  });

  it('frees the server at once when `abortonclose` takes a request back that it served', () => {
    const played = setUp([0], { abortOnClose: true }, { jobs: { timeoutMs: 50 }, serviceMs: 200 });
    played.world.loop.runUntil(60);
    expect(played.backend.pool.server(0).current).toBe(0);
    played.world.run(1000);
    expect([...played.world.traffic.parts.requests.held()]).toEqual([]);
  });

  it('cuts what a server has that is found down, if it is to', () => {
    for (const [cutsWhenDown, answers] of [
      [true, ['40 s1 502 DH 0', '100 s2 200 -- 0']],
      [false, ['100 s1 200 -- 0', '100 s2 200 -- 0']],
    ] as const) {
      const played = setUp([0, 0], {}, { server: { cutsWhenDown } });
      played.world.loop.runUntil(40);
      played.backend.control.setHealth(0, 'down');
      played.world.run(1000);
      expect(ends(played)).toEqual(answers);
    }
  });

  it('tries again after an empty answer or none in time, if `retry-on` says so', () => {
    const retryOn = { connectionFailure: true, emptyResponse: true, responseTimeout: true, statuses: [] };
    const timeouts = { connectMs: 5000, serverMs: 60, queueMs: null };
    const cut = setUp([0], { retryOn, redispatch: -1 });
    cut.world.loop.runUntil(40);
    cut.world.traffic.kill(cut.tasks[0]!);
    cut.world.run(1000);
    expect(ends(cut)).toEqual(['140 s2 200 -- +1']);
    const slow = setUp([0], { retryOn, redispatch: -1, retries: 1, timeouts });
    slow.world.run(1000);
    expect(ends(slow)).toEqual(['120 s2 504 sH +1']);
  });

  it('closes the connection to a task that it waits for no longer, and the task drops the work', () => {
    for (const retries of [0, 1]) {
      const retryOn = { connectionFailure: true, emptyResponse: false, responseTimeout: true, statuses: [] };
      const timeouts = { connectMs: 5000, serverMs: 60, queueMs: null };
      const { world, tasks } = setUp([0], { retryOn, redispatch: -1, retries, timeouts }, { serviceMs: 5000 });
      world.loop.runUntil(50);
      expect(world.traffic.parts.stations.all[tasks[0]!]!.inFlight).toBe(1);
      world.loop.runUntil(130);
      expect(tasks.map((task) => world.traffic.parts.stations.all[task]!.inFlight)).toEqual([0, 0]);
    }
  });

  it('tries again after a status that `retry-on` names, and passes on the last one', () => {
    const play = (statuses: readonly number[], backend: Partial<BalancerBackend>) => {
      const retryOn = { connectionFailure: true, emptyResponse: true, responseTimeout: true, statuses };
      const played = setUp([0], { retryOn, ...backend }, { calls: [needed] });
      played.world.run(1000);
      const { retries, redispatches, responseErrors } = played.backend.total;
      return [...ends(played), `${retries} ${redispatches} ${responseErrors}`];
    };
    expect(play([503], { redispatch: -1 })).toEqual(['100 s1 500 -- 0', '0 0 0']);
    expect(play([500], { redispatch: -1 })).toEqual(['200 s2 200 -- +1', '1 1 0']);
    expect(play([500], { redispatch: null, retries: 2 })).toEqual(['300 s1 500 -- 2', '4 0 0']);
  });

  it('looks at the server that erred, not at another one (`observe layer7`)', () => {
    const played = setUp(
      [0, 1, 2],
      {},
      {
        calls: [needed],
        server: { check: { ...plainCheck, observe: { layer: 7, errorLimit: 2, onError: 'mark-down' } } },
      },
    );
    played.world.run(1000);
    expect([0, 1].map((server) => played.backend.pool.server(server).health)).toEqual(['down', 'up']);
  });

  it('gives a server that comes up slowly a limit that grows each second', () => {
    const { world, backend } = setUp([], {}, { server: { maxConnections: 10, slowStartMs: 4000 } });
    backend.control.setAdmin(0, 'maintenance');
    backend.control.setAdmin(0, 'ready');
    const limits = [0, 1000, 2000, 3000, 4000].map((ms) => {
      world.loop.runUntil(ms);
      return backend.pool.server(0).limit;
    });
    expect(limits).toEqual([1, 2, 5, 7, 10]);
  });

  it('sends who waits when a limit is raised', () => {
    const { world, backend } = setUp([0, 0, 10], {}, { server: { maxConnections: 1 } });
    world.loop.runUntil(20);
    expect(backend.pool.queued).toBe(1);
    backend.pool.setLimit(1, 2, 20);
    expect([backend.pool.queued, backend.pool.server(1).current]).toEqual([0, 2]);
  });
});
