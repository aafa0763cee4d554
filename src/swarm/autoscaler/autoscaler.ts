import type { EventLoop } from '../../kernel/event-loop.ts';
import type { ControlApi } from '../control-api.ts';
import type { Service } from '../objects/service.ts';
import type { Load, ServiceUse } from '../ports.ts';
import type { AutoscaleSpec } from './autoscale-spec.ts';
import { Cooldown } from './cooldown.ts';
import { desiredReplicas, type Observation } from './desired-replicas.ts';

export interface AutoscalerTools {
  readonly loop: EventLoop;
  readonly control: ControlApi;
  readonly load: Load;
  /** Told of each change. */
  readonly decided: (decision: Decision) => void;
}

export interface Decision {
  readonly spec: AutoscaleSpec;
  readonly from: number;
  readonly to: number;
  /** Of the metric, by the running tasks on the average; `null` = `from` was out of bounds, whatever the metric. */
  readonly value: number | null;
}

const nanoPerCpu = 1e9;

/**
 * What-if: scales one service so that the mean of a metric over its tasks comes to a target, as Kubernetes' Horizontal
 * Pod Autoscaler does. It is a client of the managers: at fixed intervals it reads the load of the time since, and
 * changes the replicas as `docker service scale` would. It keeps still while the service is being updated or rolled back (a
 * service update would take the place of what there is to roll back to), and at 0 replicas (somebody has switched it off).
 */
export class Autoscaler {
  readonly #tools: AutoscalerTools;
  readonly #spec: AutoscaleSpec;
  #before: ServiceUse;
  #cooldown: Cooldown | null = null;

  constructor(tools: AutoscalerTools, spec: AutoscaleSpec) {
    this.#tools = tools;
    this.#spec = spec;
    this.#before = tools.load.of(spec.service);
    this.#lookLater();
  }

  #lookLater(): void {
    this.#tools.loop.call(this.#spec.everyMs, () => {
      this.#look();
      this.#lookLater();
    });
  }

  #look(): void {
    const { control, load, loop } = this.#tools;
    const before = this.#before;
    const use = load.of(this.#spec.service);
    this.#before = use;
    if (!control.commits) return;
    const service = control.listServices().find(({ spec }) => spec.name === this.#spec.service);
    if (service === undefined || !isSteady(service)) return;
    const replicas = replicasOf(service);
    if (replicas === 0) return;
    this.#cooldown ??= new Cooldown(this.#spec, replicas, loop.nowMs - this.#spec.everyMs);
    const within = Math.min(this.#spec.max, Math.max(this.#spec.min, replicas));
    if (within !== replicas) this.#scale(service, within, null);
    else this.#follow(service, replicas, this.#observe(service, before, use));
  }

  #follow(service: Service, replicas: number, seen: Observation | null): void {
    if (seen === null || this.#cooldown === null) return;
    const { min, max } = this.#spec;
    const recommended = Math.min(max, Math.max(min, desiredReplicas(seen, this.#spec)));
    const allowed = this.#cooldown.allow(recommended, replicas, this.#tools.loop.nowMs);
    if (allowed !== replicas) this.#scale(service, allowed, seen.total / seen.running);
  }

  #scale(service: Service, to: number, value: number | null): void {
    const { control, loop, decided } = this.#tools;
    control.updateService(service.id, service.version, {
      ...service.spec,
      mode: { kind: 'replicated', replicas: to },
    });
    this.#cooldown?.changed(loop.nowMs);
    decided({ spec: this.#spec, from: replicasOf(service), to, value });
  }

  /** `null` = the metric means nothing now: shares of nothing. */
  #observe(service: Service, before: ServiceUse, now: ServiceUse): Observation | null {
    const { metric, everyMs } = this.#spec;
    const running = (now.containerMs - before.containerMs) / everyMs;
    const replicas = replicasOf(service);
    if (metric === 'requests') return { total: (now.requests - before.requests) / everyMs, running, replicas };
    if (metric === 'in_flight') return { total: (now.heldMs - before.heldMs) / everyMs, running, replicas };
    const cpus = cpusOf(service);
    return cpus === 0 ? null : { total: (now.cpuMs - before.cpuMs) / everyMs / cpus, running, replicas };
  }
}

/** What a task's CPU use is measured by: what it reserves, else its limit; 0 = neither. */
function cpusOf({ spec }: Service): number {
  return (spec.task.reservations.nanoCpus || spec.task.limits.nanoCpus) / nanoPerCpu;
}

function replicasOf({ spec }: Service): number {
  return spec.mode.kind === 'replicated' ? spec.mode.replicas : 0;
}

function isSteady({ updateStatus }: Service): boolean {
  return updateStatus?.state !== 'updating' && updateStatus?.state !== 'rollback_started';
}
