import { describe, expect, it } from 'vitest';
import { DockerUsageError } from './command-line/usage-error.ts';
import { parseCommand } from './parse-command.ts';
import recorded from './testing/client-28-usage-errors.json' with { type: 'json' };

/** What our client prints for a line that is wrong by itself; `null` if it finds nothing wrong. */
function refusal(line: string): { exitCode: number; stderr: string } | null {
  try {
    parseCommand(line);
    return null;
  } catch (error) {
    if (error instanceof DockerUsageError) return { exitCode: error.exitCode, stderr: error.message };
    throw error;
  }
}

describe('usage errors, recorded from docker CLI 28.2.2', () => {
  it.each(recorded)('$line', ({ line, exitCode, stderr }) => {
    expect(refusal(line)).toEqual({ exitCode, stderr });
  });
});

describe('values that no swarm takes, in the words of the engine', () => {
  it.each([
    ['service create --update-order nosuch app:1', 'unrecognized update order nosuch'],
    ['service create --endpoint-mode foo app:1', 'invalid resolution mode: "foo"'],
    ['service create --restart-condition often app:1', 'invalid RestartCondition: "often"'],
    ['service create --mount type=foo,target=/x app:1', 'invalid MountType: "foo"'],
    ['service update --update-failure-action stop web', 'unrecognized update failure action stop'],
    [
      'service create --constraint node.role=worker app:1',
      'rpc error: code = Unknown desc = constraint expected one operator from ==, !=',
    ],
    [
      'service create --reserve-memory 1 app:1',
      'rpc error: code = InvalidArgument desc = invalid memory value 1: Must be at least 4MiB',
    ],
    ['node update --availability off w', 'invalid Availability: "off"'],
    ['node update --role boss w', 'invalid Role: "boss"'],
    [
      'swarm init --dispatcher-heartbeat -1s',
      'rpc error: code = InvalidArgument desc = heartbeat time period cannot be a negative duration',
    ],
    [
      'swarm update --cert-expiry 59m',
      'rpc error: code = InvalidArgument desc = minimum certificate expiry time is: 1h0m0s',
    ],
  ])('%s', (command, message) => {
    expect(refusal(`docker ${command}`)).toEqual({ exitCode: 1, stderr: `Error response from daemon: ${message}` });
  });
});

// As docker 28.2.2 was seen to answer.
describe('what the client refuses by itself', () => {
  it.each([
    ['stack deploy st', 1, 'Specify a Compose file (with --compose-file)'],
    ['stack foo', 1, 'docker: unknown command: docker stack foo\n\nUsage:  docker stack [OPTIONS]\n'],
    [
      'stop -t x y',
      125,
      'invalid argument "x" for "-t, --timeout" flag: strconv.ParseInt: parsing "x": invalid syntax',
    ],
    [
      'service create --generic-resource gpu=-1 app:1',
      1,
      'invalid generic resource specification: could not parse GenericResource: cannot ask for negative resource gpu',
    ],
  ])('%s', (command, exitCode, begin) => {
    const found = refusal(`docker ${command}`);
    expect([found?.exitCode, found?.stderr.startsWith(begin)]).toEqual([exitCode, true]);
  });
});

describe('lines that no client would get to see', () => {
  it.each([
    ["docker service create --name 'web nginx", "the quote ' at column 30 has no end"],
    ['docker service ls | grep web', "'|' has a meaning in a shell, and there is no shell here"],
    ['kubectl get pods', "expected a docker command, got 'kubectl get pods'"],
    ['', "expected a docker command, got ''"],
    ['docker exec web ls', "'docker exec' is not simulated; simulated are: swarm init"],
    ['docker system df', "'docker system df' is not simulated"],
    ['docker network prune', "'docker network prune' is not simulated"],
    ["docker service ls --format '{{printf .ID}}'", 'not simulated: printf .ID'],
  ])('%s', (line, message) => {
    expect(refusal(line)?.stderr).toContain(message);
  });
});

describe('help', () => {
  it('shows the usage of a command, wherever the flag stands', () => {
    for (const line of ['docker service rm --help', 'docker service rm web -h']) {
      const { form } = parseCommand(line);
      expect(form.kind === 'show text' && form.text).toContain('Usage:  docker service rm SERVICE [SERVICE...]');
    }
  });
});

describe('a command that has two names', () => {
  it.each([
    ['docker system info', 'docker info'],
    ['docker container ls -q', 'docker ps -q'],
    ['docker container ps -q', 'docker ps -q'],
    ['docker container kill x', 'docker kill x'],
    ['docker container stop x', 'docker stop x'],
    ['docker container rm x', 'docker rm x'],
  ])('%s is %s', (long, short) => {
    expect(parseCommand(long).form).toEqual(parseCommand(short).form);
  });
});
