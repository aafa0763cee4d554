import { makeSampler, type Sampler } from '../kernel/distribution.ts';
import type { EventId, EventLoop } from '../kernel/event-loop.ts';
import type { RandomStream } from '../kernel/random-stream.ts';
import type { RandomStreams } from '../kernel/random-streams.ts';
import type { SwarmNode } from '../swarm/objects/node.ts';
import type { Task } from '../swarm/objects/task.ts';
import type { ContainerEvents, ContainerRuntime } from '../swarm/ports.ts';
import { defaultProbeMs, type HealthCheck, healthCheckOf } from './health-check.ts';
import { HealthProbe } from './health-probe.ts';
import type { ImageRegistry } from './image-registry.ts';
import type { ImageSpec } from './scenario.ts';

/** The queueing stations behind the containers, as far as a container's life touches them. */
export interface Stations {
  /** The process runs and refuses connections; for good if its image serves nothing. */
  open(task: Task, node: SwarmNode, image: ImageSpec): void;
  listen(taskId: string): void;
  /** What a health check would find. */
  look(taskId: string): 'answers' | 'refuses' | 'hangs';
  /** The process takes notice of a signal: now, or, if it stands still, when it goes on. */
  signal(taskId: string, notice: () => void): void;
  /** Refuses new connections; `onEmpty` when the last request that it holds is answered. */
  drain(taskId: string, onEmpty: () => void): void;
  /** The process is gone, and all that it held with it. */
  kill(taskId: string): void;
}

/** How long the stages of a container's life take, in ms. */
export interface ContainerTimes {
  readonly createMs: number;
  readonly startMs: number;
  /** Of a process that ends by itself. */
  readonly exitAfterMs: number;
  /** From SIGTERM on. */
  readonly stopAfterMs: number;
}

export interface ContainerWorld {
  readonly loop: EventLoop;
  readonly random: RandomStreams;
  readonly registry: ImageRegistry;
  readonly stations: Stations;
  imageOf(reference: string): ImageSpec;
  downloadBytesPerMs(nodeName: string): number;
  /** Whether a machine has what a bind mount names. */
  hasPath(nodeName: string, path: string): boolean;
  /** What a task's container takes, given what was drawn from its image's laws. */
  timesOf(task: Task, drawn: ContainerTimes): ContainerTimes;
  /** A process has begun (1) or ended (−1). */
  processChanged(task: Task, step: 1 | -1): void;
  /** Its engine tells of it: `create`, `start`, `die`… with what it says besides. */
  told(task: Task, action: string, more?: Readonly<Record<string, string>>): void;
}

const killedExitCode = 137;
/** How long the engine takes to see that it cannot make a container. Measured: 1 to 2 ms (engine 20.10). */
const refusedMs = 2;

/** Source: moby `volume/mounts/validate.go`. */
function noBindSource(source: string): string {
  return `invalid mount config for type "bind": bind source path does not exist: ${source}`;
}

/** The laws of one image, made once. */
interface ImageSamplers {
  readonly create: Sampler;
  readonly start: Sampler;
  readonly listensAfter: Sampler;
  readonly exitAfter: Sampler | null;
  readonly stopAfter: Sampler | null;
  readonly health: { readonly takes: Sampler; readonly passesFrom: Sampler; readonly passesUntil: Sampler | null };
}

/** When a container passes its health check: from and until so long after its start, in ms. */
interface Health {
  readonly check: HealthCheck;
  readonly probeMs: number;
  readonly passesFromMs: number;
  readonly passesUntilMs: number;
}

/** Its times are drawn when it is made, all of them, so that the next container's draws do not hang on this one's fate. */
interface Container extends ContainerTimes {
  readonly task: Task;
  readonly image: ImageSpec;
  readonly listensAfterMs: number;
  readonly health: Health | null;
  started: boolean;
  /** It was told to end. */
  stopping: boolean;
  readonly timers: Set<EventId>;
}

/**
 * Containers as the scenario's images describe them: pulled, created, started, listening, ending by themselves or
 * when they are told to. A container is addressed by its task's id.
 */
