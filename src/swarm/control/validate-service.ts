import { ConstraintError, parseConstraints } from '../constraint/constraint.ts';
import type {
  EndpointSpec,
  HealthConfig,
  RestartPolicy,
  ServiceMode,
  ServiceSpec,
  TaskSpec,
  UpdateConfig,
} from '../objects/service.ts';
import { ControlError } from './control-error.ts';
import { isImageReference } from './image-reference.ts';

const minNanoCpus = 1e6;
const minMemoryBytes = 4 * 1024 * 1024;
const minHealthMs = 1;
const maxNameLength = 63;
const namePattern = /^[a-zA-Z0-9](?:[-_]*[A-Za-z0-9]+)*$/;

/** Refuses specs that the managers refuse. Source: SwarmKit `manager/controlapi/service.go` validateServiceSpec. */
export function validateServiceSpec(spec: ServiceSpec): void {
  validateName(spec.name);
  validateTask(spec.task);
  validateMode(spec);
  if (spec.update !== null) validateUpdate(spec.update);
  validateEndpoint(spec.endpoint);
}

function refuse(desc: string): never {
  throw new ControlError('InvalidArgument', desc);
}

/** The name of a service or a network. */
export function validateName(name: string): void {
  if (name === '') refuse('meta: name must be provided');
  if (!namePattern.test(name)) refuse('name must be valid as a DNS name component');
  if (name.length > maxNameLength) refuse('name must be 63 characters or fewer');
}

function validateTask(task: TaskSpec): void {
  validateResources(task.limits);
  validateResources(task.reservations);
  if (task.restart !== null) validateRestart(task.restart);
  validatePlacement(task.placement.constraints);
  validateContainer(task);
}

function validateResources({ nanoCpus, memoryBytes }: { nanoCpus: number; memoryBytes: number }): void {
  if (nanoCpus !== 0 && nanoCpus < minNanoCpus)
    refuse(`invalid cpu value ${goFloat(nanoCpus / 1e9)}: Must be at least 0.001`);
  if (memoryBytes !== 0 && memoryBytes < minMemoryBytes)
    refuse(`invalid memory value ${memoryBytes}: Must be at least 4MiB`);
}

/** Go's `%g`, for the numbers that can get here: an exponent of two digits below 1e-4. */
function goFloat(value: number): string {
  if (value !== 0 && Math.abs(value) < 1e-4) return value.toExponential().replace(/e([+-])(\d)$/, 'e$10$2');
  return String(value);
}

function validateRestart(policy: RestartPolicy): void {
  if (policy.delayMs < 0) refuse('TaskSpec: restart-delay cannot be negative');
  if (policy.windowMs < 0) refuse('TaskSpec: restart-window cannot be negative');
}

/** The parser's own words, as an unknown error: the control API passes them on as they are. */
function validatePlacement(constraints: readonly string[]): void {
  try {
    parseConstraints(constraints);
  } catch (error) {
    if (error instanceof ConstraintError) throw new ControlError('Unknown', error.message);
    throw error;
  }
}

function validateContainer({ container }: TaskSpec): void {
  if (container.image === '') refuse('ContainerSpec: image reference must be provided');
  if (!isImageReference(container.image))
    refuse(`ContainerSpec: ${JSON.stringify(container.image)} is not a valid repository/tag`);
  const targets = new Set<string>();
  for (const { target } of container.mounts) {
    if (targets.has(target)) refuse(`ContainerSpec: duplicate mount point: ${target}`);
    targets.add(target);
  }
  if (container.healthcheck !== null) validateHealth(container.healthcheck);
}

function validateHealth(health: HealthConfig): void {
  const tooShort = (valueMs: number) => valueMs !== 0 && valueMs < minHealthMs;
  if (tooShort(health.intervalMs)) refuse('ContainerSpec: Interval in HealthConfig cannot be less than 1ms');
  if (tooShort(health.timeoutMs)) refuse('ContainerSpec: Timeout in HealthConfig cannot be less than 1ms');
  if (health.retries < 0) refuse('ContainerSpec: Retries in HealthConfig cannot be negative');
  if (tooShort(health.startPeriodMs)) refuse('ContainerSpec: StartPeriod in HealthConfig cannot be less than 1ms');
  if (tooShort(health.startIntervalMs)) refuse('ContainerSpec: StartInterval in HealthConfig cannot be less than 1ms');
}

function validateMode({ mode, update }: ServiceSpec): void {
  if (mode.kind === 'replicated' && mode.replicas < 0) refuse('Number of replicas must be non-negative');
  if (mode.kind === 'replicated-job') validateJob(mode);
  if ((mode.kind === 'replicated-job' || mode.kind === 'global-job') && update !== null) {
    refuse('Jobs may not have an update config');
  }
}

function validateJob(mode: Extract<ServiceMode, { kind: 'replicated-job' }>): void {
  if (mode.maxConcurrent < 0) refuse('Maximum concurrent jobs must not be negative');
  if (mode.totalCompletions < 0) refuse('Total completed jobs must not be negative');
}

function validateUpdate(config: UpdateConfig): void {
  if (config.delayMs < 0) refuse('TaskSpec: update-delay cannot be negative');
  if (config.monitorMs < 0) refuse('TaskSpec: update-monitor cannot be negative');
  if (config.maxFailureRatio < 0 || config.maxFailureRatio > 1) {
    refuse('TaskSpec: update-maxfailureratio cannot be less than 0 or bigger than 1');
  }
}

function validateEndpoint({ mode, ports }: EndpointSpec): void {
  const published = new Set<string>();
  for (const port of ports) {
    if (mode === 'dnsrr' && port.publishMode === 'ingress') {
      refuse("EndpointSpec: port published with ingress mode can't be used with dnsrr mode");
    }
    if (port.publishedPort === 0) continue;
    const key = `${port.protocol}/${port.publishedPort}/${port.publishMode}`;
    if (published.has(key)) refuse('EndpointSpec: duplicate published ports provided');
    published.add(key);
  }
}
