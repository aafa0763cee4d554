import { EventLoop } from '../../../src/kernel/event-loop.ts';
import { RandomStreams } from '../../../src/kernel/random-streams.ts';
import type { Machine, Membership } from '../../../src/swarm/machine.ts';
import type { Backends } from '../../../src/swarm/ports.ts';
import { swarmkit } from '../../../src/swarm/profile.ts';
import { spread } from '../../../src/swarm/scheduler/strategies/spread.ts';
import { defaultClusterSettings } from '../../../src/swarm/store/store.ts';
import { Swarm } from '../../../src/swarm/swarm.ts';
import type { GoldenNode, GoldenStep, Outcome, ScenarioCase } from './golden-scenario.ts';
import { Recorder } from './recorder.ts';
import { toServiceSpec } from './to-service-spec.ts';
import { VirtualContainers } from './virtual-containers.ts';

const noTraffic: Backends = {
  ...{ activate() {}, deactivate() {}, remove() {} },
  ...{ nodeLost() {}, nodeBack() {}, nodeCut() {}, engineLost() {}, engineBack() {} },
};

/** Runs one case of the golden data under a seed; `watch` sees the swarm before anything happens (for checks). */
export function runScenario(
  golden: ScenarioCase,
  seed: number,
  watch: (swarm: Swarm, loop: EventLoop) => void = () => {},
): Outcome {
  const loop = new EventLoop();
  const recorder = new Recorder();
  // Scheduled before all else, so that steps come first in their ms.
  for (const step of golden.steps) loop.at(step.at, { fire: () => takeStep(swarm, recorder, step) });
  const swarm: Swarm = new Swarm({
    loop,
    random: new RandomStreams(seed),
    profile: swarmkit,
    runtime: new VirtualContainers(loop, golden, () => swarm.containerEvents),
    backends: noTraffic,
    strategy: spread,
    settings: { ...defaultClusterSettings, taskHistoryLimit: golden.historyLimit },
  });
  watch(swarm, loop);
  swarm.watch((change, nowMs) => recorder.changed(change, nowMs));
  for (const node of golden.nodes) addNode(swarm, node);
  const snapshots = new Set(golden.steps.filter(({ op }) => op === 'snapshot').map(({ at }) => at));
  for (let nowMs = loop.nextTimeMs; nowMs <= golden.endMs; nowMs = loop.nextTimeMs) {
    loop.runUntil(nowMs);
    recorder.sample(nowMs);
    if (snapshots.has(nowMs)) recorder.snapshot(nowMs);
  }
  if (!snapshots.has(golden.endMs)) recorder.snapshot(golden.endMs);
  return recorder.outcome();
}

function takeStep(swarm: Swarm, recorder: Recorder, step: GoldenStep): void {
  const { control } = swarm;
  if (step.op === 'createService') control.createService(toServiceSpec(step.service));
  else if (step.op === 'updateService') {
    const { id, version } = control.findService(step.service.name);
    control.updateService(id, version, toServiceSpec(step.service));
    recorder.updated(id);
  } else if (step.op === 'rollback') {
    const { id, version, spec } = control.findService(step.name);
    control.updateService(id, version, spec, { rollback: 'previous' });
    recorder.updated(id);
  } else if (step.op === 'removeService') control.removeService(control.findService(step.name).id);
  else if (step.op === 'updateNode') {
    const node = control.getNode(step.node);
    const availability = step.availability ?? node.spec.availability;
    control.updateNode(node.id, node.version, { ...node.spec, availability, labels: step.labels ?? node.spec.labels });
  } else if (step.op === 'nodeStatus') {
    if (step.state === 'down') swarm.markDown(step.node);
    else swarm.reconnect(step.node);
  } else if (step.op === 'nodeResources') {
    swarm.changeResources(step.node, { nanoCpus: step.nanoCPUs, memoryBytes: step.memoryBytes, generic: [] });
  } else if (step.op === 'removeNode') control.removeNode(step.node, { force: true });
  else if (step.op === 'addNode') addNode(swarm, step.add);
}

function addNode(swarm: Swarm, node: GoldenNode): void {
  swarm.addMachine(machineOf(node), membershipOf(node));
  if (node.state === 'down') swarm.markDown(node.id);
}

function machineOf(node: GoldenNode): Machine {
  return {
    name: node.hostname,
    address: node.addr ?? '',
    resources: { nanoCpus: node.nanoCPUs ?? 0, memoryBytes: node.memoryBytes ?? 0, generic: [] },
    platform: node.os === undefined && node.arch === undefined ? null : { os: node.os ?? '', arch: node.arch ?? '' },
    engineVersion: '',
    engineLabels: node.engineLabels ?? {},
    plugins: [],
  };
}

function membershipOf(node: GoldenNode): Membership {
  const { id, role = 'worker', availability = 'active', labels = {} } = node;
  return { id, role, availability, labels, ready: true };
}
