import type { SimulatedMachine } from '../simulation/machines.ts';
import { type Reply, refused, said } from './reply.ts';
import type { Session } from './session.ts';

/** What docker-machine 0.16 does to the power of a machine of VirtualBox. */

/** From the button to an engine that answers: a boot2docker machine that was there before. */
const startMs = 20_000;
/** A machine that is asked to stop gives its containers their ten seconds, and a little more for the rest. */
const stopMs = 12_000;

type PowerAction = (session: Session, machine: SimulatedMachine) => Reply;

const stop: PowerAction = (session, machine) => {
  const { name } = machine.spec;
  if (!machine.hasPower) return said(`Stopping "${name}"...\nMachine "${name}" is already stopped.\n`);
  session.stopEngine(name, 'stop_dockerd');
  session.advance(stopMs);
  session.fail('crash', name);
  return said(`Stopping "${name}"...\nMachine "${name}" was stopped.\n`);
};

const kill: PowerAction = (session, machine) => {
  const { name } = machine.spec;
  if (!machine.hasPower) return said(`Killing "${name}"...\nMachine "${name}" is already stopped.\n`);
  session.fail('crash', name);
  return said(`Killing "${name}"...\nMachine "${name}" was killed.\n`);
};

const start: PowerAction = (session, machine) => {
  const { name } = machine.spec;
  if (machine.hasPower) return said(`Starting "${name}"...\nMachine "${name}" is already running.\n`);
  session.advance(startMs);
  session.fail('restore', name);
  return said(`Starting "${name}"...
(${name}) Check network to re-create if needed...
(${name}) Waiting for an IP...
Machine "${name}" was started.
Waiting for SSH to be available...
Detecting the provisioner...
Started machines may have new IP addresses. You may need to re-run the \`docker-machine env\` command.
`);
};

export const powerActions: Readonly<Record<string, PowerAction>> = {
  stop,
  kill,
  start,
  restart: (session, machine) => {
    stop(session, machine);
    start(session, machine);
    const { name } = machine.spec;
    return said(`Restarting "${name}"...
Waiting for SSH to be available...
Detecting the provisioner...
Restarted machines may have new IP addresses. You may need to re-run the \`docker-machine env\` command.
`);
  },
  status: (_, { hasPower }) => said(hasPower ? 'Running\n' : 'Stopped\n'),
};

/** `rm -f NAME…`: nobody is there to answer its question. */
export function removeMachines(session: Session, words: readonly string[]): Reply {
  const names = words.filter((word) => word !== '' && !word.startsWith('-'));
  const [missing] = names.filter((name) => name === session.home || !session.machineNames.includes(name));
  if (names.length === 0) return refused('Error: Expected to get one or more machine names as arguments', 1);
  if (missing !== undefined) return refused(unknownMachine(missing), 1);
  if (!words.some((word) => ['-f', '--force', '-y'].includes(word))) {
    return refused('seatrial: nobody is there to confirm it: docker-machine rm -y NAME', 1);
  }
  if (names.some((name) => name === session.machine.spec.name))
    return refused('seatrial: commands are typed on that machine: exit first', 1);
  for (const name of names) session.remove(name);
  const about = `About to remove ${names.join(', ')}\nWARNING: This action will delete both local reference and remote instance.\n`;
  return said(about + names.map((name) => `Successfully removed ${name}\n`).join(''));
}

export function unknownMachine(name: string): string {
  return `Docker machine "${name}" does not exist. Use "docker-machine ls" to list machines. Use "docker-machine create" to add a new one.`;
}
