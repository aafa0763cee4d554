import { describe, expect, it } from 'vitest';
import type { BalancerBackend, BalancerServer, BalancerSpec } from '../spec.ts';
import { client, constant, TrafficWorld } from '../testing/traffic-world.ts';
import { noTaskResources, type TrafficOptions } from '../traffic-options.ts';
import { plainBackend, plainBalancer, plainCheck, plainFrontend, plainServer } from './plain-balancer.ts';

function servers(count: number, more: Partial<BalancerServer> = {}): BalancerServer[] {
  return Array.from({ length: count }, (_, index) => ({
    name: `s${index + 1}`,
    id: index + 1,
    host: `10.0.0.${index + 1}`,
    port: 80,
    ...plainServer,
    ...more,
  }));
}

function haproxy(backend: Partial<BalancerBackend>, more: Partial<BalancerSpec> = {}): BalancerSpec {
  return {
    ...plainBalancer,
    name: 'haproxy',
    frontends: [{ ...plainFrontend, name: 'front', ports: [80], defaultBackend: 'nodes' }],
    backends: [
      {
        ...plainBackend,
        name: 'nodes',
        servers: servers(3),
        timeouts: { connectMs: 300, serverMs: 1000, queueMs: null },
        responseHeaders: servers(3).map(({ id }) => ({ name: 'X-Backend-Server', value: `node${id}`, ifServerId: id })),
        ...backend,
      },
    ],
    publish: [{ published: 8888, target: 80 }],
    ...more,
  };
}

/** Three nodes whose port 80 is a task of their own; one request each 100 ms. */
function world(spec: BalancerSpec, options: Partial<TrafficOptions> = {}): TrafficWorld {
  const jobs = client(0, {
    target: { kind: 'balancer', balancer: 'haproxy', port: 8888 },
    arrivals: { kind: 'constant', rate: { kind: 'constant', perMs: 0.01 } },
    trace: 1,
  });
  const made = new TrafficWorld([4, 4, 4], { clients: [jobs], balancers: [spec], durationMs: 650, ...options });
  made.publish({ hostPorts: [80] });
  return made;
}

function outcomes(of: TrafficWorld): (string | number)[] {
  return of.traces.map((row) =>
    row.outcome === 'ok' ? row.balancer_server : `${row.outcome} ${row.status} ${row.latency_ms.toFixed(1)}`,
  );
}

describe('a balancer', () => {
  it('lets its servers take turns, and adds the header of the one that answered', () => {
    const three = world(haproxy({}));
    for (const node of [0, 1, 2]) three.task(node);
    three.traffic.start();
    three.run(650);
    expect(three.traces.map(({ node, headers, status }) => `${node} ${headers} ${status}`)).toEqual(
      [1, 2, 3, 1, 2, 3].map((id) => `node${id} X-Backend-Server: node${id} 200`),
    );
  });

  it('refuses until it is there', () => {
    const late = world(haproxy({}, { startMs: 250 }));
    for (const node of [0, 1, 2]) late.task(node);
    late.traffic.start();
    late.run(450);
    expect(outcomes(late)).toEqual(['refused null 0.0', 'refused null 0.0', 's1', 's2']);
  });

  it('refuses when it has stopped, and answers what it has', () => {
    const stopping = world(haproxy({}, { stopMs: 205 }));
    for (const node of [0, 1, 2]) stopping.task(node, { demandMs: constant(20) });
    stopping.traffic.start();
    stopping.run(450);
    expect(outcomes(stopping)).toEqual(['s1', 's2', 'refused null 0.0', 'refused null 0.0']);
  });

  it('answers 503 if it has no usable server, or no backend', () => {
    for (const spec of [haproxy({ servers: servers(2, { disabled: true }) }), haproxy({ name: 'others' })]) {
      const none = world(spec, { durationMs: 150 });
      none.traffic.start();
      none.run(150);
      expect(outcomes(none)).toEqual(['no_backend 503 0.0']);
    }
  });

  it('tries a refusing server again after 300 ms each, then answers 503', () => {
    const refusing = world(haproxy({ servers: servers(1) }), { durationMs: 150 });
    refusing.traffic.start();
    refusing.run(150);
    expect(outcomes(refusing)).toEqual(['refused 503 900.0']);
    expect(refusing.traces[0]?.connect_ms).toBe(900);
  });

  it('goes to another server at once with option redispatch: the next one gets the dead one’s share', () => {
    const partial = world(haproxy({ redispatch: -1 }));
    partial.task(1);
    partial.task(2);
    partial.traffic.start();
    partial.run(650);
    expect(outcomes(partial)).toEqual(['s2', 's3', 's2', 's3', 's2', 's3']);
    expect(partial.traces.every(({ latency_ms }) => latency_ms === 1)).toBe(true);
  });

  it('gives up on a server that says nothing: connect timeouts without a pause, then 503', () => {
    const dead = world(haproxy({ servers: servers(1) }), { durationMs: 150 });
    dead.traffic.start();
    dead.traffic.nodeLost(0);
    dead.run(150);
    expect(outcomes(dead)).toEqual(['timeout 503 1200.0']);
  });

  it('answers 504 if the server takes too long, 502 if it is cut', () => {
    const slow = world(haproxy({ servers: servers(2) }), { durationMs: 250 });
    slow.task(0, { demandMs: constant(2000) });
    const cut = slow.task(1, { demandMs: constant(2000) });
    slow.traffic.start();
    slow.loop.runUntil(500);
    slow.traffic.kill(cut);
    slow.run(500);
    expect(slow.traces.map(({ outcome, status, latency_ms }) => [outcome, status, latency_ms])).toEqual([
      ['reset', 502, 300],
      ['timeout', 504, 1000],
    ]);
    // The first one drops its work when its connection is closed.
    while (slow.loop.step());
    expect(slow.traffic.parts.stations.all[0]?.answered).toBe(0);
    expect([...slow.traffic.parts.requests.held()]).toEqual([]);
  });

  it('uses a backup only if no other server is left', () => {
    const [first, second] = servers(2);
    const spec = haproxy({ servers: [first!, { ...second!, backup: true, check: null }], redispatch: -1, retries: 1 });
    const standby = world(spec, { durationMs: 350 });
    standby.task(0);
    standby.task(1);
    standby.traffic.start();
    standby.run(350);
    expect(outcomes(standby)).toEqual(['s1', 's1', 's1']);
  });
});

