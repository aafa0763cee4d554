import type { EventLoop } from '../kernel/event-loop.ts';
import type { CommandTimings } from './command-timings.ts';
import { measuredTimings } from './command-timings.ts';
import type { DockerHost } from './host.ts';
import type { ParsedCommand } from './parse-command.ts';
import { askManagers, refusalLines } from './run/ask-managers.ts';
import { type Awaited, awaitServices } from './run/await-services.ts';
import {
  killContainers,
  listContainers,
  refuseRun,
  removeContainers,
  stopContainers,
} from './run/run-container-commands.ts';
import { eventsEndMs, showEvents } from './run/run-events.ts';
import { showInfo } from './run/run-info.ts';
import { inspectObjects } from './run/run-inspect.ts';
import { createNetwork, inspectNetworks, listNetworks, removeNetworks } from './run/run-network-commands.ts';
import {
  changeRoles,
  inspectNodes,
  listNodes,
  listNodeTasks,
  removeNodes,
  updateNode,
} from './run/run-node-commands.ts';
import { inspectServices, listServices, listServiceTasks, showLogs } from './run/run-service-reads.ts';
import {
  createService,
  removeServices,
  rollbackService,
  scaleServices,
  updateService,
} from './run/run-service-writes.ts';
import { deployStack } from './run/run-stack-deploy.ts';
import { listStackServices, listStacks, listStackTasks } from './run/run-stack-reads.ts';
import { removeStacks } from './run/run-stack-remove.ts';
import { initSwarm, joinSwarm, leaveSwarm, showJoinToken, updateSwarm } from './run/run-swarm-commands.ts';
import { showVersion } from './run/run-version.ts';
import type { ManagerSession, Session } from './run/session.ts';
import { asManager, refusalText } from './run/session.ts';
import { Terminal } from './run/terminal.ts';
import type { CommandForm } from './syntax/commands.ts';

/** What a terminal shows once the prompt is back. */
export interface CommandResult {
  readonly stdout: string;
  readonly stderr: string;
  readonly exitCode: number;
  readonly tookMs: number;
}

/** What happens on the way to the result. */
export interface CommandWatch {
  /** The command has begun: what it prints from now on goes there. */
  begun?(terminal: Terminal): void;
  /** The engine has answered. A client that waits for the tasks of a service goes on. */
  answered?(): void;
}

/**
 * Runs a command on a machine, on the simulated clock: the engine acts after the time that a request takes, `done` is
 * called when the prompt is back. A refusal is a result (exit code 1), never an exception.
 */
export function runCommand(
  command: ParsedCommand,
  host: DockerHost,
  loop: EventLoop,
  done: (result: CommandResult) => void,
  watch: CommandWatch = {},
  timings: CommandTimings = measuredTimings,
): void {
  const startedMs = loop.nowMs;
  const requestMs = command.form.kind === 'swarm init' ? timings.initMs : timings.requestMs;
  const terminal = new Terminal();
  const end = () => {
    const { stdout, stderr, exitCode } = terminal;
    done({ stdout, stderr, exitCode, tookMs: loop.nowMs - startedMs });
  };
  watch.begun?.(terminal);
  const answer = (session: Session, awaited: Awaited | null) => {
    const answeredMs = loop.nowMs + timings.replyMs;
    loop.call(timings.replyMs, () => watch.answered?.());
    loop.call(awaited === null ? 0 : timings.firstLookMs, () => {
      awaitServices(awaited, session, loop, () => loop.call(Math.max(0, answeredMs - loop.nowMs), end));
    });
  };
  loop.call(requestMs, () => {
    askManagers(command.form, host, (refusal) => {
      const session: Session = { host, nowMs: loop.nowMs, terminal, refusal };
      if (refusal === null || command.form.kind === 'info' || command.form.kind === 'inspect')
        perform(command.form, session, loop, (awaited) => answer(session, awaited));
      else {
        for (const line of refusalLines(command.form, refusal)) terminal.fail(line);
        answer(session, null);
      }
    });
  });
}

