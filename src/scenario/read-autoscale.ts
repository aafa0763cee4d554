import { compareNatural } from '../docker/text/natural-order.ts';
import { type AutoscaleSpec, autoscaleMetrics, type ServiceSpec } from '../simulation/vocabulary.ts';
import { defaults } from './defaults.ts';
import type { ProblemList } from './problem-list.ts';
import { suggestion } from './suggest.ts';
import type { WrittenAutoscaler } from './written/scenario-schema.ts';

/** By the name of the service: only those of the scenario's `services`, whose specs are known. */
export function readAutoscale(
  written: Readonly<Record<string, WrittenAutoscaler>>,
  services: readonly ServiceSpec[],
  problems: ProblemList,
): AutoscaleSpec[] {
  const specs: AutoscaleSpec[] = [];
  for (const name of Object.keys(written).sort(compareNatural)) {
    const service = services.find((each) => each.name === name);
    if (service === undefined) {
      const names = services.map((each) => each.name);
      problems.addAt(
        problems.source.placeOfKey(['autoscale', name]),
        `services has no service called "${name}"${suggestion(name, names)}`,
      );
      continue;
    }
    const spec = readAutoscaler(written[name]!, service, problems);
    if (spec !== null) specs.push(spec);
  }
  return specs;
}

function readAutoscaler(written: WrittenAutoscaler, service: ServiceSpec, problems: ProblemList): AutoscaleSpec | null {
  const path = ['autoscale', service.name];
  if (service.mode.kind !== 'replicated') {
    const message = `the mode of ${service.name} is ${service.mode.kind}: only replicated services can be scaled`;
    problems.addAt(problems.source.placeOfKey(path), message);
  }
  const { autoscale } = defaults;
  const { min = autoscale.min, max } = written;
  if (min > max) problems.add([...path, 'max'], `max must be at least min (${min}), found ${max}`);
  const aim = readTarget(written, service, problems);
  if (aim === null) return null;
  return {
    service: service.name,
    ...aim,
    min,
    max,
    everyMs: written.every ?? autoscale.everyMs,
    upCooldownMs: written.cooldown?.up ?? autoscale.upCooldownMs,
    downCooldownMs: written.cooldown?.down ?? autoscale.downCooldownMs,
    tolerance: written.tolerance ?? autoscale.tolerance,
  };
}

/** `null` = it is wrong. */
function readTarget(
  { target }: WrittenAutoscaler,
  { name, task }: ServiceSpec,
  problems: ProblemList,
): Pick<AutoscaleSpec, 'metric' | 'target'> | null {
  const path = ['autoscale', name, 'target'];
  const named = autoscaleMetrics.filter((metric) => target[metric] !== undefined);
  const [metric] = named;
  const value = metric === undefined ? undefined : target[metric];
  if (metric === undefined || value === undefined || named.length > 1) {
    problems.add(path, `name one of ${autoscaleMetrics.join(', ')}`);
    return null;
  }
  if (!(value > 0)) problems.add([...path, metric], 'the target must be more than nothing');
  if (metric === 'cpu' && task.reservations.nanoCpus === 0 && task.limits.nanoCpus === 0) {
    const wanted = `services.${name}.deploy.resources.reservations.cpus (or limits.cpus)`;
    problems.add([...path, metric], `a share of what? The target needs ${wanted}`);
  }
  return { metric, target: value };
}
