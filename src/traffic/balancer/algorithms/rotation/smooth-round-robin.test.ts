import { expect, it } from 'vitest';
import { picks, TestAsking, testServers } from '../../testing/test-server.ts';
import { SmoothRoundRobin } from './smooth-round-robin.ts';

it('spreads the turns of a heavy server, as nginx does', () => {
  expect(picks(new SmoothRoundRobin(testServers(5, 1, 1)), 7, new TestAsking())).toEqual([0, 0, 1, 0, 2, 0, 0]);
});

it('keeps what a server has gained while it is away', () => {
  const servers = testServers(1, 1, 1);
  const algorithm = new SmoothRoundRobin(servers);
  const asking = new TestAsking();
  expect(picks(algorithm, 1, asking)).toEqual([0]);
  servers[1]!.usable = false;
  expect(picks(algorithm, 3, asking)).toEqual([2, 2, 0]);
  servers[1]!.usable = true;
  expect(picks(algorithm, 1, asking)).toEqual([1]);
});
