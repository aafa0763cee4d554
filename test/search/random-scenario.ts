import fc from 'fast-check';
import { calledService, images, type ServiceName, serviceNames } from './names.ts';
import { randomCluster } from './random-cluster.ts';
import { randomService } from './random-service.ts';
import { lastHappeningS, randomTimeline } from './random-timeline.ts';
import { randomClient, randomHaproxy } from './random-traffic.ts';
import { haproxyFile, type Written } from './written.ts';

const mostNodes = 7;

/** So long nothing happens at the end, in seconds: grace periods, restart delays, heartbeats and updates of a few slots fit in. */
export const quietS = 100;

/** Small clusters to which everything happens at once: what the written form allows, in odd combinations. */
export const randomScenario: fc.Arbitrary<Written> = fc
  .record({
    nodes: fc.integer({ min: 1, max: mostNodes }),
    services: fc.subarray([...serviceNames]).map((some) => [...new Set([calledService, ...some])]),
    clients: fc.integer({ min: 0, max: 2 }),
    isBalanced: fc.constantFrom(false, false, true),
  })
  .chain(({ nodes, services, clients, isBalanced }) =>
    fc
      .record({
        seed: fc.integer({ min: 1, max: 1000 }),
        profile: fc.constantFrom('docker-20.10', 'docker-20.10', 'swarmkit'),
        drain: fc.constantFrom(false, false, true),
        warmup: fc.constantFrom('0s', '10s'),
        cluster: randomCluster(nodes),
        services: fc.tuple(...services.map((name) => randomService(name))),
        traffic: fc.tuple(
          ...Array.from({ length: clients }, (_, index) =>
            randomClient(`client${index + 1}`, nodes, isBalanced, services),
          ),
        ),
        timeline: randomTimeline(nodes, services),
        haproxy: isBalanced ? randomHaproxy(nodes) : fc.constant(null),
      })
      .map(({ haproxy, ...given }) => ({ haproxy, scenario: whole(given, services, haproxy !== null) })),
  );

interface Parts {
  readonly services: readonly object[];
  readonly traffic: readonly object[];
  readonly timeline: Written['scenario']['timeline'];
}

function whole(parts: Parts, names: readonly ServiceName[], isBalanced: boolean): Written['scenario'] {
  const { services, traffic, timeline, ...given } = parts;
  const balancers = [{ name: 'front', config: haproxyFile, publish: ['8888:80'] }];
  return {
    name: 'found by the search',
    duration: `${lastHappeningS + quietS}s`,
    // Rows of time series cost more than what happens in them.
    interval: '20s',
    ...given,
    images,
    services: Object.fromEntries(names.map((name, index) => [name, services[index]])),
    ...(isBalanced ? { balancers } : {}),
    ...(traffic.length > 0 ? { traffic: traffic.map((client) => ({ until: `${lastHappeningS}s`, ...client })) } : {}),
    timeline,
  };
}
