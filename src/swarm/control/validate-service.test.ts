import { describe, expect, it } from 'vitest';
import { defaultPlacement, defaultRestartPolicy, defaultUpdateConfig } from '../objects/defaults.ts';
import type { PortConfig, ServiceSpec, TaskSpec } from '../objects/service.ts';
import { serviceSpec, withImage } from '../testing/service-spec.ts';
import { validateServiceSpec } from './validate-service.ts';

const ofTask = (task: Partial<TaskSpec>) => serviceSpec('web', { task });
const reserving = (nanoCpus: number, memoryBytes: number) =>
  ofTask({ reservations: { nanoCpus, memoryBytes, generic: [] } });
const updating = (differences: Partial<typeof defaultUpdateConfig>) =>
  serviceSpec('web', { update: { ...defaultUpdateConfig, ...differences } });
const restarting = (differences: Partial<typeof defaultRestartPolicy>) =>
  ofTask({ restart: { ...defaultRestartPolicy, ...differences } });
const port = (publishMode: 'ingress' | 'host'): PortConfig => ({
  protocol: 'tcp',
  targetPort: 80,
  publishedPort: 80,
  publishMode,
});
const mount = { type: 'volume', source: 'a', target: '/a', readOnly: false, driver: '' };
const container = serviceSpec('web').task.container;

const refusals: [string, ServiceSpec][] = [
  ['name must be valid as a DNS name component', serviceSpec('a b')],
  ['name must be 63 characters or fewer', serviceSpec('a'.repeat(64))],
  ['ContainerSpec: image reference must be provided', withImage(serviceSpec('web'), '')],
  ['ContainerSpec: "UPPER:1" is not a valid repository/tag', withImage(serviceSpec('web'), 'UPPER:1')],
  ['invalid cpu value -1: Must be at least 0.001', reserving(-1e9, 0)],
  ['invalid cpu value 0.0001: Must be at least 0.001', reserving(1e5, 0)],
  ['invalid cpu value 1e-05: Must be at least 0.001', reserving(1e4, 0)],
  ['invalid memory value 1048576: Must be at least 4MiB', reserving(0, 1_048_576)],
  ['TaskSpec: restart-delay cannot be negative', restarting({ delayMs: -1 })],
  ['TaskSpec: restart-window cannot be negative', restarting({ windowMs: -1 })],
  ['TaskSpec: update-delay cannot be negative', updating({ delayMs: -1 })],
  ['TaskSpec: update-monitor cannot be negative', updating({ monitorMs: -1 })],
  ['TaskSpec: update-maxfailureratio cannot be less than 0 or bigger than 1', updating({ maxFailureRatio: 1.5 })],
  ['Number of replicas must be non-negative', serviceSpec('web', { mode: { kind: 'replicated', replicas: -1 } })],
  ['Jobs may not have an update config', { ...updating({}), mode: { kind: 'global-job' } }],
  ['ContainerSpec: duplicate mount point: /a', ofTask({ container: { ...container, mounts: [mount, mount] } })],
  [
    "EndpointSpec: port published with ingress mode can't be used with dnsrr mode",
    serviceSpec('web', { endpoint: { mode: 'dnsrr', ports: [port('ingress')] } }),
  ],
  [
    'EndpointSpec: duplicate published ports provided',
    serviceSpec('web', { endpoint: { mode: 'vip', ports: [port('host'), port('host')] } }),
  ],
];

describe('validateServiceSpec', () => {
  it.each(refusals)('says: %s', (desc, spec) => {
    expect(() => validateServiceSpec(spec)).toThrow(`rpc error: code = InvalidArgument desc = ${desc}`);
  });

  it('passes on what the parser says of a constraint, as an unknown error', () => {
    const spec = ofTask({ placement: { ...defaultPlacement, constraints: ['node.id=1'] } });
    expect(() => validateServiceSpec(spec)).toThrow(
      'rpc error: code = Unknown desc = constraint expected one operator from ==, !=',
    );
  });

  it('does not look at the rollback config', () => {
    expect(() =>
      validateServiceSpec(serviceSpec('web', { rollback: { ...defaultUpdateConfig, delayMs: -1 } })),
    ).not.toThrow();
  });
});
