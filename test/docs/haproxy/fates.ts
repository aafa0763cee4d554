import { HaproxyConfigError } from '../../../src/haproxy/haproxy-config-error.ts';
import { parseHaproxyConfig } from '../../../src/haproxy/parse-config.ts';

/** Where a line or a word of a configuration stands. */
export type Place = 'global' | 'frontend' | 'backend' | 'server' | 'bind';

/** What becomes of it. */
export type Fate = 'modelled' | 'left out' | 'nothing to simulate' | 'refused' | 'dropped';

function config(at: Partial<Record<Place, string>>): string {
  return [
    ...['global', at.global ?? ''],
    ...['defaults', 'mode http', 'timeout connect 5s', 'timeout client 30s', 'timeout server 30s'],
    ...['frontend fe', `bind :80 ${at.bind ?? ''}`, 'default_backend be', at.frontend ?? ''],
    ...['backend be', at.backend ?? '', `server s1 10.0.0.1:80 ${at.server ?? 'check'}`, 'server s2 10.0.0.2:80 check'],
    ...['backend other', 'server s3 10.0.0.3:80', ''],
  ].join('\n');
}

function parsed(at: Partial<Record<Place, string>>) {
  const options = { file: 'haproxy.cfg', version: '2.6', name: 'haproxy', publish: [], startMs: 0 };
  return parseHaproxyConfig(config(at), options);
}

/** What becomes of `text` at its place, in a configuration that has `before` there. */
export function fateOf(place: Place, text: string, before: string): Fate {
  try {
    const without = parsed({ [place]: before });
    const joint = place === 'server' || place === 'bind' ? ' ' : '\n';
    const { spec, warnings } = parsed({ [place]: before === '' ? text : `${before}${joint}${text}` });
    const told = warnings
      .map(({ message }) => message)
      .filter((message) => !without.warnings.some((known) => known.message === message));
    if (JSON.stringify(spec) !== JSON.stringify(without.spec)) return 'modelled';
    if (told.some((message) => message.includes('is not modelled'))) return 'left out';
    return told.length > 0 ? 'nothing to simulate' : 'dropped';
  } catch (error) {
    if (error instanceof HaproxyConfigError) return 'refused';
    throw error;
  }
}
