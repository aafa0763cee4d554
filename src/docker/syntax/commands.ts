import type { Command } from '../command-line/command.ts';
import type { ContainerKill, ContainerList, ContainerRemove, ContainerStop } from './container/container-commands.ts';
import { containerKill, containerList, containerRemove, containerStop } from './container/container-commands.ts';
import type { ContainerRun } from './container/container-run.ts';
import { containerRun } from './container/container-run.ts';
import { type Events, events } from './events.ts';
import type { Info } from './info.ts';
import { info } from './info.ts';
import { containerInspect, type Inspect, inspect } from './inspect.ts';
import type { NetworkCreate, NetworkInspect, NetworkList, NetworkRemove } from './network/network-commands.ts';
import { networkCreate, networkInspect, networkList, networkRemove } from './network/network-commands.ts';
import type {
  NodeDemote,
  NodeInspect,
  NodeList,
  NodePromote,
  NodeRemove,
  NodeTasks,
  NodeUpdate,
} from './node/node-commands.ts';
import {
  nodeDemote,
  nodeInspect,
  nodeList,
  nodePromote,
  nodeRemove,
  nodeTasks,
  nodeUpdate,
} from './node/node-commands.ts';
import type {
  ServiceInspect,
  ServiceList,
  ServiceRemove,
  ServiceRollback,
  ServiceScale,
  ServiceTasks,
} from './service/service-commands.ts';
import {
  serviceInspect,
  serviceList,
  serviceRemove,
  serviceRollback,
  serviceScale,
  serviceTasks,
} from './service/service-commands.ts';
import type { ServiceCreate } from './service/service-create.ts';
import { serviceCreate } from './service/service-create.ts';
import type { ServiceLogs } from './service/service-logs.ts';
import { serviceLogs } from './service/service-logs.ts';
import type { ServiceUpdate } from './service/service-update.ts';
import { serviceUpdate } from './service/service-update.ts';
import type { StackDeploy, StackList, StackRemove, StackServices, StackTasks } from './stack/stack-commands.ts';
import { stackDeploy, stackList, stackRemove, stackServices, stackTasks } from './stack/stack-commands.ts';
import type { SwarmInit, SwarmJoin, SwarmJoinToken, SwarmLeave, SwarmUpdate } from './swarm/swarm-commands.ts';
import { swarmInit, swarmJoin, swarmJoinToken, swarmLeave, swarmUpdate } from './swarm/swarm-commands.ts';
import { type Version, version } from './version.ts';

/** A command that asks for nothing but its own help, or for the client's version. */
export interface ShowText {
  readonly kind: 'show text';
  readonly text: string;
}

export type CommandForm =
  | ContainerKill
  | ContainerList
  | ContainerRemove
  | ContainerRun
  | ContainerStop
  | Events
  | Info
  | Inspect
  | NetworkCreate
  | NetworkInspect
  | NetworkList
  | NetworkRemove
  | NodeInspect
  | NodeList
  | NodeRemove
  | NodeDemote
  | NodePromote
  | NodeTasks
  | NodeUpdate
  | ServiceCreate
  | ServiceInspect
  | ServiceList
  | ServiceLogs
  | ServiceRemove
  | ServiceRollback
  | ServiceScale
  | ServiceTasks
  | ServiceUpdate
  | ShowText
  | StackDeploy
  | StackList
  | StackRemove
  | StackServices
  | StackTasks
  | SwarmInit
  | SwarmJoin
  | SwarmJoinToken
  | SwarmLeave
  | SwarmUpdate
  | Version;

/** Every command that is simulated. */
export const commands: readonly Command<CommandForm>[] = [
  swarmInit,
  swarmJoin,
  swarmJoinToken,
  swarmLeave,
  swarmUpdate,
  serviceCreate,
  serviceUpdate,
  serviceScale,
  serviceRollback,
  serviceRemove,
  serviceList,
  serviceTasks,
  serviceInspect,
  serviceLogs,
  nodeList,
  nodeTasks,
  nodeInspect,
  nodeUpdate,
  nodeRemove,
  nodePromote,
  nodeDemote,
  networkCreate,
  networkInspect,
  networkList,
  networkRemove,
  stackDeploy,
  stackList,
  stackTasks,
  stackServices,
  stackRemove,
  containerList,
  containerKill,
  containerStop,
  containerRemove,
  containerRun,
  { ...containerList, path: 'container ls', aliases: ['ps', 'list'] },
  { ...containerKill, path: 'container kill' },
  { ...containerStop, path: 'container stop' },
  { ...containerRemove, path: 'container rm', aliases: ['remove'] },
  { ...containerRun, path: 'container run' },
  containerInspect,
  events,
  info,
  inspect,
  version,
  { ...events, path: 'system events' },
  { ...info, path: 'system info' },
];

/** Commands of the real client that are not simulated: they get a message of their own, not "unknown command". */
export const commandsNotSimulated: readonly string[] = [
  ...['swarm ca', 'swarm unlock', 'swarm unlock-key', 'stack config'],
  ...['network connect', 'network disconnect', 'network prune'],
  ...['system df', 'system prune', 'container logs'],
  ...['secret', 'config', 'image', 'volume', 'plugin', 'context', 'manifest', 'trust', 'builder'],
  ...['attach', 'build', 'commit', 'cp', 'create', 'diff', 'exec', 'export', 'history', 'images', 'import'],
  ...['load', 'login', 'logout', 'logs', 'pause', 'port', 'pull', 'push', 'rename', 'restart', 'rmi'],
  ...['save', 'search', 'start', 'stats', 'tag', 'top', 'unpause', 'update', 'wait', 'compose', 'buildx'],
];
