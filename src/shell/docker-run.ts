import type { Document } from 'yaml';
import { parseImageReference } from '../docker/image-reference.ts';
import { inventName } from '../docker/invented-names.ts';
import type { ContainerRun } from '../docker/syntax/container/container-run.ts';
import type { ShellMeans } from './commands.ts';
import { addItem, lastUntil, soon } from './edit-scenario.ts';
import { type Reply, refused, said } from './reply.ts';
import type { Session } from './session.ts';

/** How long it takes until a container runs: create and start, as of a task's (Docker Swarm, engine 20.10; medians). */
const startMs = 400;
const refusedByEngine = 125;
const configPath = '/usr/local/etc/haproxy/haproxy.cfg';

/** `docker run … haproxy:TAG`: a load balancer by its `haproxy.cfg` in a mounted folder. The scenario has it from now on. */
export function dockerRun(form: ContainerRun, session: Session, means: ShellMeans): Reply {
  const image = parseImageReference(form.image);
  if (image?.name !== 'haproxy') {
    return refused(
      'seatrial: of docker run a load balancer is simulated: haproxy:TAG, with its haproxy.cfg',
      refusedByEngine,
    );
  }
  const name = form.name === '' ? inventName(session.world.random.stream('shell')) : form.name;
  const conflict = conflictOf(name, form, session);
  if (conflict !== null) {
    return refused(
      `docker: Error response from daemon: ${conflict}\n\nRun 'docker run --help' for more information`,
      refusedByEngine,
    );
  }
  const at = soon(session.nowMs, startMs);
  const balancer = freeName(name, means);
  const config = configOf(form, means);
  const edit = (document: Document) => {
    addItem(document, ['balancers'], {
      ...{ name: balancer, config, ...versionOf(image.tag) },
      publish: form.ports.map(({ publishedPort, targetPort }) => `${publishedPort}:${targetPort}`),
      start: at.written,
    });
    lastUntil(document, at.ms);
  };
  const known = new Set(means.scenario.warnings);
  const changed = config === null ? noConfig : means.change(edit);
  const problem = typeof changed === 'string' ? changed : null;
  const after = means.session;
  after.advance(at.ms - after.nowMs);
  const container = after.hold({
    ...{ name, machine: after.machine.spec.name, image: form.image, ports: form.ports },
    command: ['/docker-entrypoint.sh', ...(form.command.length > 0 ? form.command : ['haproxy', '-f', configPath])],
    balancer: problem === null ? balancer : null,
  });
  if (!form.detach && problem !== null) return refused(problem, 1);
  const warnings = means.scenario.warnings.filter((warning) => !known.has(warning));
  const notes = problem === null ? [...warnings, ...(form.detach ? [] : [attached])] : [problem];
  const stderr = notes.map((note) => `seatrial: ${note}\n`).join('');
  return { ...said(form.detach ? `${container.id}\n` : ''), stderr };
}

const attached = 'without -d it would hold the terminal; it runs on behind it';
const noConfig = `haproxy exits at once: Cannot open configuration file/directory ${configPath} : No such file or directory`;

/** What the engine refuses it for; `null` = nothing. */
function conflictOf(name: string, { ports }: ContainerRun, { machine, ownContainers }: Session): string | null {
  const namesake = machine.containers().find((container) => container.name === name);
  if (namesake !== undefined) {
    return `Conflict. The container name "/${name}" is already in use by container "${namesake.id}". You have to remove (or rename) that container to be able to reuse that name.`;
  }
  const onMachine = ownContainers.filter((own) => own.machine === machine && own.endedMs === null);
  const services = machine.membership?.swarm.control.listServices() ?? [];
  const taken = [
    ...onMachine.flatMap((own) => own.ports),
    ...services.flatMap(({ endpoint }) =>
      (endpoint?.ports ?? []).filter(({ publishMode }) => publishMode === 'ingress'),
    ),
  ];
  const port = ports.find(({ publishedPort }) => taken.some((each) => each.publishedPort === publishedPort));
  if (port === undefined) return null;
  return `driver failed programming external connectivity on endpoint ${name}: Bind for 0.0.0.0:${port.publishedPort} failed: port is already allocated`;
}

/** Balancers that have stopped keep their names in the scenario. */
function freeName(name: string, { scenario }: ShellMeans): string {
  const taken = [...scenario.balancers, ...scenario.cluster.nodes].map((each) => each.name);
  let free = name;
  for (let number = 2; taken.includes(free); number++) free = `${name}-${number}`;
  return free;
}

/** Its file, as the scenario names it; `null` = nothing that is mounted holds it. */
function configOf({ command, mounts }: ContainerRun, { pathInScenario }: ShellMeans): string | null {
  const asked = command[command.indexOf('-f') + 1];
  const wanted = command.includes('-f') && asked !== undefined ? asked : configPath;
  const holding = mounts
    .filter(({ source, target }) => source !== '' && `${wanted}/`.startsWith(`${target.replace(/\/$/, '')}/`))
    .sort((a, b) => b.target.length - a.target.length)[0];
  if (holding === undefined) return null;
  const inside = wanted.slice(holding.target.replace(/\/$/, '').length);
  return pathInScenario(holding.source.replace(/\/$/, '') + inside);
}

/** `1.7.9-alpine` is HAProxy 1.7; a tag without a number is the version that is modelled. */
function versionOf(tag: string): { readonly version?: string } {
  const [, version] = /^(\d+\.\d+)/.exec(tag) ?? [];
  return version === undefined ? {} : { version };
}
