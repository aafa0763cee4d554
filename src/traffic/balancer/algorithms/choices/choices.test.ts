import { describe, expect, it } from 'vitest';
import { picks, TestAsking, tally, testServers } from '../../testing/test-server.ts';
import { LeastRequest } from './least-request.ts';
import { PeakEwma } from './peak-ewma.ts';
import { PowerOfD } from './power-of-d.ts';

const asked = 20_000;

describe('power of d choices', () => {
  it('finds the idle one of n if it compares n different ones', () => {
    const servers = testServers(1, 1, 1, 1);
    for (const server of servers) server.served = server.index === 2 ? 0 : 1;
    const algorithm = new PowerOfD(servers, { choices: 4, replacement: false });
    expect(new Set(picks(algorithm, 200, new TestAsking()))).toEqual(new Set([2]));
  });

  it('may compare a server with itself, with replacement', () => {
    const servers = testServers(1, 1);
    servers[0]!.served = 1;
    const algorithm = new PowerOfD(servers, { choices: 2, replacement: true });
    expect(tally(picks(algorithm, asked, new TestAsking()), 2)[0]! / asked).toBeCloseTo(1 / 4, 1);
  });

  it('goes by the load for the weight', () => {
    const servers = testServers(1, 4);
    servers[0]!.served = 1;
    servers[1]!.served = 6;
    const algorithm = new PowerOfD(servers, { choices: 2, replacement: false });
    expect(picks(algorithm, 3, new TestAsking())).toEqual([1, 1, 1]);
    servers[1]!.queued = 2;
    expect(picks(algorithm, 3, new TestAsking())).toEqual([0, 0, 0]);
  });
});

describe('least request', () => {
  it('compares some that are drawn, if all weigh the same', () => {
    const servers = testServers(1, 1);
    servers[0]!.served = 3;
    const algorithm = new LeastRequest(servers, { choices: 2, activeRequestBias: 1 });
    expect(tally(picks(algorithm, asked, new TestAsking()), 2)[0]! / asked).toBeCloseTo(1 / 4, 1);
  });

  it('takes turns by weight ÷ (requests + 1)^bias, if weights differ', () => {
    const servers = testServers(2, 1);
    const turns = (bias: number) => {
      const algorithm = new LeastRequest(servers, { choices: 2, activeRequestBias: bias });
      return tally(picks(algorithm, 300, new TestAsking()), 2);
    };
    expect(turns(1)).toEqual([200, 100]);
    servers[0]!.served = 3;
    expect(turns(1)).toEqual([100, 200]);
    expect(turns(0)).toEqual([200, 100]);
    expect(turns(2)[0]).toBeLessThan(40);
  });
});

describe('peak EWMA', () => {
  const slowAndQuick = () => {
    const servers = testServers(1, 1);
    const algorithm = new PeakEwma(servers, { decayMs: 1000 });
    algorithm.answered(0, 100, true, 0);
    algorithm.answered(1, 10, true, 0);
    return { servers, algorithm, asking: new TestAsking() };
  };

  it('weighs latency against requests in flight', () => {
    const { servers, algorithm, asking } = slowAndQuick();
    expect(picks(algorithm, 5, asking)).toEqual([1, 1, 1, 1, 1]);
    servers[1]!.served = 8;
    expect(picks(algorithm, 2, asking)).toEqual([1, 1]);
    servers[1]!.served = 10;
    expect(picks(algorithm, 2, asking)).toEqual([0, 0]);
  });

  it('jumps up at once, comes down slowly, and forgets', () => {
    const { servers, algorithm, asking } = slowAndQuick();
    algorithm.answered(1, 200, true, 0);
    expect(algorithm.pick(-1, asking)).toBe(0);
    // A quick answer at once after that counts next to nothing.
    algorithm.answered(1, 1, true, 1);
    asking.nowMs = 1;
    expect(algorithm.pick(-1, asking)).toBe(0);
    // After its lifetime it counts most.
    algorithm.answered(1, 1, true, 3000);
    algorithm.answered(0, 100, true, 3000);
    asking.nowMs = 3000;
    expect(algorithm.pick(-1, asking)).toBe(1);
    servers[1]!.served = 20;
    expect(algorithm.pick(-1, asking)).toBe(0);
  });

  it('avoids a server that has never answered while it has a request', () => {
    const servers = testServers(1, 1);
    const algorithm = new PeakEwma(servers, { decayMs: 1000 });
    algorithm.answered(0, 1e6, true, 0);
    servers[1]!.served = 1;
    expect(picks(algorithm, 3, new TestAsking())).toEqual([0, 0, 0]);
    servers[1]!.served = 0;
    expect(picks(algorithm, 3, new TestAsking())).toEqual([1, 1, 1]);
  });
});
