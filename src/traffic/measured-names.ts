import type { CallSpec, ClientSpec } from './spec.ts';

/** Whose requests are measured by themselves: clients, calls between services, and the classes of clients' requests (CLIENT/CLASS). */
export function measuredNames(clients: readonly ClientSpec[], calls: readonly CallSpec[]): string[] {
  return [
    ...[...clients, ...calls].map(({ name }) => name),
    ...clients.flatMap(({ name, classes = [] }) => classes.map((each) => `${name}/${each.name}`)),
  ];
}
