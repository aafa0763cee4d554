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
