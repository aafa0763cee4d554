import type { Document } from 'yaml';
import type { ShellMeans } from './commands.ts';
import { addItem } from './edit-scenario.ts';
import { machineAddress } from './empty-ground.ts';
import { type Reply, refused, said } from './reply.ts';
import type { Session } from './session.ts';

/** How long docker-machine takes to boot a machine: about a minute, with the boot2docker image at hand. */
const bootMs = 60_000;
/** What is seen of the 1024 MB that VirtualBox gives: boot2docker 17.10, `docker node inspect` of the tutorial. */
const memory = '995.8MiB';
const mostMachines = 155;

/** `docker-machine create --driver virtualbox NAME` (0.16): one more machine of one CPU and 1 GB, while nothing was typed yet. */
export function createMachine(session: Session, words: readonly string[], { change }: ShellMeans): Reply {
  const name = nameIn(words);
  if (typeof name !== 'string') return name;
  const { machineNames: names } = session;
  if (names.includes(name)) return refused(`Docker machine "${name}" already exists`, 1);
  if (names.length > mostMachines) return refused(`Error creating machine: no more than ${mostMachines} machines`, 1);
  if (session.typed.length > 0) {
    return refused('seatrial: machines are created before the first docker command of the session', 1);
  }
  session.advance(bootMs);
  const address = freeAddress(session);
  const changed = change((document: Document) => {
    addItem(document, ['cluster', 'nodes'], { name, role: 'manager', cpus: 1, memory, address });
  });
  return typeof changed === 'string' ? refused(changed, 1) : said(linesOf(name));
}

function freeAddress({ world }: Session): string {
  const taken = new Set(world.machines.map(({ spec }) => spec.address));
  let index = 0;
  while (taken.has(machineAddress(index))) index++;
  return machineAddress(index);
}

/** The only operand; of the flags the driver, which is VirtualBox here. */
function nameIn(words: readonly string[]): string | Reply {
  const operands: string[] = [];
  for (let at = 0; at < words.length; at++) {
    const [, flag, inline] = /^(-d|--driver)(?:=(.*))?$/.exec(words[at]!) ?? [];
    if (flag === undefined) {
      operands.push(words[at]!);
      continue;
    }
    const driver = inline ?? words[++at] ?? '';
    if (driver !== 'virtualbox') return refused(`seatrial: simulated is the driver virtualbox, not "${driver}"`, 1);
  }
  const [name, ...more] = operands;
  const odd = operands.find((word) => word.startsWith('-'));
  if (odd !== undefined) return refused(`flag provided but not defined: ${odd}`, 1);
  if (name === undefined) return refused('Error: No machine name specified', 1);
  if (more.length > 0) return refused(`Invalid command line. Found extra arguments [${more.join(' ')}]`, 1);
  if (/^[A-Za-z0-9][A-Za-z0-9.-]*$/.test(name)) return name;
  return refused('Error creating machine: Invalid hostname specified. Allowed hostname chars are: 0-9a-zA-Z . -', 1);
}

function linesOf(name: string): string {
  return `Running pre-create checks...
Creating machine...
(${name}) Creating VirtualBox VM...
(${name}) Creating SSH key...
(${name}) Starting the VM...
(${name}) Check network to re-create if needed...
(${name}) Waiting for an IP...
Waiting for machine to be running, this may take a few minutes...
Detecting operating system of created instance...
Waiting for SSH to be available...
Detecting the provisioner...
Provisioning with boot2docker...
Copying certs to the local machine directory...
Copying certs to the remote machine...
Setting Docker configuration on the remote daemon...
Checking connection to Docker...
Docker is up and running!
To see how to connect your Docker Client to the Docker Engine running on this virtual machine, run: docker-machine env ${name}
`;
}
