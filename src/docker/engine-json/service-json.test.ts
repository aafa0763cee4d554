import { describe, expect, it } from 'vitest';
import { parseCommand } from '../parse-command.ts';
import { changeService } from '../syntax/service/change-service.ts';
import recorded from '../testing/client-28-service-specs.json' with { type: 'json' };
import updates from '../testing/client-28-service-updates.json' with { type: 'json' };
import { compareText } from '../text/natural-order.ts';
import { serviceSpecJson } from './service-json.ts';

/** What the client sends and the simulation has no use for; or what the engine fills in. */
const notSimulated = new Set(['Init', 'TTY', 'DNSConfig', 'Isolation']);

/** Without what is empty and what is not simulated. */
function essence(value: unknown): unknown {
  // The client lists generic resources in no fixed order.
  if (Array.isArray(value)) return value.map(essence).sort(byKind);
  if (typeof value !== 'object' || value === null) return value;
  const entries = Object.entries(value)
    .filter(([key]) => !notSimulated.has(key))
    .map(([key, each]) => [key, essence(each)] as const)
    .filter(([, each]) => !isNothing(each));
  return Object.fromEntries(entries);
}

function byKind(a: unknown, b: unknown): number {
  const kindOf = (each: unknown): string =>
    (each as { DiscreteResourceSpec?: { Kind: string } })?.DiscreteResourceSpec?.Kind ?? '';
  return compareText(kindOf(a), kindOf(b));
}

function isNothing(value: unknown): boolean {
  return (
    value === '' || value === 0 || (typeof value === 'object' && value !== null && Object.keys(value).length === 0)
  );
}

/** The engine's own defaults for what the client leaves open. */
const engineDefaults: Readonly<Record<string, unknown>> = {
  Replicated: { Replicas: 1 },
  ReplicatedJob: { MaxConcurrent: 1, TotalCompletions: 1 },
};

function sent(body: { readonly Mode: object }): unknown {
  const mode = Object.entries(body.Mode).map(([kind, value]) => [
    kind,
    isNothing(value) ? (engineDefaults[kind] ?? {}) : value,
  ]);
  return essence({ ...body, Mode: Object.fromEntries(mode) });
}

describe('service create sends what docker CLI 28.2.2 sends', () => {
  it.each(recorded)('$line', ({ line, body }) => {
    const { form } = parseCommand(line);
    if (form.kind !== 'service create') throw new Error('not a service create');
    expect(essence(serviceSpecJson(form.spec, false))).toEqual(sent(body));
  });
});

describe('service update sends what docker CLI 28.2.2 sends', () => {
  it.each(updates)('$line', ({ create, line, body }) => {
    const before = parseCommand(create).form;
    const update = parseCommand(line).form;
    if (before.kind !== 'service create' || update.kind !== 'service update')
      throw new Error('not a create and an update');
    const after = changeService(before.spec, update.flags, (network) => network);
    expect(essence(serviceSpecJson(after, false))).toEqual(sent(body));
  });
});
