import type { Binding } from '../../report/experiment/plan-report.ts';
import type { LoadedScenario } from '../../scenario/load-scenario.ts';
import type { JudgedPromise } from './promise.ts';
import { shortResource } from './short-resource.ts';
import type { Tried } from './trial.ts';

/** What keeps a value from being enough: which promise, at which loss, and what is short there. */
export function bindingAt(value: number, { promises, witness }: Tried, loaded: LoadedScenario): Binding | null {
  const broken = promises.find(({ judgement }) => judgement === 'broken') ?? promises.find(({ holds }) => !holds);
  if (broken === undefined) return null;
  const { promise, loss } = broken;
  return { promise, loss, resource: `${shortResource(witness, loaded)}${afterLoss(broken)}`, at: value };
}

/** Failures in the moment of a loss decide a promise over the whole run, and one may not mean them. */
function afterLoss({ loss, mean, promise }: JudgedPromise): string {
  const subject = /\(([^,()]+)\)/.exec(promise)?.[1];
  if (loss === '' || mean !== Number.POSITIVE_INFINITY || subject === undefined) return '';
  return `; to forgive the moment of the loss itself, promise for a window after it: ${promise.replace(`(${subject})`, `(${subject}, FROM..TO)`)}`;
}
