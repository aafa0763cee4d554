import { describe, expect, it } from 'vitest';
import recorded from '../testing/client-28-inspect.json' with { type: 'json' };
import { TestSwarm } from '../testing/test-swarm.ts';

/** Ids and times differ from run to run; where a text names an age, the test's is as good as the recorded one. */
function comparable(text: string): string {
  return text
    .replace(/\b[0-9a-z]{25}\b/g, 'ID')
    .replace(/20\d\d-[^"]*Z/g, 'TIME')
    .replace(/"Index": \d+/g, '"Index": N')
    .replace(/Started:\t.*/, 'Started:');
}

function inspected(create: string, inspect: string): string {
  const swarm = new TestSwarm([{ name: 'manager1', id: 'm'.repeat(25), role: 'manager' }]);
  swarm.run('docker network create -d overlay net1', 'manager1');
  const id = swarm.run(create, 'manager1').stdout.trim();
  const service = swarm.control.getService(id);
  swarm.store.update((tx) => {
    // What the allocator would do; and the one that the recorder had marked as being updated.
    tx.updateService({
      ...service,
      endpoint: { spec: service.spec.endpoint, ports: service.spec.endpoint.ports, virtualIps: [] },
      updateStatus:
        service.spec.name === 'web'
          ? { state: 'updating', startedAtMs: 0, completedAtMs: null, message: 'update in progress' }
          : null,
    });
  });
  return swarm.run(`${inspect} ${service.spec.name}`, 'manager1').stdout;
}

describe('service inspect prints what client 28.2.2 prints of the same service', () => {
  it.each(recorded)('$inspect after $create', ({ create, inspect, stdout }) => {
    // The recorder's stand-in for an engine kept the network's name, where engines put its id.
    expect(comparable(inspected(create, inspect))).toBe(stdout.replace('"Target": "net1"', '"Target": "ID"'));
  });
});
