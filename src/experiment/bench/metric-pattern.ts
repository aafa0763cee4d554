import { metricName } from '../summary-values.ts';

/** `p99(shoppers)`, `p99`, `*` */
export const metricPattern = /^(?:\*|[a-z_][a-z_0-9]*(?:\([^()]+\))?)$/;

export function fits(pattern: string, name: string): boolean {
  return pattern === '*' || pattern === name || pattern === metricName(name);
}
