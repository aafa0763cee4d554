import { compareNatural, compareText } from '../docker/text/natural-order.ts';
import { HaproxyConfigError } from '../haproxy/haproxy-config-error.ts';
import { parseHaproxyConfig } from '../haproxy/parse-config.ts';
import type { MachineSpec } from '../simulation/scenario.ts';
import type { BalancerSpec } from '../simulation/vocabulary.ts';
import { defaults } from './defaults.ts';
import type { FileSource } from './file-source.ts';
import type { Path } from './path.ts';
import { isPort } from './port.ts';
import type { ProblemList } from './problem-list.ts';
import { readNamedFile } from './read-named-file.ts';
import { readPlainBalancer } from './read-plain-balancer.ts';
import { besideFile } from './relative-path.ts';
import { suggestion } from './suggest.ts';
import type { WrittenBalancer } from './written/balancer-schema.ts';

/** The balancers, and for what speaks of them: the ports that each publishes, `null` where its own mistakes are told already. */
export interface ReadBalancers {
  readonly specs: BalancerSpec[];
  readonly ports: ReadonlyMap<string, readonly number[] | null>;
}

/** What the balancers take from the scenario around them. */
export interface BalancerFrame {
  readonly durationMs: number;
  readonly machines: readonly MachineSpec[];
  readonly files: FileSource;
  /** The services whose tasks a balancer can have. */
  readonly replicasOf: {
    /** `null` = not known beforehand: the timeline creates some. */
    readonly names: readonly string[] | null;
    /** How many tasks a service has at the beginning; 0 if it is not there then. */
    of(service: string): number;
  };
  warn(text: string): void;
}

/** Keys that only a balancer without a configuration file has. */
const plainKeys = ['algorithm', 'servers', 'places', 'port', 'hash_on', 'check', 'retries', 'timeouts'] as const;

/** Balancers by name. */
export function readBalancers(
  written: readonly WrittenBalancer[],
  frame: BalancerFrame,
  problems: ProblemList,
): ReadBalancers {
  const specs: BalancerSpec[] = [];
  const ports = new Map<string, readonly number[] | null>();
  for (const [index, balancer] of written.entries()) {
    const path = ['balancers', index];
    if (ports.has(balancer.name) || frame.machines.some(({ name }) => name === balancer.name)) {
      problems.add([...path, 'name'], `the name "${balancer.name}" is taken by a machine or another balancer`);
      continue;
    }
    const before = problems.size;
    const spec = readBalancer(balancer, path, frame, problems);
    if (spec !== null) specs.push(spec);
    const isSound = spec !== null && problems.size === before;
    ports.set(balancer.name, isSound ? spec.publish.map(({ published }) => published) : null);
  }
  return { specs: specs.sort((a, b) => compareNatural(a.name, b.name) || compareText(a.name, b.name)), ports };
}

function readBalancer(
  written: WrittenBalancer,
  path: Path,
  frame: BalancerFrame,
  problems: ProblemList,
): BalancerSpec | null {
  const { durationMs } = frame;
  const { start = 0, config } = written;
  if (start >= durationMs && start > 0)
    problems.add([...path, 'start'], 'this is not before the end of the run (duration): it would never be there');
  if (written.stop !== undefined && written.stop <= start) problems.add([...path, 'stop'], 'stop must be after start');
  const publish = readPublished(written.publish ?? [], [...path, 'publish'], problems);
  for (const key of config === undefined ? [] : plainKeys) {
    if (written[key] !== undefined)
      problems.add([...path, key], `${key} is for a balancer without config: here ${config} says it`);
  }
  if (config !== undefined) return readConfigured(written, config, publish, path, frame, problems);
  if (written.servers === undefined) {
    problems.add(path, 'missing: config (a haproxy.cfg), or servers such as nodes:8080 or tasks:web:80');
    return null;
  }
  if (written.version !== undefined)
    problems.add([...path, 'version'], 'version is HAProxy’s, for a balancer with config');
  const spec = readPlainBalancer(written, publish, path, frame, problems);
  checkBound(spec, [...path, 'publish'], problems);
  return spec;
}

function readConfigured(
  written: WrittenBalancer,
  config: string,
  publish: BalancerSpec['publish'],
  path: Path,
  { machines, files, warn }: BalancerFrame,
  problems: ProblemList,
): BalancerSpec | null {
  const { source } = problems;
  const { start = 0, stop = null } = written;
  const file = besideFile(source.file, config);
  const text = readNamedFile(file, [...path, 'config'], files, problems);
  if (text === null) return null;
  const version = source.textOf([...path, 'version']) ?? defaults.balancerVersion;
  try {
    const { spec, warnings } = parseHaproxyConfig(text, {
      file,
      version,
      name: written.name,
      publish,
      startMs: start,
      stopMs: stop,
    });
    for (const { line, message } of warnings) warn(`${file}:${line}: ${message}`);
    checkServers(spec, machines, { file, text }, problems);
    checkBound(spec, [...path, 'publish'], problems);
    return spec;
  } catch (error) {
    if (!(error instanceof HaproxyConfigError)) throw error;
    for (const { line, column, message } of error.problems) problems.addAt({ file, line, column }, message);
    return null;
  }
}

/** By published port. */
function readPublished(
  written: readonly string[],
  path: Path,
  problems: ProblemList,
): { published: number; target: number }[] {
  const ports: { published: number; target: number }[] = [];
  for (const [index, text] of written.entries()) {
    const [published = 0, target = 0] = (/^(\d{1,5}):(\d{1,5})$/.exec(text)?.slice(1) ?? []).map(Number);
    if (!isPort(published) || !isPort(target))
      problems.add([...path, index], `"${text}": expected PUBLISHED:PORT such as "8888:80"`);
    else if (ports.some((port) => port.published === published))
      problems.add([...path, index], `the port ${published} is published twice`);
    else ports.push({ published, target });
  }
  return ports.sort((a, b) => a.published - b.published);
}

/** HAProxy does not start with a name that nobody resolves, and an address at which nothing ever is must be a slip. */
function checkServers(
  spec: BalancerSpec,
  machines: readonly MachineSpec[],
  config: { readonly file: string; readonly text: string },
  problems: ProblemList,
): void {
  for (const { name, host } of spec.backends.flatMap(({ servers }) => servers)) {
    if (machines.some((machine) => machine.name === host || machine.address === host)) continue;
    const names = machines.map((machine) => machine.name);
    const message = `server ${name}: no machine has the name or address "${host}"${suggestion(host, names)}`;
    problems.addAt({ file: config.file, ...placeOfServer(config.text, name, host) }, message);
  }
}

/** The host in the line `server NAME HOST:PORT …`. */
function placeOfServer(text: string, name: string, host: string): { line: number; column: number } {
  for (const [index, line] of text.split('\n').entries()) {
    const [keyword, ownName, address = ''] = line.trim().split(/\s+/);
    const isServer = keyword === 'server' && ownName === name && address.startsWith(host);
    if (isServer) return { line: index + 1, column: line.indexOf(address, line.indexOf(name) + name.length) + 1 };
  }
  return { line: 0, column: 0 };
}

/** A published port behind which nothing listens refuses everybody. */
function checkBound({ name, frontends, publish }: BalancerSpec, path: Path, problems: ProblemList): void {
  const bound = frontends.flatMap(({ ports }) => ports);
  for (const { published, target } of publish) {
    if (bound.includes(target)) continue;
    const message = `${published}:${target}: the configuration of ${name} binds no port ${target}`;
    problems.add(path, `${message}${suggestion(String(target), bound.map(String))}`);
  }
}
