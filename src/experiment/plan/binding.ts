import type { Binding } from '../../report/experiment/plan-report.ts';
import type { LoadedScenario } from '../../scenario/load-scenario.ts';
import { hasNoValue, type JudgedPromise, parsePromise } from './promise.ts';
import { shortResource } from './short-resource.ts';
import type { Tried } from './trial.ts';

/** What keeps a value from being enough: which promise, at which loss, and what is short there. */
export function bindingAt(value: number, { promises, witness }: Tried, loaded: LoadedScenario): Binding | null {
  const broken = promises.find(({ judgement }) => judgement === 'broken') ?? promises.find(({ holds }) => !holds);
  if (broken === undefined) return null;
  const { promise, loss } = broken;
  if (hasNoValue(broken)) return { promise, loss, resource: 'requests: none ended in its time', at: value };
  return { promise, loss, resource: `${shortResource(witness, loaded)}${afterLoss(broken, loaded)}`, at: value };
}

/** What to do about requests that fail for a loss itself, not for what is left after it. */
function afterLoss({ loss, mean, promise }: JudgedPromise, { scenario }: LoadedScenario): string {
  const client = scenario.clients.find(({ name }) => name === parsePromise(promise).subject);
  if (loss === '' || mean !== Number.POSITIVE_INFINITY || client === undefined) return '';
  const { name, target } = client;
  if (target.kind === 'nodes')
    return `; ${name} goes on asking a machine that is lost (to: nodes:${target.port}), a balancer that checks its servers would not`;
  if (parsePromise(promise).window !== null) return '';
  const later = promise.replace(`(${name})`, `(${name}, FROM..TO)`);
  return `; to forgive the moment of the loss itself, promise for a time after it: ${later}`;
}
