import { parseInt64 } from '../../units/go-number.ts';

const types: readonly string[] = [
  ...[
    'core',
    'cpu',
    'data',
    'fsize',
    'locks',
    'memlock',
    'msgqueue',
    'nice',
    'nofile',
    'nproc',
    'rss',
    'rtprio',
    'rttime',
  ],
  ...['sigpending', 'stack'],
];

/** Checks a value of `--ulimit`, `type=soft[:hard]`; nothing of it is simulated. @throws {Error} go-units' text */
export function checkUlimit(text: string): string {
  const equals = text.indexOf('=');
  if (equals === -1) throw new Error(`invalid ulimit argument: ${text}`);
  const type = text.slice(0, equals);
  if (!types.includes(type)) throw new Error(`invalid ulimit type: ${type}`);
  const limits = text.slice(equals + 1).split(':');
  if (limits.length > 2) {
    throw new Error(
      `too many limit value arguments - ${text.slice(equals + 1)}, can only have up to two, \`soft[:hard]\``,
    );
  }
  const [soft = 0, hard] = limits.map(parseInt64);
  if (hard !== undefined && hard !== -1 && (soft === -1 || soft > hard)) {
    throw new Error(`ulimit soft limit must be less than or equal to hard limit: ${soft} > ${hard}`);
  }
  return text;
}
