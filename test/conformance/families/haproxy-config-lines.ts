import { checkHaproxyConfig } from '../../../src/haproxy/check-haproxy-config.ts';
import type { CaseResult, Family, GoldenFile } from '../family.ts';

interface RecordedLine {
  readonly id: string;
  readonly config: { readonly section: string; readonly line: string };
  readonly outputs: readonly [
    { readonly accepted: boolean; readonly messages: readonly (readonly ['alert' | 'warning', string])[] },
  ];
}

const recordedVersion = '2.6.12';
/** How the recorded messages call the configuration's file. */
const file = 'FILE';

/** Which configuration lines HAProxy takes, and the first thing that it says against the others. */
export const haproxyConfigLines: Family = {
  name: 'haproxy config lines',
  accepts: (golden: GoldenFile) => golden.family === 'config_lines',
  *run(golden: unknown): Iterable<CaseResult> {
    for (const recorded of (golden as { cases: readonly RecordedLine[] }).cases) yield runLine(recorded);
  },
};

function runLine({ id, config: { section, line }, outputs: [recorded] }: RecordedLine): CaseResult {
  const { problems } = checkHaproxyConfig(configurationAround(section, line), { file, version: recordedVersion });
  const [firstAlert] = recorded.messages.filter(([level]) => level === 'alert').map(([, message]) => message);
  const wanted = {
    accepted: recorded.accepted,
    ...(firstAlert === undefined ? {} : { firstAlert: firstAlert.trim() }),
  };
  const said = {
    accepted: problems.length === 0,
    ...(firstAlert === undefined ? {} : { firstAlert: problems[0]?.message.trim() }),
  };
  if (JSON.stringify(said) === JSON.stringify(wanted)) return { id, passed: true };
  const difference = `${section}: '${line}': recorded ${JSON.stringify(wanted)}, read ${JSON.stringify(said)}`;
  return { id, passed: false, difference };
}

/** The configuration that each recorded line was put into: one frontend `fe` that leads to a backend `be` of two servers. */
function configurationAround(section: string, line: string): string {
  const inside = (name: string) => (section === name ? [line] : []);
  const address = section === 'server address' ? line : '127.0.0.5:80';
  const parameters = section === 'server parameters' ? line : '';
  return [
    'global',
    ...inside('global'),
    'defaults',
    'mode http',
    'timeout connect 5s',
    'timeout client 5s',
    'timeout server 5s',
    'frontend fe',
    'bind *:8080',
    'default_backend be',
    ...inside('frontend'),
    'backend be',
    ...inside('backend'),
    `server s1 ${address} ${parameters}`,
    'server s2 127.0.0.6:80 check',
    '',
  ].join('\n');
}
