import type { Change } from '../swarm/change.ts';
import type { Service } from '../swarm/objects/service.ts';
import type { Traffic } from '../traffic/traffic.ts';
import type { Endpoint } from '../traffic/traffic-options.ts';
import type { NodeDirectory } from './node-directory.ts';
import type { ChangeRecorder } from './recorders/change-recorder.ts';

/** Tells the traffic which nodes are in the mesh and which ports are published, as the store has it. */
export class Mesh implements ChangeRecorder {
  readonly #traffic: Traffic;
  readonly #directory: NodeDirectory;
  readonly #members = new Set<string>();

  /** `directory` must have seen each change before. */
  constructor(traffic: Traffic, directory: NodeDirectory) {
    this.#traffic = traffic;
    this.#directory = directory;
  }

  record(change: Change): void {
    if (change.kind === 'node') this.#node(change.after?.id ?? change.before?.id ?? '', change.after !== null);
    if (change.kind === 'service') this.#service(change.before, change.after);
  }

  #node(nodeId: string, exists: boolean): void {
    const handle = this.#traffic.nodeNamed(this.#directory.nameOf(nodeId));
    if (handle < 0) return;
    if (exists && !this.#members.has(nodeId)) {
      this.#members.add(nodeId);
      this.#traffic.joinMesh(handle);
    } else if (!exists && this.#members.delete(nodeId)) {
      this.#traffic.leaveMesh(handle);
    }
  }

  #service(before: Service | null, after: Service | null): void {
    if (after === null) {
      if (before !== null) this.#traffic.unpublish(before.spec.name);
    } else if (before === null || after.endpoint !== before.endpoint) {
      this.#traffic.publish(after.spec.name, endpointOf(after));
    }
  }
}

function endpointOf(service: Service): Endpoint {
  const ports = service.endpoint?.ports ?? [];
  return {
    ingressPorts: ports.filter((port) => port.publishMode === 'ingress').map((port) => port.publishedPort),
    hostPorts: ports.filter((port) => port.publishMode === 'host').map((port) => port.publishedPort),
    mode: service.spec.endpoint.mode,
  };
}
