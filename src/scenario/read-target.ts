import type { MachineSpec } from '../simulation/scenario.ts';
import type { Target } from '../simulation/vocabulary.ts';
import { isPort } from './port.ts';
import { suggestion } from './suggest.ts';

/** What a client's `to` may speak of. */
export interface TargetNames {
  readonly machines: readonly MachineSpec[];
  /** Ports that each balancer publishes; `null` = its own mistakes are told already. */
  readonly balancers: ReadonlyMap<string, readonly number[] | null>;
  /** `null` = not known beforehand: commands of the timeline create services without a name. */
  readonly services: readonly string[] | null;
}

type Refuse = (message: string) => void;

/** What stands for a target that has been refused. */
const nowhere: Target = { kind: 'nodes', port: 1 };

/** Reads `haproxy:8888`, `worker1:8080`, `nodes:8080` or `service:web:80`. */
export function readTarget(text: string, names: TargetNames, refuse: Refuse): Target {
  const parts = text.split(':');
  const written = parts.at(-1) ?? '';
  const port = /^\d{1,5}$/.test(written) ? Number(written) : 0;
  if (parts.length < 2 || !isPort(port)) {
    refuse(`"${text}": expected NAME:PORT – a balancer or a machine, nodes:PORT, or service:NAME:PORT`);
    return nowhere;
  }
  if (parts.length === 3 && parts[0] === 'service') return serviceTarget(parts[1] ?? '', port, names, refuse);
  const name = parts.slice(0, -1).join(':');
  if (name === 'nodes') return { kind: 'nodes', port };
  const published = names.balancers.get(name);
  if (published === undefined) return machineTarget(name, port, names, refuse);
  if (published !== null && !published.includes(port)) {
    refuse(`the balancer ${name} publishes no port ${port}${suggestion(String(port), published.map(String))}`);
  }
  return { kind: 'balancer', balancer: name, port };
}

function machineTarget(name: string, port: number, { machines, balancers }: TargetNames, refuse: Refuse): Target {
  const machine = machines.find((each) => each.name === name || each.address === name);
  if (machine !== undefined) return { kind: 'node', node: machine.name, port };
  const known = [...balancers.keys(), ...machines.map((each) => each.name)];
  refuse(`"${name}" is neither a balancer nor a machine${suggestion(name, known)}`);
  return nowhere;
}

function serviceTarget(service: string, port: number, { services }: TargetNames, refuse: Refuse): Target {
  if (services !== null && !services.includes(service))
    refuse(`no service is called "${service}"${suggestion(service, services)}`);
  return { kind: 'service', service, port };
}
