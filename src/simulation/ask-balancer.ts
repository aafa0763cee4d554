import { parseRuntimeCommand } from '../haproxy/runtime/parse-runtime-command.ts';
import { runRuntimeCommand } from '../haproxy/runtime/run-runtime-command.ts';
import { RuntimeCommandError } from '../haproxy/runtime/runtime-command.ts';
import type { Balancer } from '../traffic/balancer/balancer.ts';
import type { CommandOutput } from './recorders/event-recorder.ts';

const refused = 1;

/** What HAProxy answers on its socket; where it refuses, exit code 1, so that a scenario notices. */
export function askBalancer(line: string, balancer: Balancer, nowMs: number): CommandOutput {
  if (!balancer.isRunning) return refusal(`the balancer ${balancer.spec.name} is not running`);
  try {
    return { stdout: runRuntimeCommand(parseRuntimeCommand(line), balancer, nowMs), stderr: '', exitCode: 0 };
  } catch (error) {
    if (!(error instanceof RuntimeCommandError)) throw error;
    return refusal(error.message);
  }
}

function refusal(message: string): CommandOutput {
  return { stdout: '', stderr: `${message}\n`, exitCode: refused };
}
