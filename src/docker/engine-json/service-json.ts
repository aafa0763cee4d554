import {
  defaultMonitorMs,
  defaultRestartPolicy,
  defaultStopGracePeriodMs,
  defaultUpdateConfig,
} from '../../swarm/objects/defaults.ts';
import type {
  ContainerSpec,
  EndpointSpec,
  HealthConfig,
  PortConfig,
  RestartPolicy,
  Service,
  ServiceMode,
  ServiceSpec,
  UpdateConfig,
  UpdateStatus,
} from '../../swarm/objects/service.ts';
import { isOfStack, stackOf } from '../stack/stack-labels.ts';
import { formatFloat32 } from '../text/float-format.ts';
import type { Instant } from '../text/timestamp.ts';
import { rfc3339 } from '../text/timestamp.ts';
import { nanosecondsOf } from '../units/go-duration.ts';
import type { Json } from './compact.ts';
import { mapOrNothing, omitEmpty, omitUndefined, sortedMap } from './compact.ts';

/** The id of a network by its name. */
export type NetworkId = (name: string) => string;

/** As it is where no swarm is asked. */
const asNamed: NetworkId = (name) => name;

/**
 * A service as the Engine API has it (durations in ns). With `insertDefaults` what the spec leaves open shows the
 * defaults, as in `docker service inspect`. Source: moby `api/types/swarm`.
 */
export function serviceJson(
  service: Service,
  startUnixMs: number,
  insertDefaults: boolean,
  networkId: NetworkId = asNamed,
): Json {
  const time = (atMs: number): string => rfc3339({ startUnixMs, atMs } satisfies Instant);
  const { endpoint, previousSpec, updateStatus, jobStatus } = service;
  // The engine shows a mode that was asked for; `docker stack` always asks.
  const showsEndpoint = endpoint !== null && (endpoint.ports.length > 0 || isOfStack(service.spec.labels));
  return omitUndefined({
    ID: service.id,
    Version: { Index: service.version },
    CreatedAt: time(service.createdAtMs),
    UpdatedAt: time(service.updatedAtMs),
    Spec: serviceSpecJson(service.spec, insertDefaults, networkId),
    PreviousSpec: previousSpec === null ? undefined : serviceSpecJson(previousSpec, false, networkId),
    Endpoint: omitUndefined({
      Spec: showsEndpoint ? endpointJson(endpoint.spec) : {},
      Ports: endpoint === null || endpoint.ports.length === 0 ? undefined : endpoint.ports.map(portJson),
      VirtualIPs:
        endpoint === null || endpoint.virtualIps.length === 0
          ? undefined
          : endpoint.virtualIps.map(({ network, addr }) => ({ NetworkID: networkId(network), Addr: addr })),
    }),
    UpdateStatus: updateStatus === null ? undefined : updateStatusJson(updateStatus, time),
    JobStatus:
      jobStatus === null
        ? undefined
        : {
            JobIteration: omitEmpty({ Index: jobStatus.jobIteration }),
            LastExecution: time(jobStatus.lastExecutionMs),
          },
  });
}

/** A spec as the client sends it (`insertDefaults` false), or as it is shown. */
export function serviceSpecJson(spec: ServiceSpec, insertDefaults: boolean, networkId: NetworkId = asNamed): Json {
  const isJob = spec.mode.kind === 'replicated-job' || spec.mode.kind === 'global-job';
  const policy = (config: UpdateConfig | null): Json | undefined => {
    const shown = config ?? (insertDefaults ? defaultUpdateConfig : null);
    if (shown === null) return undefined;
    return updateConfigJson(
      insertDefaults && shown.monitorMs === 0 ? { ...shown, monitorMs: defaultMonitorMs } : shown,
    );
  };
  return omitUndefined({
    Name: spec.name,
    Labels: sortedMap(spec.labels),
    TaskTemplate: taskSpecJson(spec, insertDefaults, networkId),
    Mode: modeJson(spec.mode),
    UpdateConfig: isJob && spec.update === null && !insertDefaults ? undefined : policy(spec.update),
    RollbackConfig: isJob && spec.rollback === null && !insertDefaults ? undefined : policy(spec.rollback),
    EndpointSpec: endpointJson(spec.endpoint),
  });
}

