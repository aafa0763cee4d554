import type { SimulatedMachine } from '../../../src/simulation/machines.ts';
import type { World } from '../../../src/simulation/world.ts';
import type { RecordedStep, Recording } from './recording.ts';

const ofContainer = /^docker (kill|stop|rm -f) ([0-9a-f]{12})$/;

/**
 * A command that names a container by its recorded id, as it would be typed here: with the id, and on the machine, of the container
 * that runs for the same slot. `null` = it is no such command, or nothing runs for the slot.
 */
export function typedHere(
  { command = '', atMs, on }: RecordedStep,
  { events = [] }: Recording,
  world: World,
): { readonly line: string; readonly machine: SimulatedMachine } | null {
  const [, verb, id] = ofContainer.exec(command) ?? [];
  if (id === undefined) return null;
  const event = events.find((each) => each.on === on && (each.atMs ?? 0) >= atMs && each.action === 'kill');
  const [service, slot] = (event?.name ?? '').split('.');
  for (const machine of world.machines) {
    const found = machine
      .containers()
      .find(({ name, record: { endedMs } }) => name.startsWith(`${service}.${slot}.`) && endedMs === null);
    if (found !== undefined) return { line: `docker ${verb} ${found.id.slice(0, 12)}`, machine };
  }
  return null;
}
