import type { HostContainer } from '../host.ts';
import type { Network } from '../networks.ts';
import { containerIdOf } from '../task-container.ts';
import { rfc3339 } from '../text/timestamp.ts';
import type { Json } from './compact.ts';
import { sortedMap } from './compact.ts';

/** What is beside a network's own facts. */
export interface NetworkUse {
  /** `10.0.1.0/24`; empty = not known, as no service has got an address on it. */
  readonly subnet: string;
  /** Those of the engine that is asked. */
  readonly containers: readonly HostContainer[];
}

/** A network as the Engine API has it; the addresses of containers are not simulated. Source: moby `api/types` NetworkResource. */
export function networkJson(network: Network, startUnixMs: number, { subnet, containers }: NetworkUse): Json {
  const isOverlay = network.driver === 'overlay';
  return {
    Name: network.name,
    Id: network.id,
    Created: rfc3339({ startUnixMs, atMs: network.createdMs }),
    Scope: network.scope,
    Driver: network.driver,
    EnableIPv6: false,
    IPAM: {
      Driver: 'default',
      Options: null,
      Config: subnet === '' ? [] : [{ Subnet: subnet, Gateway: subnet.replace(/\d+\/\d+$/, '1') }],
    },
    Internal: network.internal,
    Attachable: network.attachable,
    Ingress: isOverlay && network.name === 'ingress',
    ConfigFrom: { Network: '' },
    ConfigOnly: false,
    Containers: isOverlay && containers.length === 0 ? null : Object.fromEntries(containers.map(endpoint)),
    Options: {},
    Labels: isOverlay && Object.keys(network.labels).length === 0 ? null : sortedMap(network.labels),
  };
}

function endpoint({ id, name }: HostContainer): [string, Json] {
  const endpointId = containerIdOf(`endpoint ${id}`);
  return [id, { Name: name, EndpointID: endpointId, MacAddress: '', IPv4Address: '', IPv6Address: '' }];
}
