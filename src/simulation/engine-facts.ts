import type { EngineCounts } from '../docker/host.ts';
import { type Network, Networks, plainNetwork } from '../docker/networks.ts';
import { containerIdOf } from '../docker/task-container.ts';
import type { RandomStream } from '../kernel/random-stream.ts';
import type { ControlApi } from '../swarm/control-api.ts';
import { TaskState } from '../swarm/objects/task-state.ts';

const hexadecimal = '0123456789abcdef';
const base36 = '0123456789abcdefghijklmnopqrstuvwxyz';

/** The networks that every engine has from the beginning. */
export function engineNetworks(random: RandomStream): Networks {
  const local = (name: string, driver: string): Network => ({
    ...plainNetwork,
    id: text(random, hexadecimal, 64),
    name,
    driver,
    scope: 'local',
  });
  return new Networks([local('bridge', 'bridge'), local('host', 'host'), local('none', 'null')]);
}

/** The network over which the containers of a member of a swarm reach the world, and its published ports. */
export function gatewayNetwork(machine: string): Network {
  const id = containerIdOf(`docker_gwbridge ${machine}`);
  return { ...plainNetwork, id, name: 'docker_gwbridge', driver: 'bridge', scope: 'local' };
}

/** The network that every swarm has. */
export function swarmNetworks(random: RandomStream): Networks {
  return new Networks([{ ...plainNetwork, id: swarmId(random), name: 'ingress', driver: 'overlay', scope: 'swarm' }]);
}

/** 25 digits to the base of 36, as SwarmKit's ids are. */
export function swarmId(random: RandomStream): string {
  return text(random, base36, 25);
}

/** What `docker info` counts on a member of a swarm: its tasks' containers. */
export function engineCounts(control: ControlApi, nodeId: string): EngineCounts {
  const tasks = control.listTasks({ nodeIds: [nodeId] });
  const created = tasks.filter(({ status }) => status.state >= TaskState.ready);
  const running = tasks.filter(({ status }) => status.state === TaskState.running);
  return {
    containersRunning: running.length,
    containersStopped: created.length - running.length,
    images: new Set(created.map(({ spec }) => spec.container.image)).size,
  };
}

function text(random: RandomStream, digits: string, length: number): string {
  return Array.from({ length }, () => digits.charAt(random.int(digits.length))).join('');
}
