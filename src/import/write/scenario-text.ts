import { formatGoDuration } from '../../docker/units/go-duration.ts';
import type { Entry } from '../text-file.ts';
import { type ImageDraft, imageLines } from './image-lines.ts';
import { block, comment, flow } from './yaml-text.ts';

/** A scenario that is about to be written. */
export interface ScenarioDraft {
  /** Names of the files that it is made of. */
  readonly sources: readonly string[];
  readonly nodes: readonly Entry[];
  readonly nodesAreAssumed: boolean;
  readonly services: ReadonlyMap<string, Entry>;
  readonly servicesAreAssumed: boolean;
  readonly images: readonly ImageDraft[];
  /** `null` = no log was given. */
  readonly client: ClientDraft | null;
  /** Where requests could be sent, for the client that is only proposed. */
  readonly possibleTarget: string | null;
  /** What was left out, and what to know. */
  readonly notes: readonly string[];
}

export interface ClientDraft {
  readonly to: string;
  /** Of the logs. */
  readonly lengthMs: number;
  readonly requests: number;
  readonly arrivals: readonly string[];
  readonly comments: readonly string[];
}

/** Services are placed, and their containers started, before requests come. */
export const leadMs = 30_000;
const durationWithoutClientMs = 300_000;

/** The scenario's text: what was measured, what is assumed and what was left out stand in its comments. */
export function scenarioText(draft: ScenarioDraft): string {
  const { client } = draft;
  const durationMs =
    client === null ? durationWithoutClientMs : leadMs + 1000 * (Math.floor(client.lengthMs / 1000) + 1);
  const sections = [
    headLines(draft),
    [
      'name: imported',
      `duration: ${formatGoDuration(durationMs)}`,
      ...(client === null ? [] : [`warmup: ${formatGoDuration(leadMs)}                     # until requests come`]),
    ],
    [
      'cluster:',
      draft.nodesAreAssumed ? '  nodes:                        # assumed: no nodes were given' : '  nodes:',
      ...draft.nodes.map((node) => `    - ${flow(node)}`),
    ],
    ['images:', ...draft.images.flatMap(imageLines)],
    [
      draft.servicesAreAssumed
        ? 'services:                       # assumed: none was given that can be simulated'
        : 'services:',
      ...[...draft.services].flatMap(([name, entry]) => block({ [name]: entry }, 2)),
    ],
    client === null ? proposedClient(draft) : clientLines(client),
    whatIfLines(draft, durationMs),
  ];
  return `${sections.map((lines) => lines.join('\n')).join('\n\n')}\n`;
}

function headLines({ sources, notes }: ScenarioDraft): string[] {
  return [
    ...comment(`Made by seatrial import of ${sources.join(', ')}.`),
    ...comment('Tasks are placed anew at time 0, as Swarm would place them: where they run now is not taken over.'),
    ...comment('"assumed" marks what no file says: docs/how-to/calibrate.md tells how to measure it.'),
    ...notes.flatMap((note) => comment(`- ${note}`)),
  ];
}

function clientLines({ to, lengthMs, requests, arrivals, comments }: ClientDraft): string[] {
  return [
    'traffic:',
    ...comment(`${requests} requests in ${formatGoDuration(Math.round(lengthMs))}`, 2),
    ...comments.flatMap((line) => comment(line, 2)),
    '  - name: clients',
    `    to: ${to}`,
    `    from: ${formatGoDuration(leadMs)}`,
    ...arrivals,
  ];
}

function proposedClient({ possibleTarget }: ScenarioDraft): string[] {
  return [
    '# No log was given, hence no traffic. To add some:',
    '# traffic:',
    `#   - { name: clients, to: ${possibleTarget ?? 'nodes:8080'}, from: 10s, arrivals: { poisson: { rate: 50/s } } }`,
  ];
}

function whatIfLines({ nodes }: ScenarioDraft, durationMs: number): string[] {
  const active = nodes.filter(({ availability }) => availability === undefined);
  const node = active.findLast(({ role }) => role === undefined) ?? active.at(-1);
  const atMs = 1000 * Math.floor(durationMs / 3000);
  return [
    '# What if? Take the # away, run it again, and compare:',
    '# timeline:',
    `#   - { at: ${formatGoDuration(atMs)}, run: docker node update --availability drain ${nameOf(node)} }`,
  ];
}

/** With `count` the first of them. */
function nameOf(node: Entry | undefined): string {
  return node === undefined ? 'NODE' : `${node.name}${node.count === undefined ? '' : 1}`;
}
