import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { plainBackend, plainBalancer, plainFrontend, plainServer } from '../../src/traffic/balancer/plain-balancer.ts';
import type { BalancerBackend, BalancerSpec } from '../../src/traffic/spec.ts';
import { client, constant, noLatency, TrafficWorld } from '../../src/traffic/testing/traffic-world.ts';

/** What the recorded HAProxy did with servers that refuse, hang, reset or say nothing; times in ms. */
interface Answer {
  readonly server?: number;
  readonly status?: number | string;
  readonly ms: number;
  readonly retries?: string;
  readonly log?: { readonly retries: string };
}

interface RecordedCase {
  readonly id: string;
  readonly config: {
    readonly balance: string;
    readonly servers: readonly { readonly name: string; readonly weight?: number }[];
    readonly timeouts: Readonly<Record<string, string>>;
    readonly lines: readonly string[];
  };
  readonly events: readonly { readonly op: string; readonly servers?: readonly number[]; readonly n?: number }[];
  readonly outputs: readonly (Answer & { readonly requests?: readonly Answer[] })[];
}

/** The recording's own delay a step, on a busy machine. */
const toleranceMs = 10;
/** One request after the other, further apart than the longest answer takes. */
const gapMs = 30_000;

function cases(family: string): RecordedCase[] {
  const file = new URL(`../golden/haproxy/${family}.json`, import.meta.url);
  return (JSON.parse(readFileSync(file, 'utf8')) as { cases: RecordedCase[] }).cases;
}

function ms(text: string | undefined): number | null {
  const [, number, unit] = /^(\d+)(ms|s)$/.exec(text ?? '') ?? [];
  return number === undefined ? null : Number(number) * (unit === 's' ? 1000 : 1);
}

function backendOf({ balance, servers, timeouts, lines }: RecordedCase['config']): BalancerBackend {
  const argument = (keyword: string) =>
    lines
      .find((line) => line.startsWith(keyword))
      ?.slice(keyword.length)
      .trim();
  const redispatch = argument('option redispatch');
  return {
    ...plainBackend,
    name: 'be',
    algorithm: { kind: balance as 'roundrobin' },
    servers: servers.map(({ name, weight = 1 }, index) => ({
      ...plainServer,
      ...{
        name,
        weight,
        id: index + 1,
        host: `node${index + 1}`,
        port: 80,
      },
    })),
    retries: Number(argument('retries') ?? 3),
    redispatch: redispatch === undefined ? null : Number(redispatch === '' ? -1 : redispatch),
    timeouts: { connectMs: ms(timeouts.connect), serverMs: ms(timeouts.server), queueMs: ms(timeouts.queue) },
  };
}

/** A world whose nodes are the servers: `wrong` ones do what the operation says, the others answer at once. */
function play(recorded: RecordedCase, operation: string, wrong: readonly number[], requests: number): TrafficWorld {
  const { servers } = recorded.config;
  const balancer: BalancerSpec = {
    ...{ ...plainBalancer, name: 'haproxy', backends: [backendOf(recorded.config)] },
    frontends: [{ ...plainFrontend, name: 'fe', ports: [80], defaultBackend: 'be' }],
  };
  const jobs = client(0, {
    target: { kind: 'balancer', balancer: 'haproxy', port: 80 },
    arrivals: { kind: 'constant', rate: { kind: 'constant', perMs: 1 / gapMs } },
    trace: 1,
  });
  const durationMs = (requests + 1) * gapMs;
  const network = { ...noLatency, connectTimeoutMs: 1e6 };
  const world = new TrafficWorld(
    servers.map(() => 4),
    { ...{ network, durationMs, intervalMs: durationMs }, clients: [jobs], balancers: [balancer] },
  );
  world.publish({ hostPorts: [80] });
  servers.forEach((_, node) => {
    if (!wrong.includes(node + 1)) world.task(node, { demandMs: constant(0) });
    else if (operation === 'hang' || operation === 'reset')
      world.task(node, { demandMs: constant(1e9), concurrency: 100 });
    else if (operation === 'blackhole') world.traffic.nodeLost(node);
  });
  if (operation === 'reset') world.loop.call(gapMs + 0.1, () => killAll(world));
  world.traffic.start();
  world.loop.runUntil((requests + 1) * gapMs - 1);
  return world;
}

function killAll({ traffic }: TrafficWorld): void {
  for (const task of traffic.parts.stations.all.keys()) traffic.kill(task);
}

function compare(world: TrafficWorld, index: number, recorded: Answer): void {
  const { balancer_server, status, latency_ms } = world.traces[index]!;
  if (recorded.server === undefined) expect(status).toBe(recorded.status);
  else expect(balancer_server).toBe(`s${recorded.server}`);
  const steps = 1 + Number.parseInt((recorded.retries ?? recorded.log?.retries ?? '0').replace('+', ''), 10);
  expect(Math.abs(latency_ms - recorded.ms)).toBeLessThanOrEqual(toleranceMs * steps);
}

function modelledBalance({ config }: RecordedCase): boolean {
  return ['roundrobin', 'static-rr'].includes(config.balance);
}

/** `balance` and directives that are modelled. */
function modelled(recorded: RecordedCase): boolean {
  const { config, events } = recorded;
  const known = ['refuse', 'blackhole', 'hang', 'reset', 'close'];
  return (
    modelledBalance(recorded) &&
    config.lines.every((line) => /^(retries|option redispatch)/.test(line)) &&
    events.every(({ op }) => op === events[0]!.op && known.includes(op))
  );
}

describe('a balancer answers as the recorded HAProxy did, in the same time', () => {
  it.each(
    cases('partial_refuse')
      .filter(modelledBalance)
      .map((each) => [each.id, each] as const),
  )('some servers refuse: %s', (_, recorded) => {
    const wrong = recorded.events[0]!.servers ?? [];
    const answers = recorded.outputs.at(-1)?.requests ?? [];
    const world = play(recorded, 'refuse', wrong, answers.length);
    answers.forEach((answer, index) => {
      compare(world, index, answer);
    });
  });

  const one = cases('timeouts_retries').filter(modelled);

  it.each(one.map((each) => [each.id, each] as const))('all servers fail: %s', (_, recorded) => {
    const operation = recorded.events[0]!.op === 'close' ? 'reset' : recorded.events[0]!.op;
    const all = recorded.config.servers.map((_server, index) => index + 1);
    const world = play(recorded, operation, all, recorded.outputs.length);
    recorded.outputs.forEach((answer, index) => {
      compare(world, index, answer);
    });
  });

  it('finds cases of each kind', () => {
    expect(one.length).toBeGreaterThan(30);
  });
});
