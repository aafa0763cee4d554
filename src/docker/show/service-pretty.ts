import { defaultMonitorMs, defaultUpdateConfig } from '../../swarm/objects/defaults.ts';
import type {
  HealthConfig,
  PortConfig,
  Service,
  ServiceMode,
  TaskSpec,
  UpdateConfig,
  UpdateStatus,
} from '../../swarm/objects/service.ts';
import { isOfStack } from '../stack/stack-labels.ts';
import { formatFloat32 } from '../text/float-format.ts';
import { compareText } from '../text/natural-order.ts';
import { formatCpus } from '../units/cpus.ts';
import { formatDockerBytes } from '../units/docker-bytes.ts';
import { formatGoDuration } from '../units/go-duration.ts';
import { humanDuration } from '../units/human-duration.ts';

/** `docker service inspect --pretty`, defaults filled in. Source: docker/cli `cli/command/service/formatter.go`. */
export function servicePretty(service: Service, nowMs: number): string {
  const { spec } = service;
  const lines = [
    '',
    `ID:\t\t${service.id}`,
    `Name:\t\t${spec.name}`,
    ...labelLines(spec.labels),
    ...modeLines(spec.mode),
    ...statusLines(service.updateStatus, nowMs),
    ...placementLines(spec.task),
    ...policyLines('UpdateConfig', 'Update order', spec.update ?? defaultUpdateConfig),
    ...policyLines('RollbackConfig', 'Rollback order', spec.rollback ?? defaultUpdateConfig),
    ...containerLines(spec.task, isOfStack(spec.labels)),
    ...resourceLines(spec.task),
    ...(spec.task.networks.length === 0 ? [] : [`Networks: ${spec.task.networks.join(' ')} `]),
    `Endpoint Mode:\t${spec.endpoint.mode}`,
  ];
  const ending = portLines(service.endpoint?.ports ?? []) + healthText(spec.task.container.healthcheck);
  return `${lines.join('\n')}${ending}\n\n`;
}

function labelLines(labels: Readonly<Record<string, string>>): string[] {
  const pairs = Object.entries(labels).sort(([a], [b]) => compareText(a, b));
  if (pairs.length === 0) return [];
  return ['Labels:', ...pairs.map(([key, value]) => ` ${key}${value === '' ? '' : `=${value}`}`)];
}

/** Jobs have no mode to show. */
function modeLines(mode: ServiceMode): string[] {
  if (mode.kind === 'global') return ['Service Mode:\tGlobal'];
  if (mode.kind === 'replicated') return ['Service Mode:\tReplicated', ` Replicas:\t${mode.replicas}`];
  return ['Service Mode:'];
}

function statusLines(status: UpdateStatus | null, nowMs: number): string[] {
  if (status === null) return [];
  const completed = status.state === 'completed' ? status.completedAtMs : null;
  return [
    'UpdateStatus:',
    ` State:\t\t${status.state}`,
    ` Started:\t${humanDuration(nowMs - status.startedAtMs)} ago`,
    ...(completed === null ? [] : [` Completed:\t${humanDuration(nowMs - completed)} ago`]),
    ` Message:\t${status.message}`,
  ];
}

function placementLines({ placement }: TaskSpec): string[] {
  const preferences = placement.preferences.map(({ spread }) => `spread=${spread}`);
  return [
    'Placement:',
    ...(placement.constraints.length === 0 ? [] : [` Constraints:\t[${placement.constraints.join(' ')}]`]),
    ...(preferences.length === 0 ? [] : [` Preferences:   [${preferences.join(' ')}]`]),
    ...(placement.maxReplicas === 0 ? [] : [` Max Replicas Per Node:   ${placement.maxReplicas}`]),
  ];
}

function policyLines(title: string, orderTitle: string, policy: UpdateConfig): string[] {
  return [
    `${title}:`,
    ` Parallelism:\t${policy.parallelism}`,
    ...(policy.delayMs > 0 ? [` Delay:\t\t${formatGoDuration(policy.delayMs)}`] : []),
    ` On failure:\t${policy.failureAction}`,
    ` Monitoring Period: ${formatGoDuration(policy.monitorMs || defaultMonitorMs)}`,
    ` Max failure ratio: ${formatFloat32(policy.maxFailureRatio)}`,
    ` ${`${orderTitle}:`.padEnd(19)}${policy.order}`,
  ];
}

function containerLines({ container, logDriver }: TaskSpec, ofStack: boolean): string[] {
  const mounts = container.mounts.flatMap((mount) => [
    ` Target:\t${mount.target}`,
    `  Source:\t${mount.source}`,
    `  ReadOnly:\t${mount.readOnly}`,
    `  Type:\t\t${mount.type}`,
  ]);
  return [
    'ContainerSpec:',
    ` Image:\t\t${container.image}`,
    ...(container.args.length === 0 ? [] : [` Args:\t\t${container.args.map((arg) => `${arg} `).join('')}`]),
    ...(container.env.length === 0 ? [] : [` Env:\t\t${container.env.map((entry) => `${entry} `).join('')}`]),
    // The client sends the setting with `service create` alone.
    ...(ofStack ? [] : [' Init:\t\tfalse']),
    ...(mounts.length === 0 ? [] : ['Mounts:', ...mounts]),
    ...(logDriver === null ? [] : logDriverLines(logDriver)),
  ];
}

function logDriverLines({ name, options }: NonNullable<TaskSpec['logDriver']>): string[] {
  const pairs = Object.entries(options).sort(([a], [b]) => compareText(a, b));
  const shown = pairs.map(([key, value]) => `  ${key}${value === '' ? '' : `:       ${value}`}`);
  return ['Log Driver:', ` Name:\t\t${name}`, ...(shown.length === 0 ? [] : [' LogOpts:', ...shown]), ''];
}

function resourceLines({ reservations, limits }: TaskSpec): string[] {
  return ['Resources:', ...quotaLines('Reservations', reservations), ...quotaLines('Limits', limits)];
}

function quotaLines(title: string, { nanoCpus, memoryBytes }: { nanoCpus: number; memoryBytes: number }): string[] {
  if (nanoCpus <= 0 && memoryBytes <= 0) return [];
  return [
    ` ${title}:`,
    ...(nanoCpus > 0 ? [`  CPU:\t\t${formatCpus(nanoCpus)}`] : []),
    ...(memoryBytes > 0 ? [`  Memory:\t${formatDockerBytes(memoryBytes)}`] : []),
  ];
}

function portLines(ports: readonly PortConfig[]): string {
  if (ports.length === 0) return '';
  const shown = ports.map(
    (port) =>
      `\n PublishedPort = ${port.publishedPort}\n  Protocol = ${port.protocol}\n  TargetPort = ${port.targetPort}\n  PublishMode = ${port.publishMode}`,
  );
  return `\nPorts:${shown.join('')} `;
}

function healthText(health: HealthConfig | null): string {
  if (health === null) return '';
  const [interval, startPeriod, timeout] = [health.intervalMs, health.startPeriodMs, health.timeoutMs].map(
    formatGoDuration,
  );
  const tests = health.test.map((test) => `\n\t Test = ${test}`).join('');
  return [
    '\n Healthcheck:',
    `  Interval = ${interval}`,
    `  Retries = ${health.retries}`,
    `  StartPeriod =\t${startPeriod}`,
    `  Timeout =\t${timeout}${tests === '' ? '' : `\n  Tests:${tests} `}`,
  ].join('\n');
}
