import { compareNatural } from '../docker/text/natural-order.ts';
import type { MachineSpec } from '../simulation/scenario.ts';
import type { ArrivalSpec, BalancerSpec, ClientSpec, RateProfile, Target } from '../simulation/vocabulary.ts';
import { defaults } from './defaults.ts';
import type { ProblemList } from './problem-list.ts';
import { suggestion } from './suggest.ts';
import type { WrittenClient, WrittenRateProfile } from './written/scenario-schema.ts';

/** What a client's `to` may speak of. */
export interface TargetNames {
  readonly machines: readonly MachineSpec[];
  readonly balancers: readonly BalancerSpec[];
  /** `null` = not known beforehand: commands of the timeline create them. */
  readonly services: readonly string[] | null;
}

const defaultPeakHour = 14;

/** Clients by name. `trace` is the scenario's own, for those that have none. */
export function readTraffic(
  written: readonly WrittenClient[],
  trace: number,
  names: TargetNames,
  problems: ProblemList,
): ClientSpec[] {
  const clients = written.map((client, index): ClientSpec => {
    if (written.findIndex(({ name }) => name === client.name) < index) {
      problems.add(['traffic', index, 'name'], `two clients are called "${client.name}"`);
    }
    const fromMs = client.from ?? 0;
    if (client.until !== undefined && client.until <= fromMs)
      problems.add(['traffic', index, 'until'], 'until must be after from');
    return {
      name: client.name,
      target: targetOf(client.to, names, (message) => problems.add(['traffic', index, 'to'], message)),
      arrivals: arrivalsOf(client.arrivals, (path, message) =>
        problems.add(['traffic', index, 'arrivals', ...path], message),
      ),
      timeoutMs: client.timeout ?? defaults.clientTimeoutMs,
      fromMs,
      untilMs: client.until ?? null,
      demandMs: client.demand ?? null,
      trace: client.trace ?? trace,
    };
  });
  return clients.sort((a, b) => compareNatural(a.name, b.name));
}

const nowhere: Target = { kind: 'nodes', port: 0 };

function targetOf(text: string, names: TargetNames, refuse: (message: string) => void): Target {
  const parts = text.split(':');
  const port = Number(parts.at(-1));
  if (parts.length < 2 || !Number.isInteger(port) || port < 1 || port > 65_535) {
    refuse(`"${text}": expected NAME:PORT – a balancer or a machine, nodes:PORT, or service:NAME:PORT`);
    return nowhere;
  }
  if (parts.length === 3 && parts[0] === 'service') return serviceTarget(parts[1] ?? '', port, names, refuse);
  const name = parts.slice(0, -1).join(':');
  if (name === 'nodes') return { kind: 'nodes', port };
  const balancer = names.balancers.find((each) => each.name === name);
  if (balancer !== undefined) {
    const ports = balancer.publish.map(({ published }) => published);
    if (!ports.includes(port))
      refuse(`the balancer ${name} publishes no port ${port}${suggestion(String(port), ports.map(String))}`);
    return { kind: 'balancer', balancer: name, port };
  }
  const machine = names.machines.find((each) => each.name === name || each.address === name);
  if (machine === undefined) {
    const known = [...names.balancers, ...names.machines].map((each) => each.name);
    refuse(`"${name}" is neither a balancer nor a machine${suggestion(name, known)}`);
    return nowhere;
  }
  return { kind: 'node', node: machine.name, port };
}

function serviceTarget(
  service: string,
  port: number,
  { services }: TargetNames,
  refuse: (message: string) => void,
): Target {
  if (services !== null && !services.includes(service))
    refuse(`no service is called "${service}"${suggestion(service, services)}`);
  return { kind: 'service', service, port };
}

type Refuse = (path: readonly string[], message: string) => void;

function arrivalsOf(written: WrittenClient['arrivals'], refuse: Refuse): ArrivalSpec {
  const given = Object.entries(written).filter(([, value]) => value !== undefined);
  if (given.length !== 1) refuse([], 'name one of poisson, constant or every');
  if (written.poisson !== undefined) return { kind: 'poisson', rate: profileOf(written.poisson, 'poisson', refuse) };
  if (written.constant !== undefined)
    return { kind: 'constant', rate: profileOf(written.constant, 'constant', refuse) };
  return { kind: 'renewal', gapMs: written.every ?? { kind: 'constant', value: 1000 } };
}

function profileOf(written: WrittenRateProfile, key: string, refuse: Refuse): RateProfile {
  const given = Object.entries(written).filter(([, value]) => value !== undefined);
  if (given.length !== 1) refuse([key], 'name one of rate, steps, ramp or daily');
  if (written.daily !== undefined) {
    const { low, high, peak_hour: peakHour = defaultPeakHour } = written.daily;
    if (low > high) refuse([key, 'daily'], 'low is higher than high');
    return { kind: 'daily', lowPerMs: low, highPerMs: high, peakHour };
  }
  const points = written.steps ?? written.ramp;
  if (points === undefined) return { kind: 'constant', perMs: written.rate ?? 0 };
  const kind = written.steps === undefined ? 'ramp' : 'steps';
  const read = points.map(({ at, rate }) => ({ atMs: at, perMs: rate }));
  if (read[0]?.atMs !== 0) refuse([key, kind], 'the first one must be at 0s');
  if (read.some((point, index) => index > 0 && point.atMs <= (read[index - 1]?.atMs ?? 0))) {
    refuse([key, kind], 'each must be later than the one before');
  }
  return kind === 'steps' ? { kind, steps: read } : { kind, points: read };
}
