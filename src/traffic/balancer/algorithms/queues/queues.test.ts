import { describe, expect, it } from 'vitest';
import { picks, TestAsking, tally, testServers } from '../../testing/test-server.ts';
import { JoinIdleQueue } from './join-idle-queue.ts';
import { JoinShortestQueue } from './join-shortest-queue.ts';

describe('join the shortest queue', () => {
  it('picks any of the shortest', () => {
    const servers = testServers(1, 1, 1, 1);
    servers[1]!.served = 1;
    servers[3]!.queued = 2;
    const shares = tally(picks(new JoinShortestQueue(servers), 9000, new TestAsking()), 4);
    expect(shares[1]).toBe(0);
    expect(shares[3]).toBe(0);
    expect(shares[0]! / 9000).toBeCloseTo(1 / 2, 1);
  });

  it('sees weights as speeds', () => {
    const servers = testServers(1, 3);
    servers[1]!.served = 1;
    expect(picks(new JoinShortestQueue(servers), 3, new TestAsking())).toEqual([1, 1, 1]);
    servers[1]!.served = 3;
    expect(picks(new JoinShortestQueue(servers), 3, new TestAsking())).toEqual([0, 0, 0]);
  });
});

describe('join an idle queue', () => {
  it('takes who has been idle longest, each once', () => {
    const algorithm = new JoinIdleQueue(testServers(1, 1, 1));
    const asking = new TestAsking();
    expect(picks(algorithm, 3, asking)).toEqual([0, 1, 2]);
    algorithm.idle(2);
    algorithm.idle(0);
    algorithm.idle(2);
    expect(picks(algorithm, 2, asking)).toEqual([2, 0]);
  });

  it('takes any if none said that it is idle', () => {
    const algorithm = new JoinIdleQueue(testServers(1, 1, 1));
    picks(algorithm, 3, new TestAsking());
    const shares = tally(picks(algorithm, 9000, new TestAsking()), 3);
    for (const share of shares) expect(share / 9000).toBeCloseTo(1 / 3, 1);
  });

  it('forgets one that goes, and knows that one that comes is idle', () => {
    const servers = testServers(1, 1, 1);
    const algorithm = new JoinIdleQueue(servers);
    servers[0]!.usable = false;
    algorithm.serverDown(0);
    algorithm.idle(0);
    expect(picks(algorithm, 2, new TestAsking())).toEqual([1, 2]);
    servers[0]!.usable = true;
    algorithm.serverUp(0);
    expect(algorithm.pick(-1, new TestAsking())).toBe(0);
  });
});
