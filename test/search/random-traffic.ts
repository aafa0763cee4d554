import fc from 'fast-check';
import { nodeName, portOf, type ServiceName, serviceName } from './names.ts';

const arrivals = fc.oneof(
  fc.constantFrom('1/s', '5/s', '20/s').map((rate) => ({ arrivals: { poisson: { rate } } })),
  fc.constantFrom('2/s', '10/s').map((rate) => ({ arrivals: { constant: { rate } } })),
  fc.integer({ min: 1, max: 4 }).map((users) => ({ users, think: { exponential: { mean: '500ms' } } })),
);

const habits = fc.record(
  {
    timeout: fc.constantFrom('200ms', '2s'),
    on_timeout: fc.constantFrom('leave', 'cancel'),
    retries: fc.constantFrom({ attempts: 3, backoff: '50ms' }, { attempts: 2, try_timeout: '100ms' }),
    classes: fc.constant([
      { name: 'light', share: '80%' },
      { name: 'heavy', share: '20%', demand: '60ms' },
    ]),
    connections: fc.constantFrom({ pool: 8 }, { pool: 1, requests: 50 }),
  },
  { requiredKeys: [] },
);

/** A client of the published ports, of a service's name, or of the balancer if there is one. */
export function randomClient(
  name: string,
  nodes: number,
  balanced: boolean,
  services: readonly ServiceName[],
): fc.Arbitrary<object> {
  const published = serviceName.map(portOf);
  const targets = [
    fc.tuple(nodeName(nodes), published).map(([node, port]) => `${node}:${port}`),
    published.map((port) => `nodes:${port}`),
    ...(services.length > 0 ? [fc.constantFrom(...services).map((service) => `service:${service}:80`)] : []),
    ...(balanced ? [fc.constant('front:8888')] : []),
  ];
  return fc
    .tuple(fc.oneof(...targets), arrivals, habits)
    .map(([to, how, { timeout, on_timeout: leaves, ...rest }]) => ({
      name,
      to,
      ...how,
      ...(timeout === undefined ? {} : { timeout, ...(leaves === undefined ? {} : { on_timeout: leaves }) }),
      ...rest,
    }));
}

/** A haproxy.cfg before the port of a service on all machines. */
export function randomHaproxy(nodes: number): fc.Arbitrary<string> {
  return fc
    .tuple(
      fc.constantFrom('roundrobin', 'leastconn', 'source', 'random'),
      serviceName,
      fc.constantFrom('', ' maxconn 2'),
    )
    .map(([balance, service, more]) =>
      [
        'defaults',
        '  mode http',
        ...['connect 1s', 'client 5s', 'server 5s', 'queue 2s'].map((timeout) => `  timeout ${timeout}`),
        '  option redispatch',
        'listen web',
        '  bind *:80',
        `  balance ${balance}`,
        ...Array.from({ length: nodes }, (_, index) => {
          const node = `node${index + 1}`;
          return `  server ${node} ${node}:${portOf(service)} check inter 1s${more}`;
        }),
        '',
      ].join('\n'),
    );
}