/** Acts, and calls `finish` once the engine has answered, with what the client waits for then. */
function perform(
  form: CommandForm,
  session: Session,
  loop: EventLoop,
  finish: (awaited: Awaited | null) => void,
): void {
  try {
    if (form.kind === 'stop') {
      stopContainers(form, session, () => finish(null));
      return;
    }
    if (form.kind === 'events') {
      const askedMs = session.nowMs;
      loop.call(eventsEndMs(form, session) - askedMs, () => {
        told(session, () => showEvents(form, session, askedMs));
        finish(null);
      });
      return;
    }
    if (form.kind === 'swarm join') {
      joinSwarm(form, session, () => finish(null));
      return;
    }
    finish(act(form, session));
  } catch (error) {
    session.terminal.fail(refusalText(error));
    finish(null);
  }
}

/** A refusal is printed. */
function told(session: Session, show: () => void): void {
  try {
    show();
  } catch (error) {
    session.terminal.fail(refusalText(error));
  }
}

type FormOf<K extends CommandForm['kind']> = Extract<CommandForm, { readonly kind: K }>;
/** Commands after which the client may wait. */
type ServiceWrite = 'service create' | 'service update' | 'service scale' | 'service rollback' | 'stack deploy';
type AnsweredAtOnce = Exclude<CommandForm['kind'], 'swarm join' | 'stop' | 'events' | ServiceWrite>;

function byManager<F, R>(act: (form: F, session: ManagerSession) => R): (form: F, session: Session) => R {
  return (form, session) => act(form, asManager(session));
}

const serviceWrites: {
  readonly [K in ServiceWrite]: (form: FormOf<K>, session: Session) => Awaited | null;
} = {
  'service create': byManager(createService),
  'service update': byManager(updateService),
  'service scale': byManager(scaleServices),
  'service rollback': byManager(rollbackService),
  'stack deploy': deployStack,
};

/** Commands whose answer is there at once. */
const handlers: { readonly [K in AnsweredAtOnce]: (form: FormOf<K>, session: Session) => void } = {
  'show text': (form, session) => session.terminal.write(form.text),
  info: showInfo,
  ps: listContainers,
  kill: killContainers,
  rm: removeContainers,
  run: refuseRun,
  'swarm init': initSwarm,
  'swarm join-token': byManager(showJoinToken),
  'swarm leave': leaveSwarm,
  'swarm update': byManager(updateSwarm),
  'network create': createNetwork,
  inspect: inspectObjects,
  version: showVersion,
  'network inspect': inspectNetworks,
  'network ls': listNetworks,
  'network rm': removeNetworks,
  'service rm': byManager(removeServices),
  'service ls': byManager(listServices),
  'service ps': byManager(listServiceTasks),
  'service inspect': byManager(inspectServices),
  'stack ls': byManager(listStacks),
  'stack ps': byManager(listStackTasks),
  'stack services': byManager(listStackServices),
  'stack rm': byManager(removeStacks),
  'service logs': byManager(showLogs),
  'node ls': byManager(listNodes),
  'node ps': byManager(listNodeTasks),
  'node inspect': byManager(inspectNodes),
  'node update': byManager(updateNode),
  'node rm': byManager(removeNodes),
  'node promote': byManager(changeRoles),
  'node demote': byManager(changeRoles),
};

function isServiceWrite(form: CommandForm): form is FormOf<ServiceWrite> {
  return Object.hasOwn(serviceWrites, form.kind);
}

function act(form: FormOf<AnsweredAtOnce | ServiceWrite>, session: Session): Awaited | null {
  // The tables give each kind the handler of its own form, which the compiler cannot follow through the index.
  if (isServiceWrite(form)) {
    const write = serviceWrites[form.kind] as (form: CommandForm, session: Session) => Awaited | null;
    return write(form, session);
  }
  const handle = handlers[form.kind] as (form: CommandForm, session: Session) => void;
  handle(form, session);
  return null;
}
