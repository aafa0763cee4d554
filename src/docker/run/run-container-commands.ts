import { defaultStopGracePeriodMs } from '../../swarm/objects/defaults.ts';
import { CommandFailure } from '../command-failure.ts';
import type { HostContainer } from '../host.ts';
import { containerTable, isRunning, stateOf } from '../show/container-table.ts';
import type {
  ContainerKill,
  ContainerList,
  ContainerRemove,
  ContainerStop,
} from '../syntax/container/container-commands.ts';
import { shortId } from '../text/wording.ts';
import type { FilterKind } from './filters.ts';
import { applyFilters, hasLabel } from './filters.ts';
import type { Session } from './session.ts';
import { engineFailure, forEachArgument, refusalText } from './session.ts';

const listFilters: ReadonlyMap<string, FilterKind<HostContainer>> = new Map<string, FilterKind<HostContainer>>([
  ['id', (value) => (container) => container.id.startsWith(value)],
  ['name', (value) => (container) => container.name.includes(value)],
  ['label', (value) => (container) => hasLabel(container.labels, value)],
  ['ancestor', (value) => (container) => imageMatches(container.image, value)],
  ['status', (value) => (container) => stateOf(container.record) === value],
  [
    'exited',
    (value) =>
      ({ record }) =>
        record.endedMs !== null && record.exitCode === Number(value),
  ],
  [
    'health',
    (value) =>
      ({ record }) =>
        (record.health ?? 'none') === value,
  ],
]);

function imageMatches(image: string, wanted: string): boolean {
  return image === wanted || image === `${wanted}:latest` || image.replace(/:[^:/]+$/, '') === wanted;
}

export const runIsForTheShell =
  'docker run is for seatrial shell; in a scenario a load balancer stands under balancers';

/** The newest first. */
export function listContainers(form: ContainerList, { host, terminal, nowMs }: Session): void {
  const asked = form.filters.some(({ name }) => name === 'status' || name === 'exited');
  const known = host.containers().filter(({ record }) => form.all || asked || isRunning(record));
  const shown = applyFilters(known, form.filters, listFilters)
    .sort((a, b) => b.record.createdMs - a.record.createdMs)
    .slice(0, form.last ?? undefined);
  if (!form.quiet) terminal.write(containerTable(shown, nowMs, form));
  else for (const { id } of shown) terminal.print(form.noTrunc ? id : shortId(id));
}

export function killContainers(form: ContainerKill, session: Session): void {
  forEachArgument(session, form.containers, (name) => {
    const container = findContainer(session, name, (text) => `Cannot kill container: ${name}: ${text}`);
    if (!isRunning(container.record))
      throw engineFailure(`Cannot kill container: ${name}: Container ${container.id} is not running`);
    container.kill();
    session.terminal.print(name);
  });
}

/** One after the other, each until it has ended; then `done`. */
export function stopContainers(form: ContainerStop, session: Session, done: () => void): void {
  const [name, ...rest] = form.containers;
  if (name === undefined) {
    done();
    return;
  }
  const next = () => stopContainers({ ...form, containers: rest }, session, done);
  try {
    const container = findContainer(session, name);
    const graceMs = form.graceMs ?? container.stopGracePeriodMs ?? defaultStopGracePeriodMs;
    container.stop(graceMs, () => {
      session.terminal.print(name);
      next();
    });
  } catch (error) {
    session.terminal.fail(refusalText(error));
    next();
  }
}

/** Only who sits at a prompt can add something to a world that runs. */
export function refuseRun(): void {
  throw new CommandFailure(runIsForTheShell);
}

export function removeContainers(form: ContainerRemove, session: Session): void {
  forEachArgument(session, form.containers, (name) => {
    const container = findContainer(session, name);
    if (isRunning(container.record) && !form.force) {
      const id = container.id;
      throw engineFailure(
        `You cannot remove a running container ${id}. Stop the container before attempting removal or force remove`,
      );
    }
    container.remove();
    session.terminal.print(name);
  });
}

/** By its id, the beginning of its id, or its name. */
export function findContainer(
  { host }: Pick<Session, 'host'>,
  name: string,
  inWords: (text: string) => string = (text) => text,
): HostContainer {
  const containers = host.containers();
  const exact = containers.find((container) => container.name === name);
  if (exact !== undefined) return exact;
  const [first, ...more] = containers.filter(({ id }) => id.startsWith(name));
  if (first !== undefined && more.length === 0) return first;
  const problem = first === undefined ? 'No such container' : 'Multiple IDs found with provided prefix';
  throw new CommandFailure(engineFailure(inWords(`${problem}: ${name}`)).message);
}
