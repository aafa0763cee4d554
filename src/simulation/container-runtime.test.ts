import { describe, expect, it } from 'vitest';
import { EventLoop } from '../kernel/event-loop.ts';
import { RandomStreams } from '../kernel/random-streams.ts';
import type { Task } from '../swarm/objects/task.ts';
import { SimulatedContainers } from './container-runtime.ts';
import { ImageRegistry } from './image-registry.ts';
import type { ImageSpec } from './scenario.ts';
import { image } from './testing/image.ts';
import { node, task } from './testing/task.ts';

const serving = { demandMs: { kind: 'constant', value: 1 }, concurrency: 1, backlog: 1 } as const;

/** Runs one container through prepare and start; `log` has what happened, with its time. */
function life(
  spec: ImageSpec,
  then: (containers: SimulatedContainers, loop: EventLoop, log: string[]) => void = () => undefined,
  look: (nowMs: number) => 'answers' | 'refuses' | 'hangs' = () => 'answers',
  of: Task = task(),
): string[] {
  const loop = new EventLoop();
  const log: string[] = [];
  const note = (what: string) => log.push(`${loop.nowMs} ${what}`);
  const containers = new SimulatedContainers({
    loop,
    random: new RandomStreams(1),
    registry: new ImageRegistry(loop, 100),
    stations: {
      open: () => note('open'),
      listen: () => note('listen'),
      look: () => look(loop.nowMs),
      signal: (_task, notice) => notice(),
      drain: (_task, onEmpty) => {
        note('drain');
        loop.call(30, onEmpty);
      },
      kill: () => note('kill'),
    },
    told: () => undefined,
    hasPath: (_node, path) => path !== '/nosuch',
    imageOf: () => spec,
    downloadBytesPerMs: () => 100,
    timesOf: (_, drawn) => drawn,
    processChanged: (_task, step) => note(`process ${step}`),
  });
  containers.report({ exited: (_task, code) => note(`exit ${code}`), health: (_task, state) => note(state) });
  containers.prepare(of, node(), (error) => {
    note(`prepared ${error}`);
    if (error !== '') return;
    containers.start(of, node(), (failure) => {
      note(`started ${failure}`);
      then(containers, loop, log);
    });
  });
  loop.runUntil(1e6);
  return log;
}

describe('a simulated container', () => {
  it('is refused if its machine does not have what it mounts', () => {
    const mounts = (type: string, source: string) => [{ type, source, target: '/x', readOnly: false, driver: '' }];
    const lifeWith = (type: string, source: string) => {
      const { spec } = task();
      const of = task({ spec: { ...spec, container: { ...spec.container, mounts: mounts(type, source) } } });
      return life(image(), undefined, undefined, of);
    };
    expect(lifeWith('bind', '/nosuch')).toEqual([
      '2 prepared invalid mount config for type "bind": bind source path does not exist: /nosuch',
    ]);
    expect(lifeWith('bind', '/data')).toContain('0 prepared ');
    expect(lifeWith('volume', '/nosuch')).toContain('0 prepared ');
  });

  it('is pulled, created, started, and then listens', () => {
    const spec = image({
      cached: false,
      sizeBytes: 1000,
      createMs: { kind: 'constant', value: 5 },
      startMs: { kind: 'constant', value: 7 },
      listensAfterMs: { kind: 'constant', value: 2 },
      serving,
    });
    expect(life(spec)).toEqual(['15 prepared ', '22 open', '22 process 1', '22 started ', '24 listen']);
  });

  it('of a missing image is refused after the attempt', () => {
    expect(life(image({ missing: true }))).toEqual(['0 prepared No such image: web:1']);
  });

  it('ends by itself when its image says so', () => {
    const spec = image({ exits: { afterMs: { kind: 'constant', value: 3 }, code: 1 } });
    expect(life(spec)).toEqual([
      '0 prepared ',
      '0 open',
      '0 process 1',
      '0 started ',
      '3 kill',
      '3 process -1',
      '3 exit 1',
    ]);
  });

  it('that ignores SIGTERM is killed after the grace period', () => {
    const log = life(image({ onStop: { kind: 'ignore' } }), (containers) => containers.stop(task(), 10_000));
    expect(log.at(-1)).toBe('10000 exit 137');
  });

  it('that drains ends when its last request is answered', () => {
    const log = life(image({ serving, onStop: { kind: 'drain', limitMs: 500 } }), (containers) =>
      containers.stop(task(), 10_000),
    );
    expect(log.slice(-3)).toEqual(['30 kill', '30 process -1', '30 exit 0']);
  });

  it('drains no longer than its limit', () => {
    const log = life(image({ serving, onStop: { kind: 'drain', limitMs: 20 } }), (containers) =>
      containers.stop(task(), 10_000),
    );
    expect(log.at(-1)).toBe('20 exit 0');
  });

  it('that is removed says nothing more', () => {
    const spec = image({ exits: { afterMs: { kind: 'constant', value: 3 }, code: 1 } });
    const log = life(spec, (containers) => containers.remove(task()));
    expect(log).toEqual(['0 prepared ', '0 open', '0 process 1', '0 started ', '0 kill', '0 process -1']);
  });
});
