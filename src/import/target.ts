import { compareNatural } from '../docker/text/natural-order.ts';
import type { Entry } from './text-file.ts';

type Services = ReadonlyMap<string, Entry>;

/** Where a client's requests go: what `to` says, and the service behind it (`null` = none that is known). */
export interface ImportTarget {
  readonly to: string;
  readonly service: string | null;
  readonly notes: readonly string[];
}

/** What `--to` says, else the first port that a service publishes on all nodes. `null` = there is none. */
export function targetOf(to: string | null, services: Services): ImportTarget | null {
  const published = [...services]
    .sort(([a], [b]) => compareNatural(a, b))
    .flatMap(([service, entry]) => portsOf(entry).map((port) => ({ service, port })));
  if (to !== null) {
    const [first, name] = to.split(':');
    const port = Number(to.split(':').at(-1));
    const service = first === 'service' ? name : published.find((each) => each.port === port)?.service;
    return { to, service: service !== undefined && services.has(service) ? service : null, notes: [] };
  }
  const [first, ...others] = published;
  if (first === undefined) return null;
  const list = others.map(({ service, port }) => `nodes:${port} (${service})`).join(', ');
  const note = `requests are sent to nodes:${first.port} (${first.service}); --to takes others: ${list}`;
  return { to: `nodes:${first.port}`, service: first.service, notes: others.length === 0 ? [] : [note] };
}

/** Published TCP ports of the mesh, as `8080:80` or in the long form. */
function portsOf({ ports }: Entry): number[] {
  if (!Array.isArray(ports)) return [];
  return ports.flatMap((port: unknown) => {
    if (typeof port === 'string') return Number(/^(?:.*:)?(\d+):\d+(?:\/tcp)?$/.exec(port)?.[1] ?? Number.NaN) || [];
    const { published, protocol = 'tcp', mode = 'ingress' } = port as Entry;
    return typeof published === 'number' && protocol === 'tcp' && mode === 'ingress' ? published : [];
  });
}
