import { formatTable } from '../docker/text/table.ts';
import type { SimulatedMachine } from '../simulation/machines.ts';
import type { ShellCommand, ShellMeans } from './commands.ts';
import { createMachine } from './create-machine.ts';
import { powerActions, removeMachines, unknownMachine } from './machine-power.ts';
import { type Reply, refused, said } from './reply.ts';
import type { Session } from './session.ts';

/** Those on one machine. */
export const machineActions: readonly string[] = ['ssh', 'ip', 'env', ...Object.keys(powerActions)];

/** docker-machine 0.16, with VirtualBox's machines. */
export const dockerMachine: ShellCommand = {
  usage: 'docker-machine create|ls|ip|…',
  summary: 'One more machine (create), the list of them (ls), one of them: ip, env, status, ssh, stop, kill, start, rm',
  run(session, [action, name = '', ...words], means) {
    if (action === 'create')
      return createMachine(
        session,
        [name, ...words].filter((word) => word !== ''),
        means,
      );
    if (action === 'ls') return said(tableOf(session));
    if (action === 'rm') return removeMachines(session, [name, ...words]);
    if (!machineActions.includes(action ?? '')) {
      const words = `create NAME, ls, ssh NAME [COMMAND], and with a NAME ${machineActions.slice(1).join(', ')} and rm`;
      return refused(`docker-machine: simulated are ${words}`, 1);
    }
    if (name === session.home || !session.machineNames.includes(name)) return refused(unknownMachine(name), 1);
    const machine = session.world.machineNamed(name);
    const power = Object.hasOwn(powerActions, action ?? '') ? powerActions[action ?? ''] : undefined;
    if (power !== undefined) return power(session, machine);
    if (!machine.hasPower) return refused('Host is not running', 1);
    if (action === 'env') return said(environmentOf(machine));
    return action === 'ip' ? said(`${machine.spec.address}\n`) : onMachine(name, words.join(' '), means);
  },
};

/** Without a command the next lines are typed there, until `exit`. */
function onMachine(name: string, command: string, means: ShellMeans): Reply {
  means.session.enter(name);
  if (command === '') return said();
  const reply = means.run(command);
  means.session.leave();
  return reply;
}

function environmentOf({ spec: { name, address } }: SimulatedMachine): string {
  return `export DOCKER_TLS_VERIFY="1"
export DOCKER_HOST="tcp://${address}:2376"
export DOCKER_CERT_PATH="/home/docker/.docker/machine/machines/${name}"
export DOCKER_MACHINE_NAME="${name}"
# Run this command to configure your shell:
# eval $(docker-machine env ${name})
`;
}

function tableOf({ world, home, machineNames }: Session): string {
  const machines = world.machines.filter(({ spec: { name } }) => name !== home && machineNames.includes(name));
  const rows = machines.map(({ spec, up, machine }) => {
    const [state, url, version] = up
      ? ['Running', `tcp://${spec.address}:2376`, `v${machine.engineVersion}`]
      : ['Stopped', '', 'Unknown'];
    return [spec.name, '-', 'virtualbox', state, url, '', version, ''];
  });
  return formatTable([['NAME', 'ACTIVE', 'DRIVER', 'STATE', 'URL', 'SWARM', 'DOCKER', 'ERRORS'], ...rows]);
}
