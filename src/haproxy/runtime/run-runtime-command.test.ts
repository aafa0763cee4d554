import { describe, expect, it } from 'vitest';
import { plainBackend, plainBalancer, plainCheck, plainServer } from '../../traffic/balancer/plain-balancer.ts';
import type { BalanceAlgorithm } from '../../traffic/spec.ts';
import { TrafficWorld } from '../../traffic/testing/traffic-world.ts';
import { parseRuntimeCommand } from './parse-runtime-command.ts';
import { runRuntimeCommand } from './run-runtime-command.ts';

/** A backend `be` of s1 (weight 10, with checks) and s2. */
function setUp(kind: 'roundrobin' | 'static-rr' = 'roundrobin') {
  const algorithm: BalanceAlgorithm = { kind };
  const servers = [1, 2].map((id) => ({
    ...{ ...plainServer, id, name: `s${id}`, host: `node${id}`, port: 80, weight: 12 - 2 * id },
    check: id === 1 ? plainCheck : null,
  }));
  const backends = [{ ...plainBackend, algorithm, name: 'be', servers }];
  const world = new TrafficWorld([1, 1], {
    balancers: [{ ...plainBalancer, name: 'haproxy', frontends: [], backends }],
  });
  world.traffic.start();
  const [balancer] = world.traffic.parts.balancers;
  return {
    pool: balancer!.backends[0]!.pool,
    ask: (command: string) => runRuntimeCommand(parseRuntimeCommand(`haproxy ${command}`), balancer!, world.loop.nowMs),
  };
}

describe('a runtime command', () => {
  it('sets a weight, a share of the configured one rounded down', () => {
    const { pool, ask } = setUp();
    expect(ask('set weight be/s1 25%')).toBe('\n');
    expect(pool.server(0).weight).toBe(2);
    expect(ask('get weight be/s1')).toBe('2 (initial 10)\n\n');
    ask('set weight be/s1 200');
    ask('set weight be/s2 5000%');
    expect([pool.server(0).weight, pool.server(1).weight]).toEqual([200, 256]);
  });

  it('is refused for another weight of a static algorithm than none and the configured one', () => {
    const { pool, ask } = setUp('static-rr');
    expect(() => ask('set weight be/s1 5')).toThrow(
      "Backend is using a static LB algorithm and only accepts weights '0%' and '100%'.",
    );
    ask('set weight be/s1 0');
    expect(pool.server(0).weight).toBe(0);
    ask('set weight be/s1 100%');
    expect(pool.server(0).weight).toBe(10);
  });

  it('sets states, limits, and what checks are to have found', () => {
    const { pool, ask } = setUp();
    ask('set server be/s1 state drain');
    ask('set maxconn server be/s2 7');
    ask('set server be/s2 health down');
    expect(pool.server(0)).toMatchObject({ admin: 'drain', health: 'up' });
    expect(pool.server(1)).toMatchObject({ maxConnections: 7, health: 'down' });
    ask('disable server be/s1');
    expect(pool.server(0).admin).toBe('maintenance');
    ask('enable server be/s1');
    expect(pool.server(0).admin).toBe('ready');
  });

  it.each([
    ['set weight nothing/s1 5', 'No such backend.'],
    ['set weight be/s3 5', 'No such server.'],
    ['show servers state nothing', "Can't find backend."],
  ])('%s is refused: %s', (command, message) => {
    const { ask } = setUp();
    expect(() => ask(command)).toThrow(message);
  });

  it('shows the servers', () => {
    const { ask } = setUp();
    ask('set server be/s2 state drain');
    ask('set weight be/s1 5');
    expect(ask('show servers state')).toBe(
      [
        '1',
        '# be_id be_name srv_id srv_name srv_addr srv_op_state srv_admin_state srv_uweight srv_iweight srv_port',
        '2 be 1 s1 node1 2 0 5 10 80',
        '2 be 2 s2 node2 2 8 8 8 80',
        '',
        '',
      ].join('\n'),
    );
    expect(ask('show stat')).toBe(
      [
        '# pxname,svname,qcur,scur,slim,stot,status,weight,act,bck,econ,eresp,wretr,wredis,chkfail,chkdown',
        'be,s1,0,0,,0,UP,5,1,0,0,0,0,0,0,0',
        'be,s2,0,0,,0,DRAIN,8,1,0,0,0,0,0,,',
        'be,BACKEND,0,0,1,0,UP,5,1,0,0,0,0,0,0,0',
        '',
        '',
      ].join('\n'),
    );
    expect(ask('show backend')).toBe('# name\nbe\n\n');
  });
});
