import { expect, it } from 'vitest';
import { TestAsking, tally, testServers } from '../../testing/test-server.ts';
import { Lottery } from './lottery.ts';

const draws = 30_000;

/** Share of draws that each server wins, the second of a round if `second`. */
function shares(lottery: Lottery, servers: number, avoid = -1, second = false): number[] {
  const asking = new TestAsking(5);
  const winners = Array.from({ length: draws }, () => {
    const first = lottery.draw(avoid, asking);
    if (!second) return first;
    lottery.setAside(first);
    return lottery.drawAgain(asking);
  });
  return tally(winners, servers).map((count) => count / draws);
}

function expectClose(found: readonly number[], wanted: readonly number[]): void {
  for (const [index, share] of wanted.entries()) expect(Math.abs(found[index]! - share)).toBeLessThan(0.012);
}

it('draws by weight, or all alike', () => {
  expectClose(shares(new Lottery(testServers(1, 2, 5)), 3), [1 / 8, 2 / 8, 5 / 8]);
  expectClose(shares(new Lottery(testServers(1, 2, 5), false), 3), [1 / 3, 1 / 3, 1 / 3]);
});

it('gives a second draw those that are left, by their weights', () => {
  const one = 3 / 4 + (1 / 4) * 0;
  expectClose(shares(new Lottery(testServers(1, 3)), 2, -1, true), [one, 1 / 4]);
});

it('shares out a saturated or avoided server’s part evenly, also when nearly none is left', () => {
  const servers = testServers(1, 1, 1, 1, 1, 1, 1, 1);
  for (const server of servers.slice(3)) server.saturated = true;
  expectClose(shares(new Lottery(servers), 8, 0), [0, 1 / 2, 1 / 2, 0, 0, 0, 0, 0]);
});

it('follows servers that come and go', () => {
  const servers = testServers(1, 1, 1);
  const lottery = new Lottery(servers);
  lottery.remove(0);
  expectClose(shares(lottery, 3), [0, 1 / 2, 1 / 2]);
  lottery.add(0);
  lottery.remove(2);
  expectClose(shares(lottery, 3), [1 / 2, 1 / 2, 0]);
});
