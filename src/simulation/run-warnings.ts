import { longestSilenceMs } from './drain.ts';
import { findImage } from './find-image.ts';
import { mostPlanned, planPhases } from './phases/phase-plan.ts';
import type { Summary } from './run-result.ts';
import type { Scenario } from './scenario.ts';

/** Fewer requests make a p99 that is hardly more than the maximum. */
const leastRequests = 1000;
/** A client that loses more than this share to full queues or time is not slow but overloaded … */
const overloadShare = 0.2;
/** … and so it is, at least for a while, where this share meets full queues: time can also be lost to a crash. */
const fullQueueShare = 0.01;
const msPerMinute = 60_000;

/** What a reader of the results should know, in plain words. */
export function runWarnings(summary: Omit<Summary, 'warnings'>, scenario: Scenario, inFlight: number): string[] {
  const warnings: string[] = [];
  if (scenario.drain && inFlight > 0) {
    warnings.push(
      `${inFlight} requests had no end: nothing ended for ${longestSilenceMs / msPerMinute} minutes while the queues were to be emptied`,
    );
  }
  const few: string[] = [];
  for (const [name, client] of Object.entries(summary.clients)) {
    if (client.requests === 0) {
      warnings.push(`client ${name}: no request ended after the warm-up`);
      continue;
    }
    if (client.ok > 0 && client.ok < leastRequests) few.push(name);
    const lost = client.error_backlog + client.error_timeout;
    if (lost > overloadShare * client.requests || client.error_backlog > fullQueueShare * client.requests) {
      const share = Math.round((100 * lost) / client.requests);
      warnings.push(
        `client ${name}: ${share} % of its requests met a full queue or took too long: it asks for more than is there`,
      );
    }
  }
  if (few.length > 0) {
    warnings.push(`fewer than ${leastRequests} good answers: percentiles beyond p90 mean little for ${few.join(', ')}`);
  }
  for (const [name, service] of Object.entries(summary.services)) {
    const { completed, completions } = service;
    if (completed !== null && completions !== null) {
      if (completed < completions) {
        warnings.push(`service ${name}: ${completed} of ${completions} tasks of the job are complete at the end`);
      }
    } else if (service.replicas > 0 && service.running < service.replicas) {
      warnings.push(`service ${name}: ${service.running} of ${service.replicas} replicas run at the end`);
    }
  }
  return [...warnings, ...leftOutPhases(scenario), ...unmodelled(scenario)];
}

function leftOutPhases({ phases, timeline }: Scenario): string[] {
  const { leftOut } = planPhases(timeline);
  if (phases.length > 0 || leftOut === 0) return [];
  return [
    `the timeline makes ${mostPlanned + leftOut} phases, and only the first ${mostPlanned} are kept: what the other ${leftOut} cause counts in those; phases says which stretches matter`,
  ];
}

/** What the scenario asks for that the model leaves out (docs/model.md). */
function unmodelled(scenario: Scenario): string[] {
  const warnings: string[] = [];
  const specs = scenario.services;
  const idle = specs.filter(({ task }) => task.limits.memoryBytes > 0 && usesNoMemory(scenario, task.container.image));
  if (idle.length > 0) {
    const names = idle.map(({ name }) => name).join(', ');
    warnings.push(`memory limits of ${names} mean nothing: their images do not say what memory they need (memory)`);
  }
  if (specs.some(({ task }) => task.container.mounts.length > 0))
    warnings.push('volumes are not modelled: they take no time and no room');
  return warnings;
}

function usesNoMemory(scenario: Scenario, reference: string): boolean {
  return findImage(scenario, reference)?.serving?.memory === undefined;
}
