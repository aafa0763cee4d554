import type { ConfigLine } from '../grammar/config-line.ts';
import type { Report } from '../grammar/report.ts';
import { lenientInteger } from '../grammar/timer.ts';
import type { ProxySection } from './proxy.ts';

/** `maxconn` of a frontend: it counts for the `fullconn` of its backends. */
export function readMaxConnections(line: ConfigLine, proxy: ProxySection, report: Report): void {
  proxy.maxConnections = lenientInteger(line.word(1));
  report.leaveOut(line, 'maxconn of a frontend');
}

export function readFullConnections(line: ConfigLine, proxy: ProxySection): void {
  proxy.fullConnections = lenientInteger(line.word(1));
}
