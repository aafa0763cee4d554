import type { PortConfig, Service, ServiceSpec } from '../objects/service.ts';
import type { Store } from '../store/store.ts';
import { ControlError } from './control-error.ts';

/**
 * Refuses a spec that publishes a port which another service has, in its spec or by the allocator's choice. Two
 * host-mode ports do not conflict: that is the scheduler's business. Source: SwarmKit `service.go` checkPortConflicts.
 */
export function checkPortConflicts(store: Store, spec: ServiceSpec, ownId: string): void {
  const wanted = spec.endpoint.ports.filter(({ publishedPort }) => publishedPort !== 0);
  if (wanted.length === 0) return;
  for (const service of store.services.values()) {
    if (service.id === ownId) continue;
    for (const taken of portsOf(service)) {
      for (const port of wanted) {
        if (port.publishedPort !== taken.publishedPort || port.protocol !== taken.protocol) continue;
        if (taken.publishMode === 'ingress') refuse(port, service, 'as an ingress port');
        if (port.publishMode === 'ingress') refuse(port, service, 'as a host-published port');
      }
    }
  }
}

function portsOf(service: Service): PortConfig[] {
  return [...service.spec.endpoint.ports, ...(service.endpoint?.ports ?? [])];
}

function refuse(port: PortConfig, service: Service, how: string): never {
  throw new ControlError(
    'InvalidArgument',
    `port '${port.publishedPort}' is already in use by service '${service.spec.name}' (${service.id}) ${how}`,
  );
}
