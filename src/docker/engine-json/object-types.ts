import type { GoTypes } from '../templates/go-values.ts';

/** What the client's types of swarm objects know beyond their JSON. Source: moby `api/types/swarm`. */

const times = ['CreatedAt', 'UpdatedAt', 'StartedAt', 'CompletedAt', 'Timestamp', 'LastExecution'];
const durations = [
  ...['Delay', 'Monitor', 'Window', 'StopGracePeriod'],
  ...['Interval', 'Timeout', 'StartPeriod', 'StartInterval'],
];

const taskTemplate = {
  'ContainerSpec.Args': [],
  'ContainerSpec.Command': [],
  'ContainerSpec.Env': [],
  'ContainerSpec.Healthcheck': null,
  'ContainerSpec.Hostname': '',
  'ContainerSpec.Labels': {},
  'ContainerSpec.Mounts': [],
  'ContainerSpec.Secrets': [],
  'ContainerSpec.Configs': [],
  'ContainerSpec.StopGracePeriod': null,
  'ContainerSpec.StopSignal': '',
  LogDriver: null,
  Networks: [],
  Placement: null,
  'Placement.Constraints': [],
  'Placement.MaxReplicas': 0,
  'Placement.Platforms': [],
  'Placement.Preferences': [],
  Resources: null,
  'Resources.Limits.MemoryBytes': 0,
  'Resources.Limits.NanoCPUs': 0,
  'Resources.Reservations.GenericResources': [],
  'Resources.Reservations.MemoryBytes': 0,
  'Resources.Reservations.NanoCPUs': 0,
  RestartPolicy: null,
  Runtime: '',
} as const;

function under(place: string, fields: Readonly<Record<string, unknown>>): NonNullable<GoTypes['absent']> {
  const moved = Object.entries(fields).map(([path, value]) => [`${place}.${path}`, value]);
  return Object.fromEntries(moved) as NonNullable<GoTypes['absent']>;
}

export const serviceTypes: GoTypes = {
  times,
  durations,
  absent: {
    ...under('Spec.TaskTemplate', taskTemplate),
    'Endpoint.Ports': [],
    'Endpoint.Spec.Mode': '',
    'Endpoint.Spec.Ports': [],
    'Endpoint.VirtualIPs': [],
    JobStatus: null,
    PreviousSpec: null,
    ServiceStatus: null,
    'Spec.EndpointSpec': null,
    'Spec.EndpointSpec.Mode': '',
    'Spec.EndpointSpec.Ports': [],
    'Spec.Mode.Global': null,
    'Spec.Mode.GlobalJob': null,
    'Spec.Mode.Replicated': null,
    'Spec.Mode.ReplicatedJob': null,
    'Spec.RollbackConfig': null,
    'Spec.RollbackConfig.Delay': 0,
    'Spec.UpdateConfig': null,
    'Spec.UpdateConfig.Delay': 0,
    UpdateStatus: null,
    'UpdateStatus.CompletedAt': null,
  },
};

export const nodeTypes: GoTypes = {
  times,
  absent: {
    'Description.Engine.EngineVersion': '',
    'Description.Engine.Labels': {},
    'Description.Engine.Plugins': [],
    'Description.Resources.GenericResources': [],
    ManagerStatus: null,
    'ManagerStatus.Leader': false,
    'Spec.Name': '',
    'Status.Addr': '',
    'Status.Message': '',
  },
};

export const taskTypes: GoTypes = {
  times,
  durations,
  absent: {
    ...under('Spec', taskTemplate),
    GenericResources: [],
    JobIteration: null,
    NetworksAttachments: [],
    NodeID: '',
    Slot: 0,
    'Status.ContainerStatus': null,
    'Status.Err': '',
    'Status.Message': '',
  },
};

export const networkTypes: GoTypes = { times: ['Created'] };
