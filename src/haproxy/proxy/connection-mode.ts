import { plainBackend } from '../../traffic/balancer/plain-balancer.ts';
import type { ServerConnections } from '../../traffic/spec.ts';
import type { ConfigLine } from '../grammar/config-line.ts';
import type { ProxySection } from './proxy.ts';

const modes: readonly string[] = ['http-keep-alive', 'http-server-close', 'httpclose'];
const reuses = ['never', 'safe', 'aggressive', 'always'] as const;

export function isConnectionMode(option: string): option is ServerConnections['mode'] {
  return modes.includes(option);
}

/** The last one named holds; taking that one back leaves the default. */
export function readConnectionMode(option: ServerConnections['mode'], line: ConfigLine, proxy: ProxySection): void {
  const { mode } = proxy.connections;
  if (!line.negated) proxy.connections = { ...proxy.connections, mode: option };
  else if (mode === option) proxy.connections = { ...proxy.connections, mode: plainBackend.connections.mode };
}

/** The word is one of those. */
export function readReuse(line: ConfigLine, proxy: ProxySection): void {
  const reuse = reuses.find((each) => each === line.word(1));
  if (reuse !== undefined) proxy.connections = { ...proxy.connections, reuse };
}