describe('the health checks of a balancer', () => {
  it('take a server out after one failure at the start, and bring it back after `rise` successes', () => {
    const checked = world(haproxy({ servers: servers(3, { check: plainCheck }), redispatch: -1 }), {
      durationMs: 12_000,
      intervalMs: 1000,
    });
    checked.task(0);
    checked.task(2);
    checked.traffic.start();
    checked.loop.runUntil(5000);
    checked.task(1);
    checked.run(12_000);
    // First checks at 0, 667 and 1333 ms; then one each 2 s.
    expect(checked.serverChanges.map((text) => text.replace(/\.\d+/, ''))).toEqual([
      '666 haproxy/nodes/s2 down',
      '8666 haproxy/nodes/s2 up',
    ]);
    expect(checked.traces.filter(({ balancer_server, time_s }) => balancer_server === 's2' && time_s < 8.6)).toEqual(
      [],
    );
    expect(checked.traces.filter(({ outcome }) => outcome !== 'ok')).toEqual([]);
  });

  it('notice a silent machine after `inter` of waiting each, a full server only after `fall` of them', () => {
    const quick = { ...plainCheck, intervalMs: 1000, fastIntervalMs: 100 };
    const silent = world(haproxy({ servers: servers(2, { check: quick }), redispatch: -1 }), {
      durationMs: 8000,
      intervalMs: 1000,
    });
    silent.task(0);
    silent.task(1);
    silent.traffic.start();
    silent.loop.runUntil(2200);
    silent.traffic.nodeLost(0);
    silent.loop.runUntil(8000);
    // Checks of s1 at 3000, silent until 4000, at 4100 until 5100, at 5200 until 6200.
    expect(silent.serverChanges).toEqual(['6200 haproxy/nodes/s1 down']);
  });

  it('are connections through the mesh: each moves the cursor of its node', () => {
    const spec = haproxy({ servers: servers(1, { check: plainCheck }) });
    const meshed = world(spec, { durationMs: 10_000, clients: [] });
    meshed.publish({ ingressPorts: [80] });
    meshed.task(0);
    meshed.traffic.addTask({
      id: 'broken',
      service: 'web',
      image: 'web:1',
      slot: 2,
      node: 0,
      serving: null,
      resources: noTaskResources,
    });
    meshed.traffic.activate(1);
    meshed.traffic.start();
    meshed.loop.runUntil(9000);
    // The broken task was added last and is met first: down at once. From then on every other check fails: never up again.
    expect(meshed.serverChanges).toEqual(['0 haproxy/nodes/s1 down']);
  });
});