export class SimulatedContainers implements ContainerRuntime {
  readonly #world: ContainerWorld;
  readonly #containers = new Map<string, Container>();
  readonly #samplers = new Map<string, ImageSamplers>();
  #events: ContainerEvents | null = null;

  constructor(world: ContainerWorld) {
    this.#world = world;
  }

  /** Whom to tell of exits: the swarm, which is built after its runtime. */
  report(events: ContainerEvents): void {
    this.#events = events;
  }

  prepare(task: Task, node: SwarmNode, done: (error: string) => void): void {
    const image = this.#world.imageOf(task.spec.container.image);
    const container = this.#make(task, image);
    this.#containers.set(task.id, container);
    const noImage = () =>
      this.#later(container, container.createMs, () => done(`No such image: ${task.spec.container.image}`));
    if (image.missing) {
      noImage();
      return;
    }
    const name = node.description?.hostname ?? node.id;
    this.#world.registry.pull(name, this.#world.downloadBytesPerMs(name), image, (arrived) => {
      if (this.#containers.get(task.id) !== container) return;
      if (!arrived) {
        noImage();
        return;
      }
      const missing = task.spec.container.mounts.find(
        ({ type, source }) => type === 'bind' && !this.#world.hasPath(name, source),
      );
      if (missing !== undefined) {
        this.#later(container, refusedMs, () => done(noBindSource(missing.source)));
        return;
      }
      this.#later(container, container.createMs, () => {
        this.#world.told(task, 'create');
        done('');
      });
    });
  }

  start(task: Task, node: SwarmNode, done: (error: string, isChecked: boolean) => void): void {
    const container = this.#containers.get(task.id);
    if (container === undefined) throw new Error(`start of a container that was not created: task ${task.id}`);
    this.#later(container, container.startMs, () => {
      container.started = true;
      const { image } = container;
      this.#world.stations.open(task, node, image);
      this.#world.processChanged(task, 1);
      this.#world.told(task, 'start');
      if (image.serving !== null) {
        this.#later(container, container.listensAfterMs, () => this.#world.stations.listen(task.id));
      }
      if (image.exits !== null) {
        const { code } = image.exits;
        this.#later(container, container.exitAfterMs, () => this.#end(container, code));
      }
      if (container.health !== null) this.#probe(container, container.health);
      done('', container.health !== null);
    });
  }

  stop(task: Task, graceMs: number): void {
    const container = this.#containers.get(task.id);
    if (container === undefined || !container.started)
      throw new Error(`stop of a container that does not run: task ${task.id}`);
    this.#world.told(task, 'kill', { signal: '15' });
    this.#later(container, graceMs, () => {
      this.#world.told(task, 'kill', { signal: '9' });
      this.#end(container, killedExitCode);
    });
    container.stopping = true;
    this.#world.stations.signal(task.id, () => this.#terminate(container));
  }

  /** SIGTERM has reached the process. */
  #terminate(container: Container): void {
    if (this.#containers.get(container.task.id) !== container) return;
    const { onStop } = container.image;
    if (onStop.kind === 'exit') this.#later(container, container.stopAfterMs, () => this.#end(container, 0));
    if (onStop.kind === 'drain') this.#drain(container, onStop.limitMs);
  }

  /** No effect if it does not run. */
  kill({ id }: { readonly id: string }): void {
    const container = this.#containers.get(id);
    if (container?.started !== true) return;
    this.#world.told(container.task, 'kill', { signal: '9' });
    this.#end(container, killedExitCode);
  }

  remove(task: Task): void {
    const container = this.#containers.get(task.id);
    if (container !== undefined) this.#forget(container);
    this.#world.told(task, 'destroy');
  }

  #probe(container: Container, { check, probeMs, passesFromMs, passesUntilMs }: Health): void {
    const { loop, stations } = this.#world;
    const startedMs = loop.nowMs;
    new HealthProbe(check, {
      probeMs,
      later: (delayMs, action) => this.#later(container, delayMs, action),
      look: () => {
        const sinceMs = loop.nowMs - startedMs;
        const seen = stations.look(container.task.id);
        return seen !== 'answers' || (sinceMs >= passesFromMs && sinceMs < passesUntilMs) ? seen : 'refuses';
      },
      tell: (state) => {
        this.#world.told(container.task, `health_status: ${state}`);
        this.#events?.health(container.task, state);
      },
    });
  }

  #drain(container: Container, limitMs: number): void {
    const end = () => this.#end(container, 0);
    this.#later(container, limitMs, end);
    this.#world.stations.drain(container.task.id, () => this.#later(container, 0, end));
  }

  /** The process ends with this exit code, once. */
  #end(container: Container, exitCode: number): void {
    if (this.#containers.get(container.task.id) !== container) return;
    this.#forget(container);
    this.#world.told(container.task, 'die', { exitCode: String(exitCode) });
    if (container.stopping) this.#world.told(container.task, 'stop');
    this.#events?.exited(container.task, exitCode, '');
  }

  #forget(container: Container): void {
    for (const timer of container.timers) this.#world.loop.cancel(timer);
    container.timers.clear();
    this.#containers.delete(container.task.id);
    if (!container.started) return;
    this.#world.stations.kill(container.task.id);
    this.#world.processChanged(container.task, -1);
  }

  #later(container: Container, delayMs: number, action: () => void): void {
    const timer = this.#world.loop.call(delayMs, () => {
      container.timers.delete(timer);
      action();
    });
    container.timers.add(timer);
  }

  #make(task: Task, image: ImageSpec): Container {
    const samplers = this.#samplersOf(image);
    const stream = this.#world.random.stream(`containers/${task.serviceName}`);
    const createMs = samplers.create.sample(stream);
    const startMs = samplers.start.sample(stream);
    const listensAfterMs = samplers.listensAfter.sample(stream);
    const exitAfterMs = samplers.exitAfter?.sample(stream) ?? 0;
    const stopAfterMs = samplers.stopAfter?.sample(stream) ?? 0;
    const times = this.#world.timesOf(task, { createMs, startMs, exitAfterMs, stopAfterMs });
    const health = this.#healthOf(task, image, samplers, stream);
    return { task, image, ...times, listensAfterMs, health, started: false, stopping: false, timers: new Set() };
  }

  #healthOf(task: Task, image: ImageSpec, { health }: ImageSamplers, stream: RandomStream): Health | null {
    const check = healthCheckOf(task.spec.container.healthcheck, image.healthcheck);
    if (check === null) return null;
    const probeMs = health.takes.sample(stream);
    const passesFromMs = health.passesFrom.sample(stream);
    const passesUntilMs = health.passesUntil?.sample(stream) ?? Number.POSITIVE_INFINITY;
    return { check, probeMs, passesFromMs, passesUntilMs };
  }

  #samplersOf(image: ImageSpec): ImageSamplers {
    const known = this.#samplers.get(image.name);
    if (known !== undefined) return known;
    const made: ImageSamplers = {
      create: makeSampler(image.createMs),
      start: makeSampler(image.startMs),
      listensAfter: makeSampler(image.listensAfterMs),
      exitAfter: image.exits === null ? null : makeSampler(image.exits.afterMs),
      stopAfter: image.onStop.kind === 'exit' ? makeSampler(image.onStop.afterMs) : null,
      health: healthSamplers(image.healthcheck),
    };
    this.#samplers.set(image.name, made);
    return made;
  }
}

/** Of an image without a check of its own, for a service that has one: it passes as soon as it listens. */
function healthSamplers(healthcheck: ImageSpec['healthcheck']): ImageSamplers['health'] {
  return {
    takes: makeSampler(healthcheck?.takesMs ?? defaultProbeMs),
    passesFrom: makeSampler(healthcheck?.passesFromMs ?? { kind: 'constant', value: 0 }),
    passesUntil: healthcheck?.passesUntilMs == null ? null : makeSampler(healthcheck.passesUntilMs),
  };
}
