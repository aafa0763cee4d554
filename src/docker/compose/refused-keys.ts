/** Keys of a service's entry of which the client says something. Source: docker/cli `cli/compose/types/types.go`. */

/** They do nothing in a swarm. */
const unsupported: readonly string[] = [
  ...['build', 'cgroupns_mode', 'cgroup_parent', 'devices', 'domainname', 'external_links', 'ipc', 'links'],
  ...['mac_address', 'network_mode', 'pid', 'privileged', 'restart', 'security_opt', 'shm_size', 'userns_mode'],
];

const deprecated: Readonly<Record<string, string>> = {
  container_name: 'Setting the container name is not supported.',
  expose:
    "Exposing ports is unnecessary - services on the same network can access each other's containers on any port.",
};

const limits = 'Set resource limits using deploy.resources';
const forbidden: Readonly<Record<string, string>> = {
  extends: 'Support for `extends` is not implemented yet.',
  volume_driver:
    'Instead of setting the volume driver on the service, define a volume using the top-level `volumes` option and specify the driver there.',
  volumes_from:
    'To share a volume between services, define it using the top-level `volumes` option and reference it from each service that shares it using the service-level `volumes` option.',
  cpu_quota: limits,
  cpu_shares: limits,
  cpuset: limits,
  mem_limit: limits,
  memswap_limit: limits,
};

/** Why the file is not taken at all; empty = it is. */
export function refusalOfKeys(keys: ReadonlySet<string>): string {
  const told = describe(keys, forbidden);
  return told === '' ? '' : `Compose file contains unsupported options:\n\n${told}\n`;
}

/** What is said of keys that are passed over, with its line feeds; empty = nothing. */
export function warningsOfKeys(keys: ReadonlySet<string>): string {
  const ignored = [...unsupported].filter((key) => keys.has(key)).sort((a, b) => (a < b ? -1 : 1));
  const old = describe(keys, deprecated);
  return [
    ignored.length === 0 ? '' : `Ignoring unsupported options: ${ignored.join(', ')}\n\n`,
    old === '' ? '' : `Ignoring deprecated options:\n\n${old}\n\n`,
  ].join('');
}

/** By name. */
function describe(keys: ReadonlySet<string>, descriptions: Readonly<Record<string, string>>): string {
  return Object.entries(descriptions)
    .filter(([key]) => keys.has(key))
    .map(([key, text]) => `${key}: ${text}`)
    .sort((a, b) => (a < b ? -1 : 1))
    .join('\n\n');
}
