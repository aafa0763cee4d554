import { type ClientWorld, makeSender } from '../client/make-client.ts';
import { patienceOf } from '../client/sender.ts';
import type { EntryPoint } from '../journey-parties.ts';
import type { Mesh } from '../mesh/mesh.ts';
import type { CallSpec } from '../spec.ts';
import type { Stations } from '../station/stations.ts';
import { CallEntry } from './call-entry.ts';
import { CallLine } from './call-line.ts';
import { CallStages } from './call-stages.ts';
import { FanOut } from './fan-out.ts';

export interface CallsWorld extends ClientWorld {
  readonly mesh: Mesh;
  readonly stations: Stations;
  /** By client; those of the calls come after those that are there. */
  readonly entries: EntryPoint[];
}

/** All that tasks need to call each other; the calls are clients behind the others. */
export function makeCalls(calls: readonly CallSpec[], world: CallsWorld): CallLine[] {
  const { callers, entries, stations, requests } = world;
  const firstClient = entries.length;
  const caller = callers.length;
  const lines: CallLine[] = [];
  const lineOf = (client: number) => lines[client - firstClient]!;
  const fanOut = new FanOut({
    requests,
    hops: world.journey.hops,
    tasks: stations,
    caller,
    first: callers[0]!,
    lineOf,
  });
  callers.push(fanOut);
  const clientOf = new Map<string, number>();
  for (const call of calls) {
    clientOf.set(call.name, entries.length);
    entries.push(new CallEntry({ ...world, service: call.service, fanOut: caller }));
    const sender = makeSender(call, world);
    lines.push(new CallLine(call.name, sender, patienceOf(call.timeoutMs, sender, world)));
  }
  stations.useCalls(fanOut, (own) => new CallStages(own, ({ name }) => clientOf.get(name)!));
  return lines;
}
