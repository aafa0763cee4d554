import type { MachineSpec, Scenario } from '../../../src/simulation/scenario.ts';
import { machine, scenario } from '../../../src/simulation/testing/scenario.ts';
import { recordedImages } from './recorded-images.ts';
import type { RecordedNode, Recording } from './recording.ts';

/** The simulated clock is so far ahead of the recording's: what stood before its time 0 is put up in this time. */
export const leadMs = 20_000;

const joins = /^a new node (\S+) joins$/;
const nanoPerCpu = 1e9;

/** The recorded cluster without anything on it; machines that join later are there, and in no swarm. */
export function recordedScenario(recording: Recording, seed: number, endMs: number): Scenario {
  const base = scenario();
  const later = machinesThatJoin(recording);
  const [like] = recording.cluster.nodes;
  const nodes: RecordedNode[] = [
    ...recording.cluster.nodes,
    ...later.map((name) => ({ ...like!, name, role: 'worker' as const, labels: {} })),
  ];
  return scenario({
    name: recording.name,
    seed,
    durationMs: leadMs + endMs,
    intervalMs: leadMs + endMs,
    cluster: { ...base.cluster, swarm: 'none', registryBytesPerMs: 0, nodes: nodes.map(toMachine) },
    images: recordedImages(recording),
    composeFiles: {},
  });
}

export function machinesThatJoin({ steps }: Recording): string[] {
  return steps.flatMap(({ action }) => joins.exec(action ?? '')?.[1] ?? []);
}

function toMachine({ name, role, cpus, memoryBytes, labels }: RecordedNode, index: number): MachineSpec {
  const address = `192.168.99.${100 + index}`;
  return machine(name, { role, nanoCpus: cpus * nanoPerCpu, memoryBytes, labels, address, paths: [] });
}
