import { describe, expect, it } from 'vitest';
import { TaskState } from '../objects/task-state.ts';
import { serviceSpec } from '../testing/service-spec.ts';
import { TestSwarm } from '../testing/test-swarm.ts';

const port = (publishedPort: number) =>
  ({ protocol: 'tcp', targetPort: 80, publishedPort, publishMode: 'ingress' }) as const;
const published = (name: string, publishedPort: number) =>
  serviceSpec(name, { endpoint: { mode: 'vip', ports: [port(publishedPort)] } });

describe('Allocator', () => {
  it('lets tasks wait until their service has its ports', () => {
    const test = new TestSwarm(1);
    const first = test.create(published('a', 0));
    test.loop.runUntil(100);
    // The control API looks at what is allocated; a port that is chosen in the same instant is only found here.
    const second = test.create(published('b', 0));
    test.create(published('c', 30_001));
    test.loop.runUntil(5_000);
    const waiting = test.swarm.control.listTasks().filter(({ status }) => status.state === TaskState.new);
    expect(waiting.map(({ serviceName }) => serviceName)).toEqual(['c']);
    test.swarm.control.removeService(second.id);
    test.loop.runUntil(10_000);
    expect(test.running('c')).toHaveLength(1);
    expect(test.swarm.control.getService(first.id).endpoint?.ports[0]?.publishedPort).toBe(30_000);
  });

  it('gives no virtual address in mode dnsrr, one per network otherwise', () => {
    const test = new TestSwarm(1);
    const networks = { task: { networks: ['front', 'back'] } };
    test.create(serviceSpec('a', networks));
    test.create(serviceSpec('b', { ...networks, endpoint: { mode: 'dnsrr', ports: [] } }));
    test.loop.runUntil(100);
    const addresses = (name: string) =>
      test.swarm.control.findService(name).endpoint?.virtualIps.map(({ addr }) => addr);
    expect(addresses('a')).toEqual(['10.0.1.2/24', '10.0.2.2/24']);
    expect(addresses('b')).toEqual([]);
  });
});