/** What a service's tasks are made from; `name` and `labels` are the service's. */
export function taskSpecJson(
  { name, labels, task }: Pick<ServiceSpec, 'name' | 'labels' | 'task'>,
  insertDefaults: boolean,
  networkId: NetworkId,
): Json {
  const ofStack = stackOf(labels);
  const { placement, logDriver, limits, reservations } = task;
  const restart = task.restart ?? (insertDefaults ? defaultRestartPolicy : null);
  return omitUndefined({
    ContainerSpec: containerJson(task.container, insertDefaults, ofStack !== null),
    Resources: {
      Limits: omitEmpty({ NanoCPUs: limits.nanoCpus, MemoryBytes: limits.memoryBytes }),
      Reservations: omitEmpty({
        NanoCPUs: reservations.nanoCpus,
        MemoryBytes: reservations.memoryBytes,
        GenericResources: reservations.generic.map(({ kind, value }) => ({
          DiscreteResourceSpec: { Kind: kind, Value: value },
        })),
      }),
    },
    RestartPolicy: restart === null ? undefined : restartJson(restart),
    Placement: omitEmpty({
      Constraints: placement.constraints,
      Preferences: placement.preferences.map(({ spread }) => ({ Spread: { SpreadDescriptor: spread } })),
      MaxReplicas: placement.maxReplicas,
      Platforms: placement.platforms.map(({ os, arch }) => omitEmpty({ Architecture: arch, OS: os })),
    }),
    Networks:
      task.networks.length === 0
        ? undefined
        : task.networks.map((network) => ({
            Target: networkId(network),
            ...(ofStack === null ? {} : { Aliases: [name.slice(ofStack.length + 1)] }),
          })),
    LogDriver:
      logDriver === null
        ? undefined
        : omitUndefined({ Name: logDriver.name, Options: mapOrNothing(logDriver.options) }),
    ForceUpdate: task.forceUpdate,
    Runtime: insertDefaults ? 'container' : undefined,
  });
}

function containerJson(container: ContainerSpec, insertDefaults: boolean, ofStack: boolean): Json {
  const graceMs = container.stopGracePeriodMs ?? (insertDefaults ? defaultStopGracePeriodMs : null);
  return omitUndefined({
    Image: container.image,
    Labels: mapOrNothing(container.labels),
    ...omitEmpty({
      Command: container.command,
      Args: container.args,
      Hostname: container.hostname,
      Env: container.env,
    }),
    Init: ofStack ? undefined : false,
    Privileges: ofStack ? { CredentialSpec: null, SELinuxContext: null, NoNewPrivileges: false } : undefined,
    StopSignal: container.stopSignal === '' ? undefined : container.stopSignal,
    Mounts: container.mounts.length === 0 ? undefined : container.mounts.map(mountJson),
    StopGracePeriod: graceMs === null ? undefined : nanosecondsOf(graceMs),
    Healthcheck: container.healthcheck === null ? undefined : healthJson(container.healthcheck),
    DNSConfig: {},
    Isolation: insertDefaults ? 'default' : undefined,
  });
}

function mountJson(mount: ContainerSpec['mounts'][number]): Json {
  return omitUndefined({
    ...omitEmpty({ Type: mount.type, Source: mount.source, Target: mount.target, ReadOnly: mount.readOnly }),
    VolumeOptions: mount.driver === '' ? undefined : { DriverConfig: { Name: mount.driver } },
  });
}

function healthJson(health: HealthConfig): Json {
  return omitEmpty({
    Test: health.test,
    Interval: nanosecondsOf(health.intervalMs),
    Timeout: nanosecondsOf(health.timeoutMs),
    StartPeriod: nanosecondsOf(health.startPeriodMs),
    StartInterval: nanosecondsOf(health.startIntervalMs),
    Retries: health.retries,
  });
}

function restartJson(restart: RestartPolicy): Json {
  return omitUndefined({
    Condition: restart.condition,
    Delay: nanosecondsOf(restart.delayMs),
    MaxAttempts: restart.maxAttempts,
    Window: restart.windowMs === 0 ? undefined : nanosecondsOf(restart.windowMs),
  });
}

function updateConfigJson(config: UpdateConfig): Json {
  return omitUndefined({
    Parallelism: config.parallelism,
    Delay: config.delayMs === 0 ? undefined : nanosecondsOf(config.delayMs),
    FailureAction: config.failureAction,
    Monitor: config.monitorMs === 0 ? undefined : nanosecondsOf(config.monitorMs),
    MaxFailureRatio: Number(formatFloat32(config.maxFailureRatio)),
    Order: config.order,
  });
}

function modeJson(mode: ServiceMode): Json {
  switch (mode.kind) {
    case 'replicated':
      return { Replicated: { Replicas: mode.replicas } };
    case 'global':
      return { Global: {} };
    case 'replicated-job':
      return { ReplicatedJob: { MaxConcurrent: mode.maxConcurrent, TotalCompletions: mode.totalCompletions } };
    case 'global-job':
      return { GlobalJob: {} };
  }
}

function endpointJson(endpoint: EndpointSpec): Json {
  return omitEmpty({ Mode: endpoint.mode, Ports: endpoint.ports.map(portJson) });
}

export function portJson(port: PortConfig): Json {
  return omitEmpty({
    Protocol: port.protocol,
    TargetPort: port.targetPort,
    PublishedPort: port.publishedPort,
    PublishMode: port.publishMode,
  });
}

function updateStatusJson(status: UpdateStatus, time: (atMs: number) => string): Json {
  return omitUndefined({
    State: status.state,
    StartedAt: time(status.startedAtMs),
    CompletedAt: status.completedAtMs === null ? undefined : time(status.completedAtMs),
    Message: status.message,
  });
}
