import type { RunResult } from '../../src/simulation/run-result.ts';
import type { Simulation } from '../../src/simulation/simulation.ts';
import type { Task } from '../../src/swarm/objects/task.ts';
import { TaskState } from '../../src/swarm/objects/task-state.ts';
import { same } from './same.ts';

/** What is written down while a run goes on agrees with what is. Throws an Error that says what does not. */
export function checkBooks({ world }: Simulation): void {
  const { recording, swarms, traffic, machines } = world;
  const tasks = swarms.flatMap(({ control }) => control.listTasks());
  const living = traffic.parts.stations.all.filter(({ state }) => state !== 'gone');
  for (const { live, latest, name } of recording.services.records) {
    if (!swarms.some(({ swarm }) => swarm.store.services.has(latest.id))) continue;
    // Between those that the store knows to be its tasks and all of its name: it may have a namesake that is on its way out.
    const own = new Set(tasks.filter(({ serviceId }) => serviceId === latest.id).map(({ id }) => id));
    const least = living.filter(({ description }) => own.has(description.id)).length;
    const most = living.filter(({ description }) => description.service === name).length;
    if (live < least || live > most) throw new Error(`service ${name} counts ${live} containers, not ${least}–${most}`);
  }
  machines.forEach(({ spec: { name }, hasPower }, node) => {
    const running = living.filter(({ description }) => description.node === node).length;
    same(`containers counted on ${name}`, recording.processes.on(name), running);
    if (!hasPower) same(`containers on ${name}, which is down`, running, 0);
    const held = tasks.filter((task) => world.directory.nameOf(task.nodeId) === name && holdsRoom(task));
    const { nanoCpus, memoryBytes } = recording.placement.ofNode(name);
    const sum = (of: (task: Task) => number) => held.reduce((total, task) => total + of(task), 0);
    same(
      `CPUs reserved on ${name}`,
      nanoCpus,
      sum(({ spec }) => spec.reservations.nanoCpus),
    );
    same(
      `memory reserved on ${name}`,
      memoryBytes,
      sum(({ spec }) => spec.reservations.memoryBytes),
    );
  });
  const waiting = tasks.filter(({ status, desiredState }) => {
    return status.state === TaskState.pending && desiredState <= TaskState.complete;
  });
  same('pending tasks', recording.pending.pendingNow, waiting.length);
}

function holdsRoom({ status }: Task): boolean {
  return status.state >= TaskState.assigned && status.state <= TaskState.running;
}

/** Every request that was sent has ended once, or is still under way. */
export function checkCounts({ world }: Simulation, { latency }: RunResult): void {
  const { traffic, scenario } = world;
  // Those of a class are counted by their client too.
  const classes = new Set(
    scenario.clients.flatMap((each) => (each.classes ?? []).map(({ name }) => `${each.name}/${name}`)),
  );
  const own = latency.filter(({ client }) => !classes.has(client));
  const ended = own.reduce((sum, { requests }) => sum + requests, 0);
  same('requests sent', traffic.sent, ended + traffic.inFlight);
  for (const row of latency) same(`requests of ${row.client} at ${row.time_s} s`, row.requests, row.ok + row.errors);
  // Who waits for ever for one of a few connections to a dead machine is not waited for.
  const waitsForEver = scenario.clients.some(
    ({ timeoutMs, connections }) => timeoutMs === null && connections !== null,
  );
  if (scenario.drain && !waitsForEver) same('requests in flight at the end', traffic.inFlight, 0);
}
