import { findServer } from '../haproxy/runtime/find-server.ts';
import { parseRuntimeCommand } from '../haproxy/runtime/parse-runtime-command.ts';
import { type NamedServer, RuntimeCommandError } from '../haproxy/runtime/runtime-command.ts';
import type { BalancerSpec } from '../simulation/vocabulary.ts';
import type { Path } from './path.ts';
import type { ProblemList } from './problem-list.ts';
import { suggestion } from './suggest.ts';

/** Those of the scenario; ports by name, `null` = its configuration is wrong. */
export interface Balancers {
  readonly specs: readonly BalancerSpec[];
  readonly ports: ReadonlyMap<string, readonly number[] | null>;
}

/** Finds what is wrong with a runtime command before any balancer is asked: which balancer, its syntax, names of backends and servers. */
export function checkBalancerCommand(
  command: string,
  on: string | null,
  path: Path,
  { specs, ports }: Balancers,
  problems: ProblemList,
): void {
  // One of which the configuration is wrong may be the one that is meant.
  const isKnown = ![...ports.values()].includes(null);
  const balancer = isKnown ? balancerFor(on, path, specs, problems) : null;
  try {
    const parsed = parseRuntimeCommand(command);
    if (balancer !== null && 'server' in parsed) checkServer(parsed, balancer, path, problems);
  } catch (error) {
    if (!(error instanceof RuntimeCommandError)) throw error;
    problems.add([...path, 'run'], error.message);
  }
}

/** `null` = it is not known which. */
function balancerFor(
  on: string | null,
  path: Path,
  balancers: readonly BalancerSpec[],
  problems: ProblemList,
): BalancerSpec | null {
  const names = balancers.map(({ name }) => name);
  const found = on === null ? balancers[0] : balancers.find(({ name }) => name === on);
  if (balancers.length === 0)
    problems.add([...path, 'run'], 'there is no balancer that could be told that (balancers)');
  else if (on === null && balancers.length > 1)
    problems.add([...path, 'run'], `there are several balancers: say on which one, on: ${names.join(' or ')}`);
  else if (found === undefined)
    problems.add([...path, 'on'], `no balancer is called "${on}"${suggestion(on ?? '', names)}`);
  else return found;
  return null;
}

function checkServer(named: NamedServer, { backends }: BalancerSpec, path: Path, problems: ProblemList): void {
  try {
    findServer(
      backends.map((spec) => ({ spec })),
      named,
    );
  } catch (error) {
    if (!(error instanceof RuntimeCommandError)) throw error;
    const servers = backends.flatMap(({ name, servers: own }) => own.map((server) => `${name}/${server.name}`));
    problems.add(
      [...path, 'run'],
      `${error.message.replace('.', '')}: ${named.backend}/${named.server}${suggestion(`${named.backend}/${named.server}`, servers)}`,
    );
  }
}
