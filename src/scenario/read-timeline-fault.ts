import type { FaultAction, MachineSpec } from '../simulation/scenario.ts';
import { nanoPerCpu } from '../simulation/units.ts';
import type { WrittenEntry } from './written/timeline.ts';

/** The fault that an entry of the timeline asks for, if it asks for one that lasts. */
export function faultOf(entry: WrittenEntry, machines: readonly MachineSpec[]): FaultAction | null {
  const forMs = entry.for ?? null;
  if (entry.slow !== undefined) return { kind: 'slow', node: entry.slow, factor: entry.factor ?? 1, forMs };
  if (entry.noise !== undefined)
    return { kind: 'noise', node: entry.noise, cpus: (entry.cpus ?? 0) / nanoPerCpu, forMs };
  if (entry.kill_dockerd !== undefined) return { kind: 'kill_dockerd', node: entry.kill_dockerd, forMs };
  if (entry.stop_dockerd !== undefined) return { kind: 'stop_dockerd', node: entry.stop_dockerd, forMs };
  if (entry.registry !== undefined) return { kind: 'registry', forMs };
  const { pause } = entry;
  if (pause === undefined) return null;
  const slot = machines.some(({ name }) => name === pause) ? null : slotOf(pause, machines);
  return { kind: 'pause', target: slot ?? { kind: 'machine', node: pause }, forMs };
}

/** `web.2` is slot 2 of the service web, `web.worker1` its task on that machine, of a global one. */
export function slotOf(
  name: string,
  machines: readonly MachineSpec[],
): { kind: 'slot'; service: string; slot: number | string } | null {
  const machine = machines.find((each) => name.endsWith(`.${each.name}`))?.name;
  if (machine !== undefined) return { kind: 'slot', service: name.slice(0, -machine.length - 1), slot: machine };
  const [, service = '', slot = ''] = /^(.+)\.([1-9]\d{0,8})$/.exec(name) ?? [];
  return service === '' ? null : { kind: 'slot', service, slot: Number(slot) };
}
