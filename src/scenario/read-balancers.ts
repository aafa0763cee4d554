import { compareNatural } from '../docker/text/natural-order.ts';
import { HaproxyConfigError } from '../haproxy/haproxy-config-error.ts';
import { parseHaproxyConfig } from '../haproxy/parse-config.ts';
import type { MachineSpec } from '../simulation/scenario.ts';
import type { BalancerSpec } from '../simulation/vocabulary.ts';
import { defaults } from './defaults.ts';
import type { FileSource } from './file-source.ts';
import { InputError } from './input-error.ts';
import type { ProblemList } from './problem-list.ts';
import { besideFile } from './relative-path.ts';
import type { WrittenBalancer } from './written/scenario-schema.ts';

/** Balancers by name, from the configuration files that they name. */
export function readBalancers(
  written: readonly WrittenBalancer[],
  machines: readonly MachineSpec[],
  files: FileSource,
  problems: ProblemList,
  warn: (text: string) => void,
): BalancerSpec[] {
  const specs = written.flatMap((balancer, index) => {
    const path = ['balancers', index];
    if (
      machines.some(({ name }) => name === balancer.name) ||
      written.findIndex(({ name }) => name === balancer.name) < index
    ) {
      problems.add([...path, 'name'], `the name "${balancer.name}" is taken by a machine or another balancer`);
    }
    const spec = readBalancer(balancer, path, files, problems, warn);
    if (spec !== null) checkServers(spec, machines, [...path, 'config'], problems);
    return spec === null ? [] : [spec];
  });
  return specs.sort((a, b) => compareNatural(a.name, b.name));
}

type BalancerPath = readonly (string | number)[];

function readBalancer(
  written: WrittenBalancer,
  path: BalancerPath,
  files: FileSource,
  problems: ProblemList,
  warn: (text: string) => void,
): BalancerSpec | null {
  const file = besideFile(problems.source.file, written.config);
  try {
    const { spec, warnings } = parseHaproxyConfig(files.read(file), {
      file,
      version: written.version ?? defaults.balancerVersion,
      name: written.name,
      publish: publishedPorts(written.publish ?? [], [...path, 'publish'], problems),
      startMs: written.start ?? 0,
    });
    for (const { line, message } of warnings) warn(`${file}:${line}: ${message}`);
    return spec;
  } catch (error) {
    if (error instanceof HaproxyConfigError) {
      for (const { line, message } of error.problems) problems.addAt({ file, line, column: 1 }, message);
      return null;
    }
    if (!(error instanceof InputError)) throw error;
    problems.add([...path, 'config'], `${file}: ${error.problems[0]?.message ?? ''}`);
    return null;
  }
}

function publishedPorts(
  written: readonly string[],
  path: BalancerPath,
  problems: ProblemList,
): { published: number; target: number }[] {
  return written.flatMap((text, index) => {
    const [published = 0, target = 0] = (/^(\d{1,5}):(\d{1,5})$/.exec(text)?.slice(1) ?? []).map(Number);
    if (isPort(published) && isPort(target)) return [{ published, target }];
    problems.add([...path, index], `"${text}": expected PUBLISHED:PORT such as "8888:80"`);
    return [];
  });
}

function isPort(port: number): boolean {
  return port >= 1 && port <= 65_535;
}

/** HAProxy does not start with a name that nobody resolves, and a request to an address where nothing is finds nobody. */
function checkServers(
  spec: BalancerSpec,
  machines: readonly MachineSpec[],
  path: BalancerPath,
  problems: ProblemList,
): void {
  for (const backend of spec.backends) {
    for (const server of backend.servers) {
      if (machines.some(({ name, address }) => name === server.host || address === server.host)) continue;
      problems.add(path, `server ${backend.name}/${server.name}: no machine has the name or address ${server.host}`);
    }
  }
}
