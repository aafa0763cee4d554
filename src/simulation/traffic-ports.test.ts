import { describe, expect, it } from 'vitest';
import { TrafficWorld } from '../traffic/testing/traffic-world.ts';
import { servingImage } from './testing/scenario.ts';
import { node, task } from './testing/task.ts';
import { TrafficPorts } from './traffic-ports.ts';

function setUp() {
  const world = new TrafficWorld([1]);
  const ports = new TrafficPorts(world.traffic, (id) => id.replace('n', 'node'));
  return { ports, stations: world.traffic.parts.stations };
}

describe('the ports of the traffic', () => {
  it('make a station of a container, by its node’s name, for as long as it lives', () => {
    const { ports, stations } = setUp();
    ports.open(task(), node(), servingImage('web:1'));
    ports.listen('task1');
    expect(stations.all[0]).toMatchObject({
      state: 'listening',
      description: { id: 'task1', service: 'web', slot: 1, node: 0 },
    });
    ports.kill('task1');
    ports.remove(task());
    expect(stations.all[0]?.state).toBe('gone');
  });

  it('tell of limits, and of reservations in CPUs', () => {
    const { ports, stations } = setUp();
    const own = task();
    const limits = { nanoCpus: 5e8, memoryBytes: 700 };
    const reservations = { nanoCpus: 25e7, memoryBytes: 0, generic: [] };
    ports.open({ ...own, spec: { ...own.spec, limits, reservations } }, node(), servingImage('web:1'));
    expect(stations.all[0]?.description.resources).toEqual({
      limitCpus: 0.5,
      reservedCpus: 0.25,
      limitMemoryBytes: 700,
    });
  });

  it('pause what runs for a slot', () => {
    const { ports } = setUp();
    ports.open(task(), node(), servingImage('web:1'));
    expect(ports.pauseSlot('web', 1)).toHaveLength(1);
    expect(ports.pauseSlot('web', 2)).toEqual([]);
    expect(ports.pauseSlot('web', 'node1')).toHaveLength(1);
    expect(ports.pauseSlot('db', 'node1')).toEqual([]);
    ports.kill('task1');
    expect(ports.pauseSlot('web', 1)).toEqual([]);
  });

  it('are left alone by a container that never ran', () => {
    const { ports, stations } = setUp();
    ports.deactivate(task());
    ports.remove(task());
    expect(stations.all).toEqual([]);
  });

  it('hold it for a fault when a container that never ran is to take traffic, or a machine is unknown', () => {
    const { ports } = setUp();
    expect(() => ports.activate(task())).toThrow('no container of task task1 was started');
    expect(() => ports.nodeLost('n7')).toThrow('the traffic knows no node node7');
  });
});
