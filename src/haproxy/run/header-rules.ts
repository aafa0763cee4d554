import type { ResponseHeader } from '../../traffic/spec.ts';
import type { Report } from '../grammar/report.ts';
import { type AnsweringServer, decide } from '../proxy/condition.ts';
import { formatFor, readLogFormat } from '../proxy/log-format.ts';
import type { HeaderRule } from '../proxy/proxy.ts';

/**
 * The headers that rules put on the response of each server. A rule can look only at which server answered, so what it does is known
 * beforehand; one that looks at anything else is left out with a warning.
 */
export function toResponseHeaders(
  rules: readonly HeaderRule[],
  servers: readonly AnsweringServer[],
  backend: string,
  report: Report,
): ResponseHeader[] {
  const known = rules.filter((rule) => isKnown(rule, servers, backend, report));
  const perServer = servers.map((server) => ({ id: server.id, headers: headersOf(known, server, backend) }));
  const [first] = perServer;
  if (first === undefined) return [];
  if (perServer.every(({ headers }) => same(headers, first.headers)))
    return first.headers.map((header) => ({ ...header, ifServerId: null }));
  return perServer.flatMap(({ id, headers }) => headers.map((header) => ({ ...header, ifServerId: id })));
}

interface Header {
  readonly name: string;
  readonly value: string;
}

function isKnown(rule: HeaderRule, servers: readonly AnsweringServer[], backend: string, report: Report): boolean {
  const { condition, line } = rule;
  if (condition !== null && servers.some((server) => decide(condition, server) === null)) {
    report.leaveOut(line, `${line.word(0)} with a condition on anything but the server`);
    return false;
  }
  const parts = readLogFormat(rule.value);
  if (servers.some((server) => formatFor(parts, server, backend) === null)) {
    report.leaveOut(line, `${line.word(0)} with a value made from anything but the server`);
    return false;
  }
  return true;
}

function headersOf(rules: readonly HeaderRule[], server: AnsweringServer, backend: string): Header[] {
  let headers: Header[] = [];
  for (const { action, name, value, condition } of rules) {
    if (condition !== null && decide(condition, server) !== true) continue;
    if (action !== 'add') headers = headers.filter((header) => header.name.toLowerCase() !== name.toLowerCase());
    if (action !== 'delete') headers.push({ name, value: formatFor(readLogFormat(value), server, backend) ?? '' });
  }
  return headers;
}

function same(a: readonly Header[], b: readonly Header[]): boolean {
  return (
    a.length === b.length && a.every(({ name, value }, index) => name === b[index]?.name && value === b[index]?.value)
  );
}
