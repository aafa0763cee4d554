import { DockerUsageError } from '../docker/command-line/usage-error.ts';
import type { CommandTimings } from '../docker/command-timings.ts';
import { imagesNamed } from '../docker/images-named.ts';
import { type ParsedCommand, parseCommand } from '../docker/parse-command.ts';
import { type CommandResult, type CommandWatch, runCommand } from '../docker/run-command.ts';
import { firstSubstitution } from './command-substitution.ts';
import type { SimulatedMachine } from './machines.ts';
import type { World } from './world.ts';

/** How long the client tries to reach an engine whose machine is gone. Source: docker/go-connections `sockets`, defaultTimeout. */
const dialTimeoutMs = 10_000;

type Done = (result: CommandResult) => void;

/**
 * Types a docker command on a machine at this instant; `done` when the prompt is back. First what stands in `$(…)` is run,
 * where commands go by default: on a manager.
 */
export function typeCommand(
  world: World,
  command: string,
  machine: SimulatedMachine,
  done: Done,
  watch: CommandWatch = {},
  timings?: CommandTimings,
): void {
  const inner = firstSubstitution(command);
  if (inner === null) {
    send(world, command, machine, done, watch, timings);
    return;
  }
  typeCommand(world, inner.command, world.defaultMachine, (result) => {
    if (result.exitCode === 0) typeCommand(world, inner.replace(result.stdout), machine, done, watch, timings);
    else done(result);
  });
}

/** Where an engine listens for those who are at its machine. */
const localSocket = 'unix:///var/run/docker.sock';

/** What the client refuses by itself it refuses at once. */
function send(
  world: World,
  command: string,
  machine: SimulatedMachine,
  done: Done,
  watch: CommandWatch,
  timings: CommandTimings | undefined,
): void {
  const { loop } = world;
  let parsed: ParsedCommand;
  try {
    parsed = parseCommand(command);
    refuseUndeclared(parsed, world);
  } catch (error) {
    if (!(error instanceof DockerUsageError)) throw error;
    done({ stdout: '', stderr: `${error.message}\n`, exitCode: error.exitCode, tookMs: 0 });
    return;
  }
  if (machine.up) runCommand(parsed, machine, loop, done, watch, timings);
  else if (machine.hasPower) done(cannotConnect(localSocket, 0));
  else loop.call(dialTimeoutMs, () => done(cannotConnect(`tcp://${machine.spec.address}:2376`, dialTimeoutMs)));
}

/** Found before the run, but for names that only a substitution tells. */
function refuseUndeclared({ form }: ParsedCommand, world: World): void {
  for (const image of imagesNamed(form, (file) => world.composeFile(file))) {
    if (!world.declares(image)) {
      throw new DockerUsageError(`image ${image}: the scenario does not declare how its containers behave`);
    }
  }
}

/** Source: docker/cli 28; docker-machine's engines listen on 2376. */
function cannotConnect(where: string, tookMs: number): CommandResult {
  const stderr = `Cannot connect to the Docker daemon at ${where}. Is the docker daemon running?\n`;
  return { stdout: '', stderr, exitCode: 1, tookMs };
}
