import type { LinkEnd, LinkSpec, NetworkSpec } from '../simulation/vocabulary.ts';
import type { Path } from './path.ts';
import type { ProblemList } from './problem-list.ts';
import { suggestion } from './suggest.ts';
import type { WrittenScenario } from './written/scenario-schema.ts';

type Written = Pick<NonNullable<WrittenScenario['network']>, 'links' | 'zones'>;

/** Where links can lead. */
export interface LinkPlaces {
  readonly machines: readonly { readonly name: string; readonly labels: Readonly<Record<string, string>> }[];
  readonly balancers: readonly string[];
}

/** `network.zones` and `network.links`. */
export function readLinks(
  { links = [], zones }: Written,
  places: LinkPlaces,
  problems: ProblemList,
): Pick<NetworkSpec, 'links'> {
  if (links.length === 0 && zones === undefined) return {};
  if (zones !== undefined) checkLabel(zones.label, places, ['network', 'zones', 'label'], problems);
  const read = links.map(({ between, latency }, index): LinkSpec => {
    const path = ['network', 'links', index, 'between'];
    if (between.length !== 2) problems.add(path, `a link has two ends, found ${between.length}`);
    const [first = '', second = first] = between;
    const ends: LinkSpec['between'] = [
      endOf(first, places, [...path, 0], problems),
      endOf(second, places, [...path, 1], problems),
    ];
    if (ends.every(({ kind }) => kind === 'balancer'))
      problems.add(path, 'nothing goes from a balancer to a balancer: one end must be a machine');
    return { between: ends, latencyMs: latency };
  });
  return {
    links: { links: read, zones: zones === undefined ? null : { label: zones.label, latencyMs: zones.between } },
  };
}

function endOf(written: string, { machines, balancers }: LinkPlaces, path: Path, problems: ProblemList): LinkEnd {
  const [label = '', ...value] = written.split('=');
  if (value.length > 0) {
    const end = { kind: 'label', label: label.trim(), value: value.join('=').trim() } as const;
    if (!machines.some(({ labels }) => labels[end.label] === end.value))
      problems.add(path, `no machine has the label ${end.label}=${end.value}`);
    return end;
  }
  if (balancers.includes(written)) return { kind: 'balancer', name: written };
  const names = machines.map(({ name }) => name);
  if (!names.includes(written)) {
    const known = [...names, ...balancers];
    problems.add(path, `"${written}" is no machine, no LABEL=VALUE and no balancer${suggestion(written, known)}`);
  }
  return { kind: 'node', name: written };
}

function checkLabel(label: string, { machines }: LinkPlaces, path: Path, problems: ProblemList): void {
  const labels = [...new Set(machines.flatMap((machine) => Object.keys(machine.labels)))];
  if (!labels.includes(label)) problems.add(path, `no machine has a label "${label}"${suggestion(label, labels)}`);
}
