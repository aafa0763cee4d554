import { ServerPool } from '../../../src/traffic/balancer/server-pool.ts';
import { hashedUniform } from '../../../src/traffic/hash.ts';
import type { BalancerBackend } from '../../../src/traffic/spec.ts';

/** A pool whose requests draw from one stream. */
function poolOf(backend: BalancerBackend, draw: () => number): ServerPool {
  const asking = { key: -1, nowMs: 0, draw };
  return new ServerPool(backend, { asking: () => asking, dequeued: () => {}, refused: () => {} });
}

function stream(seed: number): () => number {
  let drawn = 0;
  return () => hashedUniform(seed, drawn++);
}

/**
 * How many of so many requests each server gets while `inFlight` are always on their way: one of them ends, any of them, and the
 * next one comes.
 */
export function countsUnderLoad(backend: BalancerBackend, inFlight: number, requests: number): number[] {
  const draw = stream(inFlight);
  const pool = poolOf(backend, draw);
  const counts = backend.servers.map(() => 0);
  for (let request = 0; request < inFlight; request++) pool.admit(request, 0);
  for (let k = 0; k < requests; k++) {
    const request = Math.floor(draw() * inFlight);
    pool.leave(request, 0);
    counts[pool.admit(request, 0)]!++;
  }
  return counts;
}

/** How many of so many requests each server has if none of them ends. */
export function countsHeld(backend: BalancerBackend, requests: number, seed: number): number[] {
  const pool = poolOf(backend, stream(seed));
  const counts = backend.servers.map(() => 0);
  for (let request = 0; request < requests; request++) counts[pool.admit(request, 0)]!++;
  return counts;
}
