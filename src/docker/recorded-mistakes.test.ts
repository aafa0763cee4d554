import { describe, expect, it } from 'vitest';
import recording from '../../test/golden/swarm/14a-errors.json' with { type: 'json' };
import { TestSwarm } from './testing/test-swarm.ts';

/** Shows tasks, which only a running swarm has. */
const needsTasks = /^docker (node ps|service ps|service ls)/;

const id = /\b[0-9a-z]{25}\b/g;

interface Step {
  readonly command: string;
  readonly on: string;
  readonly exitCode: number;
  readonly stdout: string;
  readonly stderr: string;
}

const steps: readonly Step[] = recording.steps;

function withoutIds(text: string): string {
  return text.trimEnd().replace(id, 'ID');
}

/** The recorded cluster, and what its commands of the same session had made before. */
describe('user mistakes, recorded on a real swarm', () => {
  const swarm = new TestSwarm(
    recording.cluster.nodes.map(({ name, id, role }) => ({
      name,
      id,
      role: role === 'manager' ? 'manager' : 'worker',
    })),
  );
  // The recorder removed each service `x` that the swarm accepted.
  const acceptsX = /--name x /;

  it.each(steps.map((step, index) => ({ ...step, index })))('$index $command', (step) => {
    const { stdout, stderr, exitCode } = swarm.run(step.command, step.on);
    if (exitCode === 0 && acceptsX.test(step.command)) swarm.run('docker service rm x', 'manager1');
    expect({ stderr: withoutIds(stderr), exitCode }).toEqual({
      stderr: withoutIds(step.stderr),
      exitCode: step.exitCode,
    });
    if (!needsTasks.test(step.command)) expect(withoutIds(stdout)).toBe(withoutIds(step.stdout));
  });
});
