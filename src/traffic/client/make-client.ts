import type { ClientPool } from '../connection/client-pool.ts';
import type { Journey } from '../journey.ts';
import type { Caller } from '../journey-parties.ts';
import type { RequestTable } from '../request-table.ts';
import type { ClientSpec } from '../spec.ts';
import type { TrafficOptions } from '../traffic-options.ts';
import type { Client } from './client.ts';
import { ClosedClient } from './closed-client.ts';
import { OpenClient } from './open-client.ts';
import { PersistentSender } from './persistent-sender.ts';
import { type Sender, SendOnce } from './sender.ts';

export interface ClientWorld extends Pick<TrafficOptions, 'loop' | 'random' | 'durationMs' | 'startUnixMs'> {
  readonly requests: RequestTable;
  readonly journey: Journey;
  /** By `requests.caller`; the first of them records what ends. Whoever is made here and is a caller joins them. */
  readonly callers: Caller[];
  /** The client's connections; `null` = it keeps none. */
  readonly pool: ClientPool | null;
  seedOf(purpose: string): number;
}

const recorder = 0;

export function makeClient(spec: ClientSpec, index: number, world: ClientWorld): Client {
  const { callers } = world;
  const { arrivals } = spec;
  const sender = makeSender(spec, world);
  if (arrivals.kind !== 'closed') return new OpenClient({ ...world, spec, arrivals, index, caller: recorder, sender });
  const seed = world.seedOf(`${spec.name}/users`);
  const then = callers[recorder]!;
  const client = new ClosedClient({ ...world, spec, arrivals, index, caller: callers.length, then, seed, sender });
  callers.push(client);
  return client;
}

export function makeSender(
  policy: Pick<ClientSpec, 'retries' | 'hedge' | 'onTimeout'>,
  { callers, requests, journey, loop, pool }: ClientWorld,
): Sender {
  if (policy.retries === null && policy.hedge === null) return new SendOnce(journey, policy.onTimeout, pool);
  const sender = new PersistentSender({ policy, caller: callers.length, callers, loop, requests, journey, pool });
  callers.push(sender);
  return sender;
}
