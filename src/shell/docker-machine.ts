import { formatTable } from '../docker/text/table.ts';
import type { SimulatedMachine } from '../simulation/machines.ts';
import type { ShellCommand, ShellMeans } from './commands.ts';
import { type Reply, refused, said } from './reply.ts';
import type { Session } from './session.ts';

/** docker-machine 0.16, as far as it looks at machines that are there. */
export const dockerMachine: ShellCommand = {
  usage: 'docker-machine ls|ip|ssh',
  summary: 'List the machines; the address of one; type on another one: docker-machine ssh worker1',
  run(session, [action, name = '', ...words], means) {
    if (action === 'ls') return said(tableOf(session));
    if (action !== 'ip' && action !== 'ssh') {
      return refused('docker-machine: simulated are ls, ip NAME and ssh NAME [COMMAND]', 1);
    }
    if (!session.machineNames.includes(name)) return refused(unknownMachine(name), 1);
    const machine = session.world.machineNamed(name);
    if (!machine.up) return refused('Host is not running', 1);
    return action === 'ip' ? said(`${machine.spec.address}\n`) : onMachine(session, machine, words.join(' '), means);
  },
};

/** Without a command the next lines are typed there, until `exit`. */
function onMachine(session: Session, machine: SimulatedMachine, command: string, { run }: ShellMeans): Reply {
  session.enter(machine);
  if (command === '') return said();
  const reply = run(command);
  session.leave();
  return reply;
}

function unknownMachine(name: string): string {
  return `Docker machine "${name}" does not exist. Use "docker-machine ls" to list machines. Use "docker-machine create" to add a new one.`;
}

function tableOf({ world }: Session): string {
  const rows = world.machines.map(({ spec, up, machine }) => {
    const [state, url, version] = up
      ? ['Running', `tcp://${spec.address}:2376`, `v${machine.engineVersion}`]
      : ['Stopped', '', 'Unknown'];
    return [spec.name, '-', 'virtualbox', state, url, '', version, ''];
  });
  return formatTable([['NAME', 'ACTIVE', 'DRIVER', 'STATE', 'URL', 'SWARM', 'DOCKER', 'ERRORS'], ...rows]);
}
