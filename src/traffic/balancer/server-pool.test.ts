import { describe, expect, it } from 'vitest';
import type { DeclaredServer } from './pool-server.ts';
import { declaredServers, PoolWorld } from './testing/pool-world.ts';

const one = { maxConnections: 1 };
const byKey = {
  algorithm: {
    kind: 'hash',
    of: { kind: 'source' },
    type: { lookup: 'map', function: 'sdbm', avalanche: false, balanceFactor: 0 },
  },
} as const;

function admitAll(world: PoolWorld, count: number) {
  return Array.from({ length: count }, () => world.admit());
}

describe('a pool of servers', () => {
  it('queues what no server may have, and sends it in the order of arrival', () => {
    const world = new PoolWorld({ servers: declaredServers(one, one) });
    expect(admitAll(world, 5)).toEqual([0, 1, 'queued', 'queued', 'queued']);
    world.end(1);
    world.end(0);
    expect(world.places).toEqual(['ended', 'ended', 1, 0, 'queued']);
    expect(world.pool.queued).toBe(1);
  });

  it('knows no bound without maxconn', () => {
    const world = new PoolWorld({ servers: declaredServers({}) });
    expect(new Set(admitAll(world, 100))).toEqual(new Set([0]));
  });

  it('lets a request wait for the server that its key belongs to, and refuses it if too many wait there', () => {
    const servers = declaredServers({ ...one, maxQueue: 2 }, one);
    const world = new PoolWorld({ ...byKey, servers, key: () => 0 });
    expect(admitAll(world, 4)).toEqual([0, 'queued', 'queued', 'refused']);
    expect(world.pool.waitsFor(1)).toBe(0);
    expect(world.pool.server(0).queued).toBe(2);
    world.end(0);
    expect(world.places).toEqual(['ended', 0, 'queued', 'refused']);
  });

  it('takes the older of the two queues’ first, of equally old ones its own', () => {
    // Some have a key of server 0, some none: these wait for any server.
    const world = new PoolWorld({
      ...byKey,
      servers: declaredServers(one, one),
      key: (request) => (request < 2 ? request : request % 2 === 0 ? -1 : 0),
    });
    admitAll(world, 2);
    world.nowMs = 5.1;
    admitAll(world, 1);
    world.nowMs = 5.9;
    admitAll(world, 1);
    world.nowMs = 6;
    admitAll(world, 2);
    world.end(0);
    expect(world.places).toEqual(['ended', 1, 'queued', 0, 'queued', 'queued']);
    world.end(3);
    world.end(2);
    world.end(4);
    expect(world.told).toEqual([3, 2, 5]);
  });

  it('gives a server fewer while the backend has few, with minconn and fullconn', () => {
    const servers = declaredServers({ minConnections: 2, maxConnections: 10 });
    const world = new PoolWorld({ servers, fullConnections: 20 });
    // 10·n/20 of n, from 2 to 10.
    expect(admitAll(world, 4)).toEqual([0, 0, 'queued', 'queued']);
    expect(world.pool.server(0).limit).toBe(2);
    admitAll(world, 8);
    expect(world.pool.server(0).limit).toBe(6);
    admitAll(world, 10);
    expect(world.pool.server(0).limit).toBe(10);
    world.end(0);
    expect(world.pool.server(0).served).toBe(10);
  });

  it('holds back a server that is not warm, in weight and in limit', () => {
    const world = new PoolWorld({ servers: declaredServers({ weight: 10, maxConnections: 10, disabled: true }) });
    world.pool.setWarmth(0, 1, 0);
    world.pool.setAdmin(0, 'ready', 0);
    expect(world.pool.server(0).effectiveWeight).toBe(10);
    expect(admitAll(world, 2)).toEqual([0, 'queued']);
    world.pool.setWarmth(0, 8, 50);
    expect([world.pool.server(0).effectiveWeight, world.pool.server(0).limit]).toEqual([80, 5]);
    world.pool.setWarmth(0, 16, 100);
    expect([world.pool.server(0).effectiveWeight, world.pool.server(0).limit]).toEqual([160, 10]);
  });

  it('balances a request anew, elsewhere if it can', () => {
    const world = new PoolWorld({ servers: declaredServers({}, {}) });
    expect(world.admit()).toBe(0);
    expect(world.redispatch(0)).toBe(1);
    expect(world.redispatch(0)).toBe(0);
    expect([world.pool.server(0).served, world.pool.server(1).served]).toEqual([1, 0]);
    world.pool.setAdmin(1, 'maintenance', 0);
    expect(world.redispatch(0)).toBe(0);
  });

  it('lets the next one in when a request is balanced anew, before that one looks for a server', () => {
    const world = new PoolWorld({ servers: declaredServers(one) });
    admitAll(world, 2);
    expect(world.redispatch(0)).toBe('queued');
    expect(world.places).toEqual(['queued', 0]);
  });

  it('forgets a request that does not wait any longer', () => {
    const world = new PoolWorld({ servers: declaredServers(one) });
    admitAll(world, 3);
    world.end(1);
    world.end(1);
    world.end(0);
    expect(world.places).toEqual(['ended', 'ended', 0]);
    expect(world.pool.queued).toBe(0);
  });

  it('tells of one dequeued request at a time, though its end lets the next one in', () => {
    const world = new PoolWorld({ servers: declaredServers(one) });
    let depth = 0;
    const depths: number[] = [];
    world.dequeued = (request) => {
      depths.push(++depth);
      world.end(request);
      depth--;
    };
    admitAll(world, 1000);
    world.end(0);
    expect(depths).toEqual(Array(999).fill(1));
    expect(world.pool.server(0).served).toBe(0);
  });
});

