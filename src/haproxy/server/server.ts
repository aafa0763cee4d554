import type { ObservedTraffic } from '../../traffic/spec.ts';
import type { ConfigLine } from '../grammar/config-line.ts';

/** What a `server` line says beside its name and address; a `default-server` line says it for those after it. */
export interface ServerSettings {
  readonly weight: number;
  readonly maxConnections: number;
  readonly minConnections: number;
  /** 0 = unlimited. */
  readonly maxQueue: number;
  /** 0 = it is warm at once. */
  readonly slowStartMs: number;
  readonly observe: 'none' | 'layer4' | 'layer7';
  readonly errorLimit: number;
  readonly onError: ObservedTraffic['onError'];
  /** `on-marked-down shutdown-sessions` */
  readonly cutsWhenDown: boolean;
  readonly check: boolean;
  readonly agentCheck: boolean;
  readonly agentPort: number;
  /** `agent-port` says it, else `port` does. */
  readonly hasAgentPort: boolean;
  readonly intervalMs: number;
  /** 0 = as `inter`. */
  readonly fastIntervalMs: number;
  readonly downIntervalMs: number;
  readonly fall: number;
  readonly rise: number;
  /** 0 = the port that it serves on. */
  readonly checkPort: number;
  readonly checksElsewhere: boolean;
  readonly backup: boolean;
  readonly disabled: boolean;
  readonly id: number | null;
  /** `[backend/]server` */
  readonly track: string | null;
  readonly resolvers: string | null;
  readonly tls: boolean;
  readonly verifiesTls: boolean;
  readonly hasCaFile: boolean;
  readonly hasSource: boolean;
  /** `init-addr` allows it to start with a name that nobody resolves. */
  readonly startsUnresolved: boolean;
}

export const noServerSettings: ServerSettings = {
  weight: 1,
  maxConnections: 0,
  minConnections: 0,
  maxQueue: 0,
  slowStartMs: 0,
  observe: 'none',
  errorLimit: 10,
  onError: 'fail-check',
  cutsWhenDown: false,
  check: false,
  agentCheck: false,
  agentPort: 0,
  hasAgentPort: false,
  intervalMs: 2000,
  fastIntervalMs: 0,
  downIntervalMs: 0,
  fall: 3,
  rise: 2,
  checkPort: 0,
  checksElsewhere: false,
  backup: false,
  disabled: false,
  id: null,
  track: null,
  resolvers: null,
  tls: false,
  verifiesTls: true,
  hasCaFile: false,
  hasSource: false,
  startsUnresolved: false,
};

export interface Server extends ServerSettings {
  readonly name: string;
  readonly line: ConfigLine;
  readonly host: string;
  readonly port: number;
}
