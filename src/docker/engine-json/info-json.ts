import type { ControlError } from '../../swarm/control/control-error.ts';
import type { DockerHost } from '../host.ts';
import type { Json } from './compact.ts';

/**
 * An engine as the Engine API has it, as far as one is simulated. Source: moby `api/types/system/info.go`.
 *
 * @param refusal - why the managers did not answer; `null` = they did
 */
export function infoJson(host: DockerHost, refusal: ControlError | null): Json {
  const { machine, counts } = host;
  return {
    Containers: counts.containersRunning + counts.containersStopped,
    ContainersRunning: counts.containersRunning,
    ContainersPaused: 0,
    ContainersStopped: counts.containersStopped,
    Images: counts.images,
    OSType: machine.platform?.os ?? '',
    Architecture: machine.platform?.arch ?? '',
    NCPU: Math.trunc(machine.resources.nanoCpus / 1e9),
    MemTotal: machine.resources.memoryBytes,
    Name: machine.name,
    ServerVersion: machine.engineVersion,
    Swarm: swarmJson(host, refusal),
  };
}

function swarmJson({ membership, machine }: DockerHost, refusal: ControlError | null): Json {
  const manager = membership?.isManager === true;
  const nodes = manager && refusal === null ? membership.swarm.control.listNodes() : [];
  return {
    NodeID: membership?.nodeId ?? '',
    NodeAddr: membership === null ? '' : machine.address,
    LocalNodeState: membership === null ? 'inactive' : 'active',
    ControlAvailable: manager,
    Error: refusal?.message ?? '',
    RemoteManagers: (membership?.swarm.managerAddresses() ?? []).map((address) => ({ Addr: address })),
    Nodes: nodes.length,
    Managers: nodes.filter(({ managerStatus }) => managerStatus !== null).length,
  };
}
