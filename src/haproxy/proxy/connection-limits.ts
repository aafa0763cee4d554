import type { ConfigLine } from '../grammar/config-line.ts';
import { lenientInteger } from '../grammar/timer.ts';
import type { ProxySection } from './proxy.ts';

/** `maxconn` of a frontend: it counts for the `fullconn` of its backends as well. */
export function readMaxConnections(line: ConfigLine, proxy: ProxySection): void {
  proxy.maxConnections = lenientInteger(line.word(1));
}

export function readFullConnections(line: ConfigLine, proxy: ProxySection): void {
  proxy.fullConnections = lenientInteger(line.word(1));
}