describe('a server that goes', () => {
  function withOneWaiting(redispatch: number | null) {
    const world = new PoolWorld({ ...byKey, servers: declaredServers(one, one), key: () => 0, redispatch });
    admitAll(world, 2);
    return world;
  }

  it.each(['drain', 'maintenance'] as const)('by %s keeps its queue without option redispatch', (admin) => {
    const world = withOneWaiting(null);
    world.pool.setAdmin(0, admin, 0);
    expect(world.places).toEqual([0, 'queued']);
    world.end(0);
    expect(world.places).toEqual(['ended', 0]);
  });

  it.each(['down', 'stopping'] as const)('because it is %s hands its queue on with option redispatch', (health) => {
    const world = withOneWaiting(-1);
    world.pool.setHealth(0, health, 0);
    expect(world.places).toEqual([0, 1]);
  });

  it('as the last one leaves its queue refused', () => {
    const world = withOneWaiting(-1);
    world.pool.setHealth(1, 'down', 0);
    world.pool.setHealth(0, 'down', 0);
    expect(world.places).toEqual([0, 'refused']);
    expect(world.admit()).toBe('refused');
  });

  it('leaves those that wait for any server waiting, even if none is left', () => {
    const world = new PoolWorld({ servers: declaredServers(one), redispatch: -1 });
    admitAll(world, 2);
    world.pool.setHealth(0, 'down', 0);
    world.end(0);
    expect(world.places).toEqual(['ended', 'queued']);
    world.pool.setHealth(0, 'up', 0);
    expect(world.places).toEqual(['ended', 0]);
  });
});

describe('a server that comes', () => {
  function withTwoWaiting(...servers: Partial<DeclaredServer>[]) {
    const world = new PoolWorld({ servers: declaredServers(...servers) });
    admitAll(world, 3);
    expect(world.places).toEqual([0, 'queued', 'queued']);
    return world;
  }

  it('out of maintenance takes what waits, and counts none of it (as HAProxy 2.6)', () => {
    const world = withTwoWaiting(one, { maxConnections: 2, disabled: true });
    world.pool.setAdmin(1, 'ready', 0);
    expect(world.places).toEqual([0, 1, 1]);
    const { served, current } = world.pool.server(1);
    expect([served, current]).toEqual([0, 2]);
    expect(admitAll(world, 3)).toEqual([1, 1, 'queued']);
    // Of the four that it has, three must end before it takes another one.
    world.end(1);
    world.end(2);
    expect(world.places.at(-1)).toBe('queued');
    world.end(3);
    expect(world.places.at(-1)).toBe(1);
  });

  it('out of drain, or with a weight again, takes nothing', () => {
    const world = withTwoWaiting(one, { weight: 0 });
    world.pool.setWeight(1, 1);
    world.pool.setAdmin(1, 'drain', 0);
    world.pool.setAdmin(1, 'ready', 0);
    expect(world.places).toEqual([0, 'queued', 'queued']);
    // An idle server stands next to a queue.
    expect(world.admit()).toBe('queued');
  });

  it('is not asked by its checks while it is in maintenance, and is up when it leaves', () => {
    const world = new PoolWorld({ servers: declaredServers({}) });
    world.pool.setHealth(0, 'down', 0);
    world.pool.setAdmin(0, 'maintenance', 0);
    world.pool.setHealth(0, 'up', 0);
    expect(world.pool.running(0)).toBe(false);
    world.pool.setAdmin(0, 'ready', 0);
    expect(world.admit()).toBe(0);
  });
});

describe('backups', () => {
  const servers = declaredServers({}, { backup: true }, { backup: true });

  it('are used when no active server is left: the first one that is usable', () => {
    const world = new PoolWorld({ servers });
    expect(world.admit()).toBe(0);
    world.pool.setHealth(0, 'down', 0);
    world.pool.setHealth(1, 'down', 0);
    expect(admitAll(world, 2)).toEqual([2, 2]);
    world.pool.setHealth(1, 'up', 0);
    expect(admitAll(world, 2)).toEqual([1, 1]);
    expect(world.pool.usableActive).toBe(0);
  });

  it('all take turns with option allbackups', () => {
    const world = new PoolWorld({ servers, allBackups: true });
    world.pool.setHealth(0, 'down', 0);
    expect(admitAll(world, 4)).toEqual([1, 2, 1, 2]);
  });

  it('take from the queue only while they are in use', () => {
    const world = new PoolWorld({ servers: declaredServers(one, { ...one, backup: true }), allBackups: true });
    world.pool.setHealth(0, 'down', 0);
    expect(admitAll(world, 3)).toEqual([1, 'queued', 'queued']);
    world.pool.setHealth(0, 'up', 0);
    world.end(0);
    expect(world.places).toEqual(['ended', 0, 'queued']);
  });

  it('queue what the only one of them may not have for that one', () => {
    const world = new PoolWorld({ servers: declaredServers({ disabled: true }, { ...one, backup: true }) });
    expect(admitAll(world, 2)).toEqual([1, 'queued']);
    expect(world.pool.waitsFor(1)).toBe(1);
  });
});
