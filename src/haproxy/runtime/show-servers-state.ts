import type { Backend } from '../../traffic/balancer/backend.ts';
import type { AdminState, HealthState } from '../../traffic/balancer/pool-server.ts';
import { RuntimeCommandError } from './runtime-command.ts';

/** The version of the format, and its columns that the model has (haproxy 2.6: src/proxy.c, `dump_servers_state`). */
const formatVersion = '1';
const columns =
  'be_id be_name srv_id srv_name srv_addr srv_op_state srv_admin_state srv_uweight srv_iweight srv_port'.split(' ');
const operational: Readonly<Record<HealthState, number>> = { down: 0, up: 2, stopping: 3 };
/** Bits: forced into maintenance, forced to drain. */
const administrative: Readonly<Record<AdminState, number>> = { ready: 0, maintenance: 1, drain: 8 };
/** HAProxy numbers proxies from 2: its own CLI is the first. */
const firstId = 2;

/** `show servers state`, of all backends or of one. */
export function showServersState(backends: readonly Backend[], only: string | null): string {
  if (only !== null && !backends.some(({ spec }) => spec.name === only))
    throw new RuntimeCommandError("Can't find backend.");
  const rows = backends.flatMap(({ spec, pool }, index) =>
    only !== null && spec.name !== only
      ? []
      : spec.servers.map(({ id, name, host, port }, server) => {
          const { health, admin, weight, initialWeight } = pool.server(server);
          const state = [operational[health], administrative[admin], weight, initialWeight];
          return [firstId + index, spec.name, id, name, host, ...state, port].join(' ');
        }),
  );
  return [formatVersion, `# ${columns.join(' ')}`, ...rows, '', ''].join('\n');
}
