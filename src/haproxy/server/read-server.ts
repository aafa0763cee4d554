import { didYouMean } from '../grammar/best-match.ts';
import type { ConfigLine } from '../grammar/config-line.ts';
import type { Report } from '../grammar/report.ts';
import { serverFlags, serverKeywordsWithValue } from '../keywords/server-keywords.ts';
import type { ProxySection } from '../proxy/proxy.ts';
import { AddressError, parseAddress } from './address.ts';
import type { Server, ServerSettings } from './server.ts';
import { ServerKeywordError } from './server-keyword.ts';
import { serverKeywords } from './server-keywords.ts';

const allKeywords = [...serverKeywordsWithValue, ...serverFlags];
/** What the model does, or what has no bearing on it. The others are named in a warning. */
const modelled = new Set(
  'weight maxconn minconn maxqueue check no-check inter fastinter downinter fall rise backup no-backup disabled enabled id slowstart observe error-limit on-error on-marked-down port'.split(
    ' ',
  ),
);

/** Names of machines are always resolved here; nobody logs to a server, or looks for it in a stick table. */
const withoutEffect = new Set('init-addr log-proto resolve-prefer resolve-opts stick non-stick'.split(' '));

/** `server NAME ADDR[:PORT] …` (haproxy 2.6: src/server.c, `parse_server`). */
export function readServer(line: ConfigLine, proxy: ProxySection, report: Report): void {
  const [name, address] = [line.word(1), line.word(2)];
  if (name === '' || address === '') {
    report.alert(line, "'server' expects <name> and <addr>[:<port>] as arguments.");
    return;
  }
  const strange = strangeCharacter(name);
  if (strange !== null) {
    report.alert(line, `character '${strange}' is not permitted in server name '${name}'.`, 1);
    return;
  }
  const prefix = `'server ${proxy.name}/${name}' : `;
  const place = addressOf(line, 2, prefix, report);
  if (place === null) return;
  const settings = readSettings(line, 3, proxy.defaultServer, { prefix, name, report });
  if (settings !== null) proxy.servers.push({ ...settings, name, line, host: place.host, port: place.ports.first });
}

/** `server-template PREFIX 1-3 ADDR[:PORT] …`: servers PREFIX1, PREFIX2, … */
export function readServerTemplate(line: ConfigLine, proxy: ProxySection, report: Report): void {
  const [name, range, address] = [line.word(1), line.word(2), line.word(3)];
  if (name === '' || range === '' || address === '') {
    report.alert(line, "'server-template' expects <prefix> <nb | range> <addr>[:<port>] as arguments.");
    return;
  }
  const [, low = '', high] = /^(\d+)(?:-(\d+))?$/.exec(range) ?? [];
  const [first, last] = high === undefined ? [1, Number(low)] : [Number(low), Number(high)];
  if (low === '' || first < 1 || last < first) {
    report.alert(line, `Wrong server-template number or range arg '${range}'.`, 2);
    return;
  }
  const prefix = `'server ${proxy.name}/(null)' : `;
  const place = addressOf(line, 3, prefix, report);
  if (place === null) return;
  const settings = readSettings(line, 4, proxy.defaultServer, { prefix, name, report });
  if (settings === null) return;
  for (let number = first; number <= last; number += 1) {
    const server: Server = { ...settings, name: `${name}${number}`, line, host: place.host, port: place.ports.first };
    proxy.servers.push(server);
  }
}

/** `default-server …`: for the servers after it. */
export function readDefaultServer(line: ConfigLine, proxy: ProxySection, report: Report): void {
  const context = { prefix: '', name: 'default-server', report };
  const settings = readSettings(line, 1, proxy.defaultServer, context);
  if (settings !== null) proxy.defaultServer = settings;
}

function addressOf(line: ConfigLine, index: number, prefix: string, report: Report) {
  const text = line.word(index);
  try {
    return parseAddress(text, { portIsNeeded: false, takesOffset: true, takesRange: false });
  } catch (error) {
    if (!(error instanceof AddressError)) throw error;
    report.alert(line, `${prefix}${error.message}`, index);
  }
  return null;
}

function readSettings(
  line: ConfigLine,
  from: number,
  inherited: ServerSettings,
  { prefix, name, report }: { readonly prefix: string; readonly name: string; readonly report: Report },
): ServerSettings | null {
  let settings = inherited;
  let index = from;
  while (index < line.length) {
    const keyword = line.word(index);
    const problem = problemWith(keyword, settings, prefix === '');
    if (problem !== null) {
      report.alert(line, `${prefix}${problem}`, index);
      return null;
    }
    if (prefix === '' && keyword === 'id') {
      report.warn(line, "'id' option is not accepted in default-server sections");
      index += 2;
      continue;
    }
    try {
      const read = serverKeywords.get(keyword);
      settings = { ...settings, ...read?.({ line, index, value: line.word(index + 1), server: name, report }) };
    } catch (error) {
      if (!(error instanceof ServerKeywordError)) throw error;
      report.alert(line, `${prefix}${error.message}`, index);
      return null;
    }
    if (withoutEffect.has(keyword)) report.noEffect(line, `${keyword} of a server`);
    else if (!modelled.has(keyword)) report.leaveOut(line, `${keyword} of a server`);
    index += keyword === 'source' ? line.length : serverKeywordsWithValue.includes(keyword) ? 2 : 1;
  }
  return { ...settings, maxConnections: Math.max(settings.maxConnections, settings.minConnections) };
}

function problemWith(keyword: string, settings: ServerSettings, isDefault: boolean): string | null {
  if (keyword === 'usesrc' && !settings.hasSource) return "'usesrc' only allowed after a 'source' statement..";
  if (allKeywords.includes(keyword)) return null;
  const hint = isDefault ? ' Hint: no address was expected for this server.' : '';
  return `unknown keyword '${keyword}'${didYouMean(keyword, allKeywords) || '.'}${hint}`;
}

/** HAProxy's names of proxies, servers and ACLs have letters, digits, and - _ . : inside. */
export function strangeCharacter(name: string): string | null {
  return /[^\w.:-]/.exec(name)?.[0] ?? null;
}
