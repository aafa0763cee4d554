import type { EventLoop } from '../kernel/event-loop.ts';
import type { CommandTimings } from './command-timings.ts';
import { measuredTimings } from './command-timings.ts';
import type { DockerHost } from './host.ts';
import type { ParsedCommand } from './parse-command.ts';
import { type Awaited, awaitServices } from './run/await-services.ts';
import { showInfo } from './run/run-info.ts';
import { createNetwork, listNetworks, removeNetworks } from './run/run-network-commands.ts';
import {
  changeRoles,
  inspectNodes,
  listNodes,
  listNodeTasks,
  removeNodes,
  updateNode,
} from './run/run-node-commands.ts';
import { inspectServices, listServices, listServiceTasks } from './run/run-service-reads.ts';
import {
  createService,
  removeServices,
  rollbackService,
  scaleServices,
  updateService,
} from './run/run-service-writes.ts';
import { initSwarm, joinSwarm, showJoinToken, updateSwarm } from './run/run-swarm-commands.ts';
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
  loop.call(requestMs, () => {
    const session: Session = { host, nowMs: loop.nowMs, terminal };
    perform(command.form, session, (awaited) => {
      loop.call(timings.replyMs, () => {
        watch.answered?.();
        awaitServices(awaited, session, loop, end);
      });
    });
  });
}

/** Acts, and calls `finish` once the engine has answered, with what the client waits for then. */
function perform(form: CommandForm, session: Session, finish: (awaited: Awaited | null) => void): void {
  try {
    if (form.kind === 'swarm join') {
      joinSwarm(form, session, () => finish(null));
      return;
    }
    finish(act(form, session) ?? null);
  } catch (error) {
    session.terminal.fail(refusalText(error));
    finish(null);
  }
}

type FormOf<K extends CommandForm['kind']> = Extract<CommandForm, { readonly kind: K }>;
type AnsweredAtOnce = Exclude<CommandForm['kind'], 'swarm join'>;

type Answer = Awaited | null | void;

function byManager<F>(act: (form: F, session: ManagerSession) => Answer): (form: F, session: Session) => Answer {
  return (form, session) => act(form, asManager(session));
}

/** Commands whose answer is there at once. */
const handlers: { readonly [K in AnsweredAtOnce]: (form: FormOf<K>, session: Session) => Answer } = {
  'show text': (form, session) => session.terminal.write(form.text),
  info: (_, session) => showInfo(session),
  'swarm init': initSwarm,
  'swarm join-token': byManager(showJoinToken),
  'swarm update': byManager(updateSwarm),
  'network create': createNetwork,
  'network ls': listNetworks,
  'network rm': removeNetworks,
  'service create': byManager(createService),
  'service update': byManager(updateService),
  'service scale': byManager(scaleServices),
  'service rollback': byManager(rollbackService),
  'service rm': byManager(removeServices),
  'service ls': byManager(listServices),
  'service ps': byManager(listServiceTasks),
  'service inspect': byManager(inspectServices),
  'node ls': byManager(listNodes),
  'node ps': byManager(listNodeTasks),
  'node inspect': byManager(inspectNodes),
  'node update': byManager(updateNode),
  'node rm': byManager(removeNodes),
  'node promote': byManager(changeRoles),
  'node demote': byManager(changeRoles),
};

function act(form: FormOf<AnsweredAtOnce>, session: Session): Answer {
  // The table gives each kind the handler of its own form, which the compiler cannot follow through the index.
  const handle = handlers[form.kind] as (form: CommandForm, session: Session) => Answer;
  return handle(form, session);
}
