import type { Recording } from './recording.ts';

/** What a time may differ by: 300 ms, and 5 % of the time since what began it. */
export function toleranceMs(sinceMs: number): number {
  return 300 + 0.05 * Math.max(0, sinceMs);
}

/** On overloaded hosts the state of things may be so much earlier or later. */
export const noiseFactor = 3;

/** When the last thing that concerns the service (`null` = any) was done before an instant: a command that names it, or one on nodes. */
export function causeOf({ steps }: Recording, service: string | null, atMs: number): number {
  const concerns = steps.filter(
    (step) => step.atMs <= atMs && (service === null || concernsService(step.command ?? '', service)),
  );
  return concerns.at(-1)?.atMs ?? 0;
}

function concernsService(command: string, service: string): boolean {
  const ofServices = command.startsWith('docker service ');
  return !ofServices || command.split(/[\s=]+/).includes(service);
}
