import type { JsonValue } from '../json/json-value.ts';
import type { Entry } from '../text-file.ts';
import { exactSize } from '../write/sizes.ts';
import { durationOf, mapOf, withoutNothing } from './entry-parts.ts';

/** Machines' names by their ids. */
export type NodeNames = ReadonlyMap<string, string>;

/** What stands under `deploy:`. */
export function deployEntry(spec: JsonValue, nodes: NodeNames): Entry {
  const task = spec.get('TaskTemplate');
  const endpointMode = spec.get('EndpointSpec').get('Mode').text('vip');
  return withoutNothing({
    ...modeOf(spec.get('Mode')),
    endpoint_mode: endpointMode === 'vip' ? undefined : endpointMode,
    labels: mapOf(spec.get('Labels')),
    resources: resourcesOf(task.get('Resources')),
    restart_policy: restartOf(task.get('RestartPolicy')),
    placement: placementOf(task.get('Placement'), nodes),
    update_config: policyOf(spec.get('UpdateConfig')),
    rollback_config: policyOf(spec.get('RollbackConfig')),
  });
}

function modeOf(mode: JsonValue): Entry {
  return mode.has('Global') ? { mode: 'global' } : { replicas: mode.get('Replicated').get('Replicas').number(1) };
}

function resourcesOf(resources: JsonValue): Entry | undefined {
  const limits = quotaOf(resources.get('Limits'));
  const reservations = quotaOf(resources.get('Reservations'));
  if (limits === undefined && reservations === undefined) return undefined;
  return withoutNothing({ limits, reservations });
}

function quotaOf(quota: JsonValue): Entry | undefined {
  const nanoCpus = quota.get('NanoCPUs').number(0);
  const memoryBytes = quota.get('MemoryBytes').number(0);
  const generic = quota.get('GenericResources').items().map(genericOf);
  const entry = withoutNothing({
    cpus: nanoCpus === 0 ? undefined : String(nanoCpus / 1e9),
    memory: memoryBytes === 0 ? undefined : exactSize(memoryBytes),
    pids: quota.get('Pids').number(0) || undefined,
    generic_resources: generic.length === 0 ? undefined : generic,
  });
  return Object.keys(entry).length === 0 ? undefined : entry;
}

/** A service asks for a number of them; ids have only nodes. */
function genericOf(item: JsonValue): Entry {
  const spec = item.get('DiscreteResourceSpec');
  if (!spec.isThere) throw item.error('expected a DiscreteResourceSpec: a service reserves a number');
  return { discrete_resource_spec: { kind: spec.get('Kind').text(''), value: spec.get('Value').number(0) } };
}

function restartOf(policy: JsonValue): Entry | undefined {
  if (!policy.isThere) return undefined;
  return withoutNothing({
    condition: policy.get('Condition').text('') || undefined,
    delay: durationOf(policy.get('Delay')),
    max_attempts: policy.get('MaxAttempts').number(0) || undefined,
    window: durationOf(policy.get('Window')),
  });
}

function placementOf(placement: JsonValue, nodes: NodeNames): Entry | undefined {
  const constraints = placement
    .get('Constraints')
    .texts()
    .map((constraint) => byHostname(constraint, nodes));
  const preferences = placement
    .get('Preferences')
    .items()
    .map((each) => ({ spread: each.get('Spread').get('SpreadDescriptor').text('') }));
  const entry = withoutNothing({
    constraints: constraints.length === 0 ? undefined : constraints,
    preferences: preferences.length === 0 ? undefined : preferences,
    max_replicas_per_node: placement.get('MaxReplicas').number(0) || undefined,
  });
  return Object.keys(entry).length === 0 ? undefined : entry;
}

/** The simulated machines have ids of their own. */
function byHostname(constraint: string, nodes: NodeNames): string {
  const [, operator, id = ''] = /^\s*node\.id\s*(==|!=)\s*(\S+)\s*$/i.exec(constraint) ?? [];
  const name = nodes.get(id);
  return operator === undefined || name === undefined ? constraint : `node.hostname${operator}${name}`;
}

function policyOf(policy: JsonValue): Entry | undefined {
  if (!policy.isThere) return undefined;
  return withoutNothing({
    parallelism: policy.get('Parallelism').number(0),
    delay: durationOf(policy.get('Delay')),
    failure_action: policy.get('FailureAction').text('') || undefined,
    monitor: durationOf(policy.get('Monitor')),
    max_failure_ratio: policy.get('MaxFailureRatio').number(0) || undefined,
    order: policy.get('Order').text('') || undefined,
  });
}
