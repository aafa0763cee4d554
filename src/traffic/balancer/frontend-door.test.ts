import { describe, expect, it } from 'vitest';
import type { BalancerSpec, ClientSpec, RequestRule } from '../spec.ts';
import { client, constant, TrafficWorld } from '../testing/traffic-world.ts';
import { plainBackend, plainBalancer, plainFrontend, plainServer } from './plain-balancer.ts';

const always = { kind: 'always' } as const;
const never = { kind: 'never' } as const;
const denied: RequestRule = { kind: 'answer', status: 403, afterMs: 0, termination: 'PR', condition: always };

/** Two backends of one server each, whose requests take 100 ms; three requests at once, at 10 ms. */
function played(frontend: Partial<BalancerSpec['frontends'][number]>, more: Partial<ClientSpec> = {}) {
  const backends = ['a', 'b'].map((name, index) => ({
    ...{ ...plainBackend, name },
    servers: [{ ...plainServer, name: `${name}1`, id: 1, host: `node${index + 1}`, port: 80 }],
  }));
  const spec: BalancerSpec = {
    ...{ ...plainBalancer, name: 'haproxy', backends },
    frontends: [{ ...plainFrontend, name: 'fe', ports: [80], defaultBackend: 'a', ...frontend }],
  };
  const jobs = client(0, {
    target: { kind: 'balancer', balancer: 'haproxy', port: 80 },
    arrivals: { kind: 'trace', trace: { timesMs: [10, 10, 10], demandsMs: null } },
    trace: 1,
    ...more,
  });
  const world = new TrafficWorld([4, 4], { clients: [jobs], balancers: [spec], durationMs: 1000 });
  world.publish({ hostPorts: [80] });
  for (const node of [0, 1]) world.task(node, { demandMs: constant(100), concurrency: 10 });
  world.traffic.start();
  world.run(1000);
  expect([...world.traffic.parts.requests.held()]).toEqual([]);
  return world.traces.map(({ balancer_server, status, latency_ms, queue_ms, termination }) =>
    [balancer_server, status, latency_ms, queue_ms, termination].join(' '),
  );
}

describe('a frontend', () => {
  it('lets in so many at once; the others wait in the kernel', () => {
    expect(played({ maxConnections: 2 })).toEqual(['a1 200 100 0 --', 'a1 200 100 0 --', 'a1 200 200 100 --']);
  });

  it('leads by the first rule that holds', () => {
    const backendRules = [
      { backend: 'a', condition: never },
      { backend: 'b', condition: { kind: 'path', match: 'beg', values: ['/'], ignoresCase: false } as const },
    ];
    expect(played({ backendRules })[0]).toBe('b1 200 100 0 --');
  });

  it('answers by itself, at once or held up', () => {
    expect(played({ requestRules: [denied] })[0]).toBe(' 403 0 0 PR');
    const tarpit = { ...denied, status: 500, afterMs: 70, termination: 'PT' } as const;
    expect(played({ requestRules: [tarpit] })[0]).toBe(' 500 70 0 PT');
  });

  it('waits for who is slow to send, but not for ever', () => {
    const sending = { sendingMs: constant(30) };
    const timeouts = { ...plainFrontend.timeouts, clientMs: 500 };
    expect(played({ mode: 'http', timeouts }, sending)[0]).toBe('a1 200 130 0 --');
    expect(played({ mode: 'http', timeouts, maxConnections: 2 }, sending)[2]).toBe('a1 200 260 130 --');
    expect(played({ mode: 'http', timeouts: { ...timeouts, httpRequestMs: 20 } }, sending)[0]).toBe(' 408 20 0 cR');
    expect(played({ mode: 'tcp', timeouts: { ...timeouts, httpRequestMs: 20 } }, sending)[0]).toBe('a1 200 100 0 --');
    for (const onTimeout of ['leave', 'cancel'] as const)
      expect(played({ mode: 'http', timeouts }, { ...sending, timeoutMs: 20, onTimeout })[0]).toBe('  20 0 ');
  });

  it('lets pass what a rule allows before it is denied', () => {
    const allowed = { kind: 'allow', condition: always } as const;
    expect(played({ requestRules: [allowed, denied] })[0]).toBe('a1 200 100 0 --');
    expect(played({ requestRules: [{ ...allowed, condition: never }, denied] })[0]).toBe(' 403 0 0 PR');
  });
});
