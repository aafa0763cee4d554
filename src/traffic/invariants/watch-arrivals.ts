import type { EventLoop } from '../../kernel/event-loop.ts';
import { Fingerprint } from '../../metrics/fingerprint.ts';
import type { ClientSpec } from '../spec.ts';
import type { Traffic } from '../traffic.ts';
import { sendsAttempts } from './sends-attempts.ts';
import { tapAfter } from './tap.ts';

/**
 * Prints of what is a request's own – when it leaves, what it asks for, what it chooses by –, over all requests of each client that sends whatever
 * becomes of them: runs under one seed must agree in them, whatever else differs (common random numbers). To be called before anything
 * happens.
 *
 * @param clients as the traffic has them
 * @returns the prints as they are now, by client
 */
export function watchArrivals(
  { parts, clientNames }: Traffic,
  clients: readonly ClientSpec[],
  loop: EventLoop,
): () => ReadonlyMap<string, string> {
  const prints = new Map(
    clients.filter(({ arrivals }) => arrivals.kind !== 'closed').map(({ name }) => [name, new Fingerprint()]),
  );
  const printOf = clientNames.map((name) => prints.get(name));
  const { requests } = parts;
  const left: number[] = [];
  tapAfter(requests, 'begin', (slot, client, caller) => {
    if (printOf[client] !== undefined && !sendsAttempts(parts, caller)) left.push(slot);
  });
  const before = loop.afterEvent;
  loop.afterEvent = () => {
    before?.();
    for (const slot of left) {
      const print = printOf[requests.client[slot]!]!;
      print.number(requests.bornMs[slot]!);
      print.number(requests.demandKey[slot]!);
      print.number(requests.choiceSeed[slot]!);
    }
    left.length = 0;
  };
  return () => new Map([...prints].map(([name, print]) => [name, print.digest()]));
}
