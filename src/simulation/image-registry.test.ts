import { describe, expect, it } from 'vitest';
import { EventLoop } from '../kernel/event-loop.ts';
import { ImageRegistry } from './image-registry.ts';
import { image } from './testing/image.ts';

function pullTimes(pulls: { node: string; image: string; atMs: number; limit?: number }[], bytesPerMs = 100): number[] {
  const loop = new EventLoop();
  const registry = new ImageRegistry(loop, bytesPerMs);
  const times: number[] = pulls.map(() => Number.NaN);
  pulls.forEach((pull, index) => {
    loop.call(pull.atMs, () =>
      registry.pull(pull.node, pull.limit ?? 1000, image({ name: pull.image, sizeBytes: 1000, cached: false }), () => {
        times[index] = loop.nowMs;
      }),
    );
  });
  loop.runUntil(1e6);
  return times.map((time) => Math.round(time * 1e6) / 1e6);
}

/** When a pull of 10 ms, begun at 0, ends, and how; the registry is away from `fromMs` for so long. */
function pullDuring(fromMs: number, forMs: number, beginsMs = 0): [atMs: number, arrived: boolean] {
  const loop = new EventLoop();
  const registry = new ImageRegistry(loop, 100);
  let result: [number, boolean] = [Number.NaN, false];
  loop.call(fromMs, () => loop.call(forMs, registry.fail()));
  loop.call(beginsMs, () =>
    registry.pull('a', 1000, image({ name: 'x', sizeBytes: 1000, cached: false }), (arrived) => {
      result = [loop.nowMs, arrived];
    }),
  );
  loop.runUntil(1e6);
  return result;
}

describe('a registry that is away', () => {
  it('lets no pull begin', () => {
    expect(pullDuring(1, 100, 5)).toEqual([5, false]);
    expect(pullDuring(1, 100, 102)).toEqual([112, true]);
  });

  it('lets one that is under way wait, for 50 s', () => {
    expect(pullDuring(4, 40_000)).toEqual([40_010, true]);
    expect(pullDuring(4, 60_000)).toEqual([50_004, false]);
  });

  it('is away until the last of its outages ends', () => {
    const registry = new ImageRegistry(new EventLoop(), 100);
    const [first, second] = [registry.fail(), registry.fail()];
    first();
    expect(registry.isUp).toBe(false);
    second();
    expect(registry.isUp).toBe(true);
  });
});

describe('image registry', () => {
  it('gives one pull the whole bandwidth', () => {
    expect(pullTimes([{ node: 'a', image: 'x', atMs: 0 }])).toEqual([10]);
  });

  it('shares it between nodes that pull at once', () => {
    expect(
      pullTimes([
        { node: 'a', image: 'x', atMs: 0 },
        { node: 'b', image: 'x', atMs: 5 },
      ]),
    ).toEqual([15, 20]);
  });

  it("is held to the node's own bandwidth", () => {
    expect(pullTimes([{ node: 'a', image: 'x', atMs: 0, limit: 10 }])).toEqual([100]);
  });

  it('pulls an image once for two tasks of a node, and not again later', () => {
    expect(
      pullTimes([
        { node: 'a', image: 'x', atMs: 0 },
        { node: 'a', image: 'x', atMs: 5 },
        { node: 'a', image: 'x', atMs: 50 },
      ]),
    ).toEqual([10, 10, 50]);
  });
});
