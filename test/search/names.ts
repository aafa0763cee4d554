import fc from 'fast-check';

/** What random scenarios speak of: names that commands and services both know, or that do not exist. */

export const serviceNames = ['web', 'api', 'all', 'once'] as const;
export type ServiceName = (typeof serviceNames)[number];

/** Who answers the calls of others, and calls nobody: it is always there. */
export const calledService: ServiceName = 'api';
export const callingImage = 'calls:1';

/** Images by their names, as a scenario writes them. */
export const images = {
  'web:1': { cached: true, demand: '15ms', concurrency: 1, backlog: 1, on_stop: { drain: '3s' } },
  'web:2': { size: '4MB', demand: { exponential: { mean: '60ms' } }, on_stop: 'ignore' },
  'web:3': { cached: true, start: { exponential: { mean: '500ms' } }, listens_after: '300ms', concurrency: 1 },
  'unhealthy:1': { cached: true, healthcheck: { interval: '2s', retries: 2, passes_until: '12s' } },
  'healthy:1': { cached: true, healthcheck: { interval: '1s', passes_from: '2s' } },
  'broken:1': { cached: true, exits: { after: { exponential: { mean: '2s' } }, code: 1 } },
  'done:1': { cached: true, serves: false, exits: { after: '4s', code: 0 } },
  'absent:1': { missing: true },
  [callingImage]: { cached: true, demand: '2ms', calls: [{ to: `service:${calledService}:80`, timeout: '1s' }] },
} as const;

/** Mostly good ones, that call nobody. */
export const imageName = fc.oneof(
  { weight: 3, arbitrary: fc.constantFrom('web:1', 'web:2', 'web:3', 'healthy:1') },
  { weight: 2, arbitrary: fc.constantFrom(...Object.keys(images).filter((name) => name !== callingImage)) },
);

export const serviceName: fc.Arbitrary<ServiceName> = fc.constantFrom(...serviceNames);

/** The port that a service publishes, if it does. */
export function portOf(name: ServiceName): number {
  return 8080 + serviceNames.indexOf(name);
}

export function nodeName(nodes: number): fc.Arbitrary<string> {
  return fc.integer({ min: 1, max: nodes }).map((number) => `node${number}`);
}

export function seconds(min: number, max: number): fc.Arbitrary<string> {
  return fc.integer({ min: min * 10, max: max * 10 }).map((tenths) => `${tenths / 10}s`);
}
