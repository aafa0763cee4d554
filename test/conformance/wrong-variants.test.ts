import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import type { NodeInfo } from '../../src/swarm/scheduler/node-info.ts';
import { spread } from '../../src/swarm/scheduler/strategies/spread.ts';
import type { PlacementGroup, PlacementStrategy } from '../../src/swarm/scheduler/strategy.ts';
import { placementBy } from './families/placement.ts';

const file: unknown = JSON.parse(readFileSync(new URL('../golden/swarmkit/placement-1.json', import.meta.url), 'utf8'));

function failing(strategy: PlacementStrategy): number {
  return [...placementBy(strategy).run(file)].filter(({ passed }) => !passed).length;
}

/** Spread, but told something wrong of the group. */
function misled(change: (group: PlacementGroup) => Partial<PlacementGroup>, strategy = spread as PlacementStrategy) {
  return { name: 'wrong', place: (group: PlacementGroup) => strategy.place(changed(group, change(group))) };
}

function changed<T extends object>(whole: T, change: Partial<T>): T {
  return new Proxy(whole, { get: (_, key) => ownOr(change, whole, key) });
}

function ownOr(changed: object, group: object, key: string | symbol): unknown {
  const value: unknown = Reflect.get(key in changed ? changed : group, key);
  return typeof value === 'function' ? value.bind(key in changed ? changed : group) : value;
}

/** Takes the first that passes, again and again. */
const firstFit: PlacementStrategy = {
  name: 'wrong',
  place(group) {
    group.nodes.visit((node) => {
      while (group.remaining > 0 && group.passes(node)) group.assign(node);
      return group.remaining === 0;
    });
  },
};

/** The fewest tasks of the service, whatever else is on the node. */
const withoutTotals: PlacementStrategy = {
  name: 'wrong',
  place(group) {
    const count = (node: NodeInfo) => node.activeOf(group.task.serviceId);
    while (group.remaining > 0) {
      let best: NodeInfo | null = null;
      group.nodes.visit((node) => {
        if (group.passes(node) && (best === null || count(node) < count(best))) best = node;
        return false;
      });
      if (best === null) return;
      group.assign(best);
    }
  },
};

describe('a wrong variant of the placement rule is found out:', () => {
  it('failures are ignored', () => {
    const hourMs = 3_600_000;
    expect(failing(misled(({ nowMs }) => ({ nowMs: nowMs + hourMs })))).toBeGreaterThanOrEqual(8);
  });

  it('preferences are ignored', () => {
    const variant = misled(({ task }) => ({
      task: { ...task, spec: { ...task.spec, placement: { ...task.spec.placement, preferences: [] } } },
    }));
    expect(failing(variant)).toBeGreaterThanOrEqual(8);
  });

  it('nodes that can take nothing are left out of the branches', () => {
    const variant = misled((group) => {
      const { nodes } = group;
      return { nodes: changed(nodes, { visit: (visit) => nodes.visit((node) => group.fits(node) && visit(node)) }) };
    }, spread.byScan);
    expect(failing(variant)).toBeGreaterThanOrEqual(8);
  });

  it('the first node that passes is filled', () => {
    expect(failing(firstFit)).toBeGreaterThanOrEqual(8);
  });

  it('the total of tasks does not break ties', () => {
    expect(failing(withoutTotals)).toBeGreaterThanOrEqual(8);
  });
});
