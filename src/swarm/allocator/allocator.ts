import type { EventId } from '../../kernel/event-loop.ts';
import { deepEqual } from '../deep-equal.ts';
import type { Endpoint, Service, VirtualIp } from '../objects/service.ts';
import type { Task } from '../objects/task.ts';
import { TaskState } from '../objects/task-state.ts';
import type { Component } from '../reactor.ts';
import type { StoreEvent } from '../store/feed.ts';
import type { Store } from '../store/store.ts';
import type { Timers } from '../timers.ts';
import { type AddressPool, ingressNetwork } from './address-pool.ts';
import { PortAllocator } from './port-space.ts';

const pendingMessage = 'pending task scheduling';

/** A service that found its port taken is tried again after this, or when something was given back. */
const retryMs = 5 * 60_000;

/**
 * Gives services their published ports and virtual addresses, and lets tasks through to the scheduler when their
 * service has them. Source: SwarmKit `manager/allocator`.
 */
export class Allocator implements Component {
  readonly #store: Store;
  readonly #loop: Timers;
  readonly #ports = new PortAllocator();
  readonly #addresses: AddressPool;
  /** Services whose ports could not be had. */
  readonly #unallocated = new Set<string>();
  /** Tasks that are new, in the order in which they came. */
  readonly #newTasks = new Map<string, Task>();
  #released = false;
  #retry: EventId | null = null;
  #started = false;

  /** @param addresses - of the swarm's networks, which outlive the leader */
  constructor(store: Store, loop: Timers, addresses: AddressPool) {
    this.#store = store;
    this.#loop = loop;
    this.#addresses = addresses;
  }

  react(event: StoreEvent): void {
    if (!this.#started) return;
    if (event.kind === 'service') this.#serviceChanged(event.before, event.after);
    else if (event.kind === 'task') this.#taskChanged(event.after, event.before);
    else if (event.kind === 'commit') this.#committed();
  }

  /** The first look at what is there. */
  resume(): boolean {
    if (this.#started) return false;
    this.#started = true;
    const services = [...this.#store.services.values()];
    for (const { endpoint } of services) this.#ports.restore(endpoint?.ports ?? []);
    for (const service of services) this.#serviceChanged(null, service);
    for (const task of this.#store.tasks.all()) this.#taskChanged(task, null);
    this.#letThrough();
    return true;
  }

  #serviceChanged(before: Service | null, after: Service | null): void {
    if (after === null) {
      if (before === null) return;
      this.#unallocated.delete(before.id);
      this.#ports.release(before.endpoint?.ports ?? []);
      this.#released = true;
      return;
    }
    const service = this.#store.services.get(after.id);
    if (service !== undefined && !isAllocated(service)) this.#allocate(service);
  }

  #taskChanged(after: Task | null, before: Task | null): void {
    const task = after ?? before;
    if (task === null) return;
    if (after !== null && after.status.state === TaskState.new) this.#newTasks.set(after.id, after);
    else this.#newTasks.delete(task.id);
  }

  #committed(): void {
    if (this.#released) {
      this.#released = false;
      for (const id of [...this.#unallocated]) {
        const service = this.#store.services.get(id);
        if (service !== undefined) this.#allocate(service);
      }
    }
    this.#letThrough();
  }

  #allocate(service: Service): void {
    const { spec } = service;
    const ports = this.#ports.allocate(spec.endpoint.ports, service.endpoint?.ports ?? []);
    if (ports === null) {
      this.#unallocated.add(service.id);
      this.#retry ??= this.#loop.call(retryMs, () => {
        this.#retry = null;
        this.#released = true;
      });
      return;
    }
    this.#unallocated.delete(service.id);
    const endpoint: Endpoint = { spec: spec.endpoint, ports, virtualIps: this.#virtualIps(service) };
    this.#released = service.endpoint !== null;
    this.#store.update((tx) => {
      tx.updateService({ ...service, endpoint });
    });
  }

  #virtualIps(service: Service): VirtualIp[] {
    const { spec, endpoint } = service;
    if (spec.endpoint.mode === 'dnsrr') return [];
    const published = spec.endpoint.ports.some(({ publishMode }) => publishMode === 'ingress');
    const networks = [...(published ? [ingressNetwork] : []), ...spec.task.networks];
    return networks.map(
      (network) =>
        endpoint?.virtualIps.find((vip) => vip.network === network) ?? { network, addr: this.#addresses.next(network) },
    );
  }

  #letThrough(): void {
    if (this.#newTasks.size === 0) return;
    const ready = [...this.#newTasks.values()].filter((task) => !this.#unallocated.has(task.serviceId));
    if (ready.length === 0) return;
    this.#store.batch((batch) => {
      for (const { id } of ready) {
        this.#newTasks.delete(id);
        batch.update((tx) => {
          const task = this.#store.tasks.get(id);
          if (task === undefined || task.status.state !== TaskState.new) return;
          const { nowMs } = this.#store;
          const status = {
            ...task.status,
            state: TaskState.pending,
            message: pendingMessage,
            timestampMs: nowMs,
            appliedAtMs: nowMs,
          };
          tx.updateTask({ ...task, status });
        });
      }
    });
  }
}

/** Whether a service has what its spec asks for; one without ports and networks needs nothing. */
function isAllocated(service: Service): boolean {
  const { endpoint, spec } = service;
  if (endpoint !== null) return deepEqual(endpoint.spec, spec.endpoint) && sameNetworks(endpoint, service);
  return spec.endpoint.ports.length === 0 && spec.task.networks.length === 0;
}

function sameNetworks(endpoint: Endpoint, { spec }: Service): boolean {
  if (spec.endpoint.mode === 'dnsrr') return endpoint.virtualIps.length === 0;
  const own = endpoint.virtualIps.filter(({ network }) => network !== ingressNetwork).map(({ network }) => network);
  return deepEqual(own, spec.task.networks);
}
