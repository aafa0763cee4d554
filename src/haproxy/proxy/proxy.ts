import { plainBackend, plainHttpCheck } from '../../traffic/balancer/plain-balancer.ts';
import type { HashType, HttpCheck, RetryReasons, ServerConnections } from '../../traffic/spec.ts';
import type { ConfigLine } from '../grammar/config-line.ts';
import { noServerSettings, type Server, type ServerSettings } from '../server/server.ts';
import type { Condition } from './condition.ts';
import type { SampleReference } from './sample-references.ts';

export type ProxyKind = 'defaults' | 'frontend' | 'backend' | 'listen';

/** A rule that puts a header on responses. */
export interface HeaderRule {
  readonly line: ConfigLine;
  readonly action: 'add' | 'set' | 'delete';
  readonly name: string;
  /** A log format: `%s`, `%[srv_id]`… */
  readonly value: string;
  /** `null` = always. */
  readonly condition: Condition | null;
}

export interface BackendRule {
  readonly line: ConfigLine;
  readonly backend: string;
  readonly condition: Condition | null;
}

/** An `http-request` rule with which HAProxy answers by itself, or lets a request pass. */
export interface AnswerRule {
  readonly line: ConfigLine;
  readonly action: 'allow' | 'deny' | 'tarpit' | 'return' | 'redirect';
  readonly status: number;
  /** `null` = always. */
  readonly condition: Condition | null;
}

/** What a `defaults` section hands on to the proxies after it. */
export interface Inherited {
  mode: 'http' | 'tcp';
  /** The words after `balance`; `null` = none given. */
  balance: { readonly name: string; readonly line: ConfigLine } | null;
  hashType: HashType;
  /** Of a frontend; 0 = as `global` says. */
  maxConnections: number;
  /** Of a backend; 0 = by the frontends that lead there. */
  fullConnections: number;
  allBackups: boolean;
  abortOnClose: boolean;
  retries: number;
  redispatch: number | null;
  retryOn: RetryReasons;
  connections: ServerConnections;
  /** What `option httpchk` asks for; `null` = it is not set. */
  httpCheck: Pick<HttpCheck, 'method' | 'uri'> | null;
  /** What passes. */
  checkVerdict: Omit<HttpCheck, 'method' | 'uri'>;
  usesTcpCheck: boolean;
  /** In ms, by name; 0 = not set. */
  timeouts: ReadonlyMap<string, number>;
  logsTraffic: boolean;
  log: 'none' | 'global' | 'own';
  defaultBackend: { readonly name: string; readonly line: ConfigLine } | null;
  defaultServer: ServerSettings;
}

/** One section of proxies, as read. */
export interface ProxySection extends Inherited {
  readonly kind: ProxyKind;
  readonly name: string;
  readonly line: ConfigLine;
  disabled: boolean;
  readonly ports: number[];
  readonly servers: Server[];
  readonly backendRules: BackendRule[];
  readonly headerRules: HeaderRule[];
  readonly answerRules: AnswerRule[];
  /** Named conditions; several of one name are alternatives. */
  readonly acls: Map<string, Condition[]>;
  readonly usedServers: { readonly name: string; readonly line: ConfigLine }[];
  readonly httpCheckRules: ConfigLine[];
  readonly tcpCheckRules: ConfigLine[];
  readonly usesStickTable: ConfigLine[];
  /** The lines of `email-alert`, by what they say. */
  readonly emailAlert: Map<string, ConfigLine>;
  usesExternalCheck: boolean;
  hasCheckCommand: boolean;
  readonly references: SampleReference[];
  hasStickTable: boolean;
}

export const factoryDefaults: Inherited = {
  mode: 'tcp',
  balance: null,
  hashType: { lookup: 'map', function: 'sdbm', avalanche: false, balanceFactor: 0 },
  maxConnections: 0,
  fullConnections: 0,
  allBackups: false,
  abortOnClose: false,
  retries: 3,
  redispatch: null,
  retryOn: plainBackend.retryOn,
  connections: plainBackend.connections,
  httpCheck: null,
  checkVerdict: { statuses: plainHttpCheck.statuses, negated: false, disableOn404: false },
  usesTcpCheck: false,
  timeouts: new Map(),
  logsTraffic: false,
  log: 'none',
  defaultBackend: null,
  defaultServer: noServerSettings,
};

export function makeProxy(kind: ProxyKind, name: string, line: ConfigLine, inherited: Inherited): ProxySection {
  const { defaultBackend, ...rest } = inherited;
  return {
    ...rest,
    defaultBackend: kind === 'backend' ? null : defaultBackend,
    kind,
    name,
    line,
    disabled: false,
    ports: [],
    servers: [],
    backendRules: [],
    headerRules: [],
    answerRules: [],
    acls: new Map(),
    usedServers: [],
    httpCheckRules: [],
    tcpCheckRules: [],
    usesStickTable: [],
    emailAlert: new Map(),
    usesExternalCheck: false,
    hasCheckCommand: false,
    references: [],
    hasStickTable: false,
  };
}

/** Rules of a `defaults` come before a section's own; its conditions are not known there. */
export function inheritRules(proxy: ProxySection, { headerRules, answerRules }: ProxySection): void {
  proxy.headerRules.push(...headerRules);
  proxy.answerRules.push(...answerRules);
}

export function hasFrontend({ kind }: ProxySection): boolean {
  return kind !== 'backend';
}

export function hasBackend({ kind }: ProxySection): boolean {
  return kind !== 'frontend';
}

/** `backend 'be'`: a proxy in messages. */
export function called({ kind, name }: ProxySection): string {
  return `${kind === 'listen' ? 'proxy' : kind} '${name}'`;
}
