import { stringify } from 'yaml';
import { loadScenario } from '../../src/scenario/load-scenario.ts';
import type { Scenario } from '../../src/simulation/scenario.ts';

/** A scenario as it is written: the file's content, and that of the `haproxy.cfg` beside it. */
export interface Written {
  readonly scenario: Readonly<Record<string, unknown>> & { readonly timeline: readonly WrittenEntry[] };
  /** `null` = it has no balancer. */
  readonly haproxy: string | null;
}

export type WrittenEntry = Readonly<Record<string, string | number | readonly string[]>> & { readonly at: string };

export const haproxyFile = 'haproxy.cfg';

export function textOf({ scenario }: Written): string {
  // Anchors would hide what is where.
  return stringify(scenario, { aliasDuplicateObjects: false });
}

/** Through its text: what is searched is what a user's file says. */
export function load(written: Written): Scenario {
  const files = { read: (path: string) => (path.endsWith(haproxyFile) ? (written.haproxy ?? '') : textOf(written)) };
  return loadScenario(files, 'scenario.yaml', []).scenario;
}

/** The same, saying of the entries at these places in the timeline how they end. */
export function expectingExits(written: Written, exits: ReadonlyMap<number, number>): Written {
  const timeline = written.scenario.timeline.map((entry, index) => {
    const code = exits.get(index);
    return code === undefined ? entry : { ...entry, expect_exit: code };
  });
  return { ...written, scenario: { ...written.scenario, timeline } };
}
