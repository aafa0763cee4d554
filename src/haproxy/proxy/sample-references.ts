import type { ConfigLine } from '../grammar/config-line.ts';
import type { Report } from '../grammar/report.ts';
import { hasBackend, hasFrontend, type ProxySection } from './proxy.ts';

/** A sample that speaks of a proxy or a server by name: `nbsrv(web)`, `srv_is_up(web/s1)`. */
export interface SampleReference {
  readonly line: ConfigLine;
  readonly fetch: string;
  readonly argument: string;
  /** Which word of the line. */
  readonly at: number;
}

const ofBackends =
  /^(?:nbsrv|avg_queue|be_conn|be_conn_free|be_sess_rate|connslots|queue|srv_is_up|srv_conn|srv_conn_free|srv_queue|srv_sess_rate|srv_weight|srv_uweight|srv_iweight|fe_conn|fe_req_rate|fe_sess_rate)\(([^)]*)\)/;

/** The references in a line's words. */
export function referencesIn(line: ConfigLine): SampleReference[] {
  return line.from(1).flatMap((word, index) => {
    const match = ofBackends.exec(word);
    return match === null ? [] : [{ line, fetch: word.split('(')[0] ?? '', argument: match[1] ?? '', at: index + 1 }];
  });
}

/** Reports names that nothing has (haproxy 2.6: src/sample.c, `smp_resolve_args`). */
export function checkReferences(
  references: readonly SampleReference[],
  proxy: ProxySection,
  proxies: readonly ProxySection[],
  report: Report,
): void {
  for (const { line, fetch, argument, at } of references) {
    const where = `referenced in arg 1 of ACL keyword '${fetch}' in proxy '${proxy.name}'.`;
    const slash = argument.indexOf('/');
    const isOfServer = fetch.startsWith('srv_');
    const backendName = !isOfServer ? argument : slash < 0 ? proxy.name : argument.slice(0, slash);
    const kind = fetch.startsWith('fe_') ? 'frontend' : 'backend';
    const backend = proxies.find(
      (other) =>
        other.name === (backendName || proxy.name) && (kind === 'frontend' ? hasFrontend(other) : hasBackend(other)),
    );
    if (backend === undefined) report.alert(line, `unable to find ${kind} '${backendName}' ${where}`, at);
    else if (isOfServer) {
      const name = argument.slice(slash + 1);
      if (!backend.servers.some((server) => server.name === name))
        report.alert(line, `unable to find server '${name}' in proxy '${backend.name}', ${where}`, at);
    }
  }
}
