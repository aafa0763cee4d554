import type { JsonSchema } from './json-schema.ts';

/** One entry of `services:`, as `docker stack deploy` takes it. Source: docker/cli `cli/compose/schema/data/config_schema_v3.13.json`. */

const text: JsonSchema = { type: 'string' };
const duration: JsonSchema = { type: 'string', format: 'duration', description: 'e.g. 10s, 1m30s' };
const count: JsonSchema = { type: 'integer', minimum: 0 };
const scalars: JsonSchema = { type: ['string', 'number', 'null'] };
const texts: JsonSchema = { type: 'array', items: text };
const textOrTexts: JsonSchema = { anyOf: [text, texts] };
const listOrMapping: JsonSchema = {
  anyOf: [{ type: 'object', additionalProperties: scalars }, texts],
};

function mapping(properties: Readonly<Record<string, JsonSchema>>): JsonSchema {
  return { type: 'object', properties, additionalProperties: false };
}

const policy = mapping({
  parallelism: { ...count, description: 'tasks at a time; 0 = all at once; default 1' },
  delay: duration,
  failure_action: { type: 'string', description: 'pause (default), continue or rollback' },
  monitor: { ...duration, description: 'how long a new task is watched for failure; default 5s' },
  max_failure_ratio: { type: 'number', description: '0 (default) to 1' },
  order: { type: 'string', enum: ['start-first', 'stop-first'] },
});

const limits = mapping({ cpus: text, memory: text, pids: { type: 'integer' } });
const reservations = mapping({
  cpus: text,
  memory: text,
  generic_resources: {
    type: 'array',
    items: mapping({ discrete_resource_spec: mapping({ kind: text, value: { type: 'number' } }) }),
  },
});

const deploy: JsonSchema = {
  ...mapping({
    mode: { type: 'string', description: 'replicated (default), global, replicated-job or global-job' },
    replicas: count,
    endpoint_mode: { type: 'string', description: 'vip (default) or dnsrr' },
    labels: listOrMapping,
    update_config: policy,
    rollback_config: policy,
    resources: mapping({ limits, reservations }),
    restart_policy: mapping({
      condition: { type: 'string', description: 'any (default), on-failure or none' },
      delay: duration,
      max_attempts: count,
      window: duration,
    }),
    placement: mapping({
      constraints: texts,
      preferences: { type: 'array', items: mapping({ spread: text }) },
      max_replicas_per_node: count,
    }),
  }),
  type: ['object', 'null'],
};

const longPort = mapping({
  target: { type: 'integer' },
  published: { type: 'integer' },
  protocol: { type: 'string', description: 'tcp (default), udp or sctp' },
  mode: { type: 'string', description: 'ingress (default) or host' },
});

/** Legal in a compose file, and of no effect here: some Docker itself ignores in a swarm, the others are not simulated. */
export const ignoredServiceKeys: readonly string[] = [
  ...['build', 'cap_add', 'cap_drop', 'cgroup_parent', 'cgroupns_mode', 'configs', 'container_name', 'credential_spec'],
  ...[
    'depends_on',
    'devices',
    'dns',
    'dns_search',
    'domainname',
    'env_file',
    'expose',
    'external_links',
    'extra_hosts',
  ],
  ...['init', 'ipc', 'isolation', 'links', 'mac_address', 'network_mode', 'pid', 'privileged', 'read_only'],
  ...['secrets', 'security_opt', 'shm_size', 'stdin_open', 'sysctls', 'tmpfs', 'tty', 'ulimits', 'user', 'userns_mode'],
  ...['volumes', 'working_dir'],
];

/** The keys that have an effect; the JSON Schema of an entry adds those that have none. */
export const composeServiceSchema: JsonSchema = {
  ...mapping({
    image: text,
    command: textOrTexts,
    entrypoint: textOrTexts,
    environment: listOrMapping,
    hostname: text,
    labels: listOrMapping,
    networks: {
      anyOf: [
        texts,
        { type: 'object', additionalProperties: { type: ['object', 'null'], additionalProperties: true } },
      ],
    },
    ports: {
      type: 'array',
      items: { anyOf: [{ type: 'integer' }, { type: 'string', format: 'ports' }, longPort] },
    },
    healthcheck: mapping({
      test: textOrTexts,
      interval: duration,
      timeout: duration,
      retries: { type: 'number', minimum: 0 },
      start_period: duration,
      start_interval: duration,
      disable: { type: 'boolean' },
    }),
    stop_grace_period: duration,
    stop_signal: text,
    restart: {
      type: 'string',
      description: 'no, always, unless-stopped or on-failure[:max-attempts]; restart_policy wins',
    },
    logging: mapping({ driver: text, options: { type: 'object', additionalProperties: scalars } }),
    deploy,
    ...Object.fromEntries(ignoredServiceKeys.map((key) => [key, { description: 'no effect in a simulation' }])),
  }),
  patternProperties: { '^x-': {} },
};
