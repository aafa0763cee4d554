import type { EventLoop } from '../kernel/event-loop.ts';
import type { AutoscaleMetric, AutoscaleSpec } from '../swarm/autoscaler/autoscale-spec.ts';
import { Autoscaler, type Decision } from '../swarm/autoscaler/autoscaler.ts';
import type { ControlApi } from '../swarm/control-api.ts';
import type { Traffic } from '../traffic/traffic.ts';
import type { EventRecorder } from './recorders/event-recorder.ts';
import { msPerSecond } from './units.ts';

export interface AutoscalingWorld {
  readonly loop: EventLoop;
  readonly control: ControlApi;
  readonly traffic: Traffic;
  readonly events: EventRecorder;
}

/** From now on each of these services is scaled; every decision is an event. */
export function startAutoscaling(specs: readonly AutoscaleSpec[], world: AutoscalingWorld): void {
  const { loop, control, traffic, events } = world;
  const load = { of: (service: string) => traffic.serviceUse(service) };
  const decided = (decision: Decision) => {
    events.note(loop.nowMs, 'autoscale', describeDecision(decision));
  };
  for (const spec of specs) new Autoscaler({ loop, control, load, decided }, spec);
}

interface Wording {
  readonly name: string;
  readonly show: (value: number) => string;
}

const wordings: Readonly<Record<AutoscaleMetric, Wording>> = {
  cpu: { name: 'cpu', show: (share) => `${(100 * share).toFixed(0)}%` },
  requests: { name: 'requests per task', show: (perMs) => `${(perMs * msPerSecond).toFixed(1)}/s` },
  in_flight: { name: 'in flight per task', show: (requests) => requests.toFixed(1) },
};

/** `web: 4 → 6 (cpu 87%, target 60%)`, or `web: 1 → 2 (min 2)`. */
export function describeDecision({ spec, from, to, value }: Decision): string {
  const { service, metric, target, min, max } = spec;
  const { name, show } = wordings[metric];
  const bound = to > from ? `min ${min}` : `max ${max}`;
  const why = value === null ? bound : `${name} ${show(value)}, target ${show(target)}`;
  return `${service}: ${from} → ${to} (${why})`;
}
