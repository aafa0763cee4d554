import { CommandFailure } from '../command-failure.ts';
import { containerJson } from '../engine-json/container-json.ts';
import { taskTypes } from '../engine-json/object-types.ts';
import { taskJson } from '../engine-json/task-json.ts';
import type { Inspect, ObjectType } from '../syntax/inspect.ts';
import { type Inspected, printInspected } from './inspect-objects.ts';
import { findContainer } from './run-container-commands.ts';
import { findNetwork, inspectedNetwork } from './run-network-commands.ts';
import { inspectedNode } from './run-node-commands.ts';
import { inspectedService } from './run-service-reads.ts';
import type { ManagerSession, Session } from './session.ts';
import { asManager, engineFailure } from './session.ts';

type Search = (name: string, session: Session) => Inspected;

/** What is not simulated is not there. */
const searches: { readonly [T in ObjectType]: Search } = {
  container: (name, session) => [containerJson(findContainer(session, name), session.host.startUnixMs), {}],
  image: (name) => notThere(`No such image: ${name.includes(':') ? name : `${name}:latest`}`),
  network: (name, session) => inspectedNetwork(session, findNetwork(session, name)),
  volume: (name) => notThere(`get ${name}: no such volume`),
  service: (name, session) => {
    const manager = asManager(session);
    return inspectedService(manager, manager.control.findService(name));
  },
  task: (name, session) => inspectedTask(asManager(session), name),
  node: (name, session) => {
    const manager = asManager(session);
    return inspectedNode(manager, manager.control.findNode(name));
  },
  plugin: (name) => notThere(`plugin ${JSON.stringify(name)} not found`),
  secret: (name, session) => {
    asManager(session);
    return notThere(`secret ${name} not found`);
  },
  config: (name, session) => {
    asManager(session);
    return notThere(`config ${name} not found`);
  },
};

function notThere(what: string): never {
  throw engineFailure(what);
}

function inspectedTask(session: ManagerSession, name: string): Inspected {
  const { control, swarm, host } = session;
  return [taskJson(control.findTask(name), host.startUnixMs, swarm.networks.idOf), taskTypes];
}

/** The order in which a name is looked for. Source: docker/cli `cli/command/system/inspect.go`. */
const everywhere: readonly ObjectType[] = ['container', 'network'];
const inSwarm: readonly ObjectType[] = ['service', 'task', 'node'];

export function inspectObjects(form: Inspect, session: Session): void {
  const asked = session.host.membership?.isManager === true && session.refusal === null;
  const places = asked ? [...everywhere, ...inSwarm] : everywhere;
  printInspected(session, form.names, form.format, (name) => {
    if (form.type !== null) return tellOfSize(form, form.type, session, searches[form.type](name, session));
    for (const type of places) {
      const found = foundOrNull(() => searches[type](name, session));
      if (found !== null) return tellOfSize(form, type, session, found);
    }
    throw new CommandFailure(`Error: No such object: ${name}`);
  });
}

function tellOfSize({ size }: Inspect, type: ObjectType, { terminal }: Session, found: Inspected): Inspected {
  if (size && type !== 'container') terminal.warn(`WARNING: --size ignored for ${type}`);
  return found;
}

/** Only what is not there is looked for elsewhere: a name that means several things is an error. */
function foundOrNull(search: () => Inspected): Inspected | null {
  try {
    return search();
  } catch (error) {
    if (error instanceof Error && /not found$|No such/.test(error.message)) return null;
    throw error;
  }
}
