import type { Document } from 'yaml';
import { formatGoDuration, parseGoDuration } from '../docker/units/go-duration.ts';
import { UnitError } from '../docker/units/unit-error.ts';
import { suggestion } from '../scenario/suggest.ts';
import type { Scenario } from '../simulation/scenario.ts';
import { unconvergedServices } from '../simulation/unconverged-services.ts';
import { curl } from './curl.ts';
import { dockerMachine } from './docker-machine.ts';
import { type Reply, refused, said } from './reply.ts';
import type { Session } from './session.ts';

/** What a command may do besides what the session does. */
export interface ShellMeans {
  /** Runs another line in the same session. */
  run(line: string): Reply;
  /** What the session takes place in, as it stands. */
  readonly scenario: Scenario;
  /** Another one after each `change`. */
  readonly session: Session;
  /** The folder where files are looked for. */
  readonly folder: string;
  /** The session, as if its scenario had been another one from the beginning; or what is wrong with that one. */
  change(edit: (document: Document) => void): Session | string;
  /** A file of the disk, by the name that the scenario would call it. */
  pathInScenario(path: string): string;
  /** Writes the session as a scenario. */
  save(path: string): Reply;
  /** Begins anew in the scenario of a file. */
  load(path: string): Reply;
}

export interface ShellCommand {
  /** As it is typed, with what it takes. */
  readonly usage: string;
  readonly summary: string;
  run(session: Session, operands: readonly string[], means: ShellMeans): Reply;
}

const betweenLooksMs = 100;
const longestWaitMs = 600_000;

/** All but `docker` itself, by the word that they begin with. */
export const shellCommands: Readonly<Record<string, ShellCommand>> = {
  wait: {
    usage: 'wait DURATION',
    summary: 'Let time go by: wait 30s',
    run(session, [text = '']) {
      const ms = durationOf(text);
      if (typeof ms !== 'number') return ms;
      session.advance(ms);
      return said();
    },
  },
  until: {
    usage: 'until converged [DURATION]',
    summary: 'Let time go by until every service is as it was asked for, for 10m at most',
    run(session, [what, text = formatGoDuration(longestWaitMs)]) {
      if (what !== 'converged') return refused('until: what is there to wait for? Only: until converged');
      const mostMs = durationOf(text);
      return typeof mostMs === 'number' ? untilConverged(session, mostMs) : mostMs;
    },
  },
  now: {
    usage: 'now',
    summary: 'The simulated time since the beginning',
    run: (session) => said(`${clock(session)}\n`),
  },
  crash: {
    usage: 'crash NODE',
    summary: 'A machine dies at once, with all that runs on it',
    run: (session, [name = '']) => withMachine(session, 'crash', name, () => session.fail('crash', name)),
  },
  restore: {
    usage: 'restore NODE',
    summary: 'It boots again',
    run: (session, [name = '']) => withMachine(session, 'restore', name, () => session.fail('restore', name)),
  },
  partition: {
    usage: 'partition NODE…',
    summary: 'Machines are cut off from all others, together, until heal',
    run(session, names) {
      const missing = names.find((name) => !session.machineNames.includes(name));
      return withMachine(session, 'partition', missing ?? names[0] ?? '', () => session.partition(names));
    },
  },
  heal: {
    usage: 'heal',
    summary: 'All of them hear each other again',
    run: (session) => (session.heal() ? said() : refused('heal: nothing is cut off', 1)),
  },
  'kill-dockerd': {
    usage: 'kill-dockerd NODE',
    summary: 'Its engine is killed, and its containers go on, until start-dockerd',
    run: (session, [name = '']) => stopEngine(session, 'kill-dockerd', name),
  },
  'stop-dockerd': {
    usage: 'stop-dockerd NODE',
    summary: 'Its engine is told to stop, and its containers with it',
    run: (session, [name = '']) => stopEngine(session, 'stop-dockerd', name),
  },
  'start-dockerd': {
    usage: 'start-dockerd NODE',
    summary: 'The engine starts again',
    run: (session, [name = '']) => {
      let started = true;
      const reply = withMachine(session, 'start-dockerd', name, () => {
        started = session.startEngine(name);
      });
      return started ? reply : refused(`start-dockerd: the engine of ${name} was not stopped`, 1);
    },
  },
  load: {
    usage: 'load FILE',
    summary: 'Begin anew, on the swarm of a scenario',
    run(_, [path], { load }) {
      if (path === undefined) return refused('load: which file?');
      return load(path);
    },
  },
  save: {
    usage: 'save FILE',
    summary: 'Write the session as a scenario',
    run(_, [path], { save }) {
      if (path === undefined) return refused('save: into which file?');
      return save(path);
    },
  },
  'docker-machine': dockerMachine,
  curl,
  pwd: {
    usage: 'pwd',
    summary: 'The folder where files are looked for',
    run: (_, __, { folder }) => said(`${folder}\n`),
  },
  echo: { usage: 'echo WORD…', summary: 'Print words: echo $?', run: (_, words) => said(`${words.join(' ')}\n`) },
  exit: {
    usage: 'exit [CODE]',
    summary: 'Leave the machine (after docker-machine ssh), or the session',
    run(session, [code]) {
      if (code !== undefined && !/^\d+$/.test(code)) return refused(`exit: ${code}: numeric argument required`);
      const exitCode = code === undefined ? session.exitCode : Number(code) % 256;
      if (!session.leave()) session.ended = true;
      return { ...said(), exitCode };
    },
  },
  help: { usage: 'help', summary: 'These lines', run: () => said(helpText()) },
};

function stopEngine(session: Session, command: 'kill-dockerd' | 'stop-dockerd', name: string): Reply {
  const kind = command === 'kill-dockerd' ? 'kill_dockerd' : 'stop_dockerd';
  let stopped = true;
  const reply = withMachine(session, command, name, () => {
    stopped = session.stopEngine(name, kind);
  });
  return stopped ? reply : refused(`${command}: no engine runs on ${name}`, 1);
}

export function clock(session: Session): string {
  return formatGoDuration(Math.round(session.nowMs));
}

function helpText(): string {
  const lines = Object.values(shellCommands).map(({ usage, summary }) => `  ${usage.padEnd(28)}${summary}\n`);
  return `  ${'docker COMMAND'.padEnd(28)}Docker's own commands; docker --help lists them\n${lines.join('')}`;
}

function untilConverged(session: Session, mostMs: number): Reply {
  const endMs = session.nowMs + mostMs;
  for (;;) {
    const { world } = session;
    const isUp = (name: string) => world.machines.some(({ spec, up }) => up && spec.name === name);
    const rest = world.swarms.flatMap(({ control }) => unconvergedServices(control, isUp));
    if (rest.length === 0) return said();
    if (session.nowMs >= endMs) {
      return refused(`until: not converged after ${formatGoDuration(mostMs)}: ${rest.join(', ')}`, 1);
    }
    session.advance(Math.min(betweenLooksMs, endMs - session.nowMs));
  }
}

function durationOf(text: string): number | Reply {
  try {
    const ms = parseGoDuration(text);
    if (ms >= 0) return ms;
    return refused(`time does not go backwards: ${text}`);
  } catch (error) {
    if (!(error instanceof UnitError)) throw error;
    return refused(`expected a duration such as 30s or 1m30s: ${error.message}`);
  }
}

function withMachine(session: Session, command: string, name: string, act: () => void): Reply {
  const names = session.machineNames;
  if (!names.includes(name)) return refused(`${command}: no machine is called "${name}"${suggestion(name, names)}`);
  act();
  return said();
}
