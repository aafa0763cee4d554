import { describe, expect, it } from 'vitest';
import { loadScenario } from '../scenario/load-scenario.ts';
import { Simulation } from '../simulation/simulation.ts';
import { defaultScenario } from './default-scenario.ts';
import { emptyGround, ownComputer } from './empty-ground.ts';
import { play, shellOn } from './testing/shell-on.ts';

const create = 'docker service create -d --name web --replicas 3';
const web = `${create} nginx:1`;

describe('docker-machine create', () => {
  const createMachine = 'docker-machine create --driver virtualbox';
  const playEmpty = (lines: readonly string[]) => play(lines, emptyGround, ownComputer);

  it('makes a machine, in a minute, that is there when the session is saved', () => {
    const { files, replies } = playEmpty([`${createMachine} m1`, 'now', 'docker-machine ip m1', 'save x.yaml']);
    expect(replies[1]!.stdout).toBe('1m0s\n');
    expect(replies[2]!.stdout).toBe('192.168.99.100\n');
    expect(files.get('x.yaml')).toContain('name: m1');
  });

  it.each([
    [`${createMachine} m1`, 'Docker machine "m1" already exists'],
    [createMachine, 'Error: No machine name specified'],
    [`${createMachine} a_b`, 'Invalid hostname specified'],
    [`${createMachine} nodes`, 'session.yaml:'],
    ['docker-machine create -d aws m2', 'simulated is the driver virtualbox'],
    ['docker-machine ip local', 'Docker machine "local" does not exist'],
  ])('%s: %s', (line, message) => {
    const { last } = playEmpty([`${createMachine} m1`, line]);
    expect(last.stderr).toContain(message);
    expect(last.exitCode).toBe(1);
  });

  it('comes before the first docker command', () => {
    const { last } = playEmpty(['docker info', `${createMachine} m1`]);
    expect(last.stderr).toContain('before the first docker command');
  });
});

const haproxyConfig = String.raw`defaults
  mode http
frontend front
  bind *:80
  default_backend back
backend back
  server node1 192.168.99.100:8080
  server node2 192.168.99.101:8080
  rspadd X-Backend-Server:\ node1 if { srv_id 1 }
  rspadd X-Backend-Server:\ node2 if { srv_id 2 }
`;

describe('docker run and curl', () => {
  const published = ['docker service create -d --name web --replicas 3 --publish 8080:80 nginx:1', 'until converged'];
  const run = 'docker run -d --name lb -v $(pwd)/haproxy:/usr/local/etc/haproxy:ro -p 8888:80 haproxy:1.7.9-alpine';
  const shellWithConfig = () => {
    const made = shellOn();
    made.files.set('haproxy/haproxy.cfg', haproxyConfig);
    return made;
  };
  const playWithConfig = (lines: readonly string[]) => {
    const { shell, files } = shellWithConfig();
    const replies = [...published, ...lines].map((line) => shell.run(line));
    return { files, replies: replies.slice(published.length), last: replies.at(-1)! };
  };

  it('put a balancer before the nodes, as its configuration says', () => {
    const { replies } = playWithConfig([run, 'wait 1s', 'curl -I localhost:8888', 'curl -I http://localhost:8888/']);
    expect(replies[0]!.stdout).toMatch(/^[0-9a-f]{64}\n$/);
    expect(replies.slice(2).map(({ stdout }) => stdout.split('\n').slice(0, 3))).toEqual([
      ['HTTP/1.1 200 OK', 'Date: Thu, 01 Jan 2026 00:00:04 GMT', 'X-Backend-Server: node1'],
      ['HTTP/1.1 200 OK', 'Date: Thu, 01 Jan 2026 00:00:04 GMT', 'X-Backend-Server: node2'],
    ]);
  });

  it('change nothing of what was there before', () => {
    const look = 'docker service ps --no-trunc web';
    const { replies } = playWithConfig(['crash worker2', 'wait 20s', look, run, 'curl -I worker1:8080', look]);
    expect(replies[5]!.stdout).toBe(replies[2]!.stdout);
  });

  it('are in the saved scenario, whose run has the same answers', () => {
    const { files } = playWithConfig([run, 'wait 1s', 'curl -I localhost:8888', 'docker stop lb', 'save x.yaml']);
    const read = (file: string) => files.get(file) ?? '';
    const simulation = new Simulation(loadScenario({ read }, 'x.yaml', []).scenario);
    simulation.advanceTo(60_000);
    expect(simulation.world.loads.requests.map(({ client, headers }) => `${client} ${headers}`)).toEqual([
      'curl-1 X-Backend-Server: node1',
    ]);
    expect(files.get('x.yaml')).toMatch(/name: lb,.*stop: \d+/);
    expect(files.get('x.yaml')).not.toContain('docker stop');
  });

  it('work on another machine, and leave it again', () => {
    const inside = `docker-machine ssh worker1 ${run}`;
    const { replies } = playWithConfig([inside, 'docker node ls', 'docker-machine ssh worker1 curl -I localhost:8888']);
    expect(replies[1]!.exitCode).toBe(0);
    expect(replies[2]!.stdout).toContain('200 OK');
  });

  it('the container is one of its machine, until it is removed', () => {
    const { replies } = playWithConfig([
      run,
      "docker ps --format '{{.Names}} {{.Status}} {{.Ports}}'",
      'docker stop lb',
      "docker ps -a --format '{{.Names}} {{.Status}}'",
      'docker rm lb',
      'docker ps -a --format "{{.Names}}"',
      'curl -I localhost:8888',
    ]);
    expect(replies[1]!.stdout).toContain('lb Up Less than a second 0.0.0.0:8888->80/tcp\n');
    expect(replies[3]!.stdout).toContain('lb Exited (0) Less than a second ago\n');
    expect(replies[5]!.stdout).not.toContain('lb');
    expect(replies[6]!.exitCode).toBe(7);
  });

  it('a machine that dies takes it along', () => {
    const { last } = playWithConfig([run, 'crash manager1', 'curl -I lb:8888']);
    expect(last.stderr).toBe('curl: (7) Failed to connect to lb port 8888: Connection refused\n');
  });

  it.each([
    [['docker run -d nginx'], 125, 'haproxy:TAG'],
    [[run, run], 125, 'The container name "/lb" is already in use'],
    [[run, run.replace('lb', 'l2')], 125, 'Bind for 0.0.0.0:8888 failed: port is already allocated'],
    [[run.replace('8888', '8080')], 125, 'Bind for 0.0.0.0:8080 failed: port is already allocated'],
    [['docker run -d --name lb haproxy'], 0, 'Cannot open configuration file'],
    [['docker run --name lb haproxy'], 1, 'Cannot open configuration file'],
    [[run.replace('1.7.9-alpine', '2.6')], 0, "'rspadd' directive is not supported anymore since HAProxy 2.1"],
    [['docker run --nonsense haproxy'], 125, 'unknown flag: --nonsense'],
    [['curl'], 2, 'curl --help'],
    [['curl -Z localhost'], 2, 'curl: option -Z: is unknown'],
    [['curl --zip localhost'], 2, 'curl: option --zip: is unknown'],
    [['curl -I nowhere:80'], 6, 'Could not resolve host: nowhere'],
    [['curl -I localhost:81'], 7, 'Failed to connect to localhost port 81'],
    [['crash worker2', 'curl -m 2 -I worker2:8080'], 28, 'timed out after 2000 milliseconds'],
    [['curl -sf localhost:81'], 7, ''],
    [['curl https://localhost'], 2, 'simulated is http'],
  ])('%j: exit code %i, %s', (lines, exitCode, message) => {
    const { last } = playWithConfig(lines);
    expect(last.stderr).toContain(message);
    expect(last.exitCode).toBe(exitCode);
  });

  it('curl -w writes what it is asked for', () => {
    const { last } = playWithConfig(["curl -s -o /dev/null -w '%{http_code}\\n' localhost:8080"]);
    expect(last).toEqual({ stdout: '200\n', stderr: '', exitCode: 0 });
  });
});

describe('docker-machine', () => {
  const state = 'docker-machine status worker1';

  it('stops, starts and kills machines', () => {
    const { replies } = play([
      ...['docker-machine stop worker1', state, 'docker-machine start worker1', state],
      ...['docker-machine kill worker1', state],
    ]);
    expect(replies.filter((_, index) => index % 2 === 1).map(({ stdout }) => stdout)).toEqual([
      'Stopped\n',
      'Running\n',
      'Stopped\n',
    ]);
  });

  it('removes one for good', () => {
    const { replies, last } = play(['docker-machine rm -y worker1', 'docker-machine ls', state]);
    expect(replies[0]!.stdout).toContain('Successfully removed worker1');
    expect(replies[1]!.stdout).not.toContain('worker1');
    expect(last.stderr).toContain('"worker1" does not exist');
  });
});

describe('Shell', () => {
  it('runs docker commands, which take time', () => {
    const { shell, last } = play(['docker service create --name web --replicas 2 nginx:1']);
    expect(last.stdout).toMatch(/verify: Service \w+ converged\n$/);
    expect(last.stderr).toContain('nginx:1 behave: the defaults are taken');
    expect(Number(/ (\d)\.\d+s \$ $/.exec(shell.prompt)?.[1])).toBeGreaterThan(5);
  });

  it('cuts machines off, and says so when it is saved', () => {
    const { replies, files } = play([
      web,
      'until converged',
      'partition worker1',
      'wait 30s',
      "docker node ls --format '{{.Hostname}} {{.Status}}'",
      'heal',
      'wait 15s',
      "docker node ls --format '{{.Hostname}} {{.Status}}'",
      'save x.yaml',
    ]);
    expect(replies[4]!.stdout).toContain('worker1 Down');
    expect(replies[7]!.stdout).toContain('worker1 Ready');
    expect(files.get('x.yaml')).toMatch(/partition: worker1, for: 30\.\d+s/);
  });

  it('stops engines and starts them again', () => {
    const { replies, files } = play([
      'kill-dockerd worker1',
      'kill-dockerd worker1',
      'wait 20s',
      'start-dockerd worker1',
      'start-dockerd worker1',
      'save x.yaml',
    ]);
    expect(replies.map(({ exitCode }) => exitCode)).toEqual([0, 1, 0, 0, 1, 0]);
    expect(files.get('x.yaml')).toContain('kill_dockerd: worker1, for: 20s');
  });

  it('begins anew in another scenario', () => {
    const { shell, files } = shellOn();
    files.set('other.yaml', defaultScenario.replaceAll('worker', 'slave'));
    shell.run('wait 30s');
    expect(shell.run('load other.yaml').exitCode).toBe(0);
    expect(shell.run('now').stdout).toBe('0s\n');
    expect(shell.run("docker node ls --format '{{.Hostname}}'").stdout).toContain('slave1');
    expect(shell.run('load nowhere.yaml').stderr).toContain('no file nowhere.yaml');
  });

  it.each([
    ['partition wroker1', 'wroker1'],
    ['partition', 'partition'],
    ['heal', 'nothing is cut off'],
    ['load', 'which file?'],
  ])('%s is refused', (line, message) => {
    const { last } = play([line]);
    expect([last.exitCode > 0, last.stderr]).toEqual([true, expect.stringContaining(message)]);
  });

  it('lets time go by', () => {
    expect(play(['wait 1m30s', 'now']).last.stdout).toBe('1m30s\n');
  });

  it('waits until services have converged, and no longer', () => {
    const { replies } = play([web, 'until converged', 'docker service ls --format "{{.Replicas}}"', 'now']);
    expect(replies[2]!.stdout).toBe('3/3\n');
    expect(Number.parseFloat(replies[3]!.stdout)).toBeLessThan(10);
  });

  it('says what has not converged', () => {
    const { last } = play([`${create} --reserve-cpu 9 nginx:1`, 'until converged 20s']);
    expect(last).toEqual({ stdout: '', stderr: 'until: not converged after 20s: web 0/3\n', exitCode: 1 });
  });

  it('waits for an update that has only been asked for', () => {
    const { last } = play([
      web,
      'until converged',
      'docker service update -d --image nginx:2 web',
      'until converged',
      'docker service ps --filter desired-state=running --format "{{.Image}} {{.CurrentState}}" web',
    ]);
    expect(last.stdout).toMatch(/^(nginx:2 Running .*\n){3}$/);
  });

  it('does not take what a dead machine ran for running', () => {
    const ps = 'docker service ps --filter desired-state=running --format "{{.Node}}" web';
    const { last } = play([web, 'until converged', 'crash worker1', 'until converged', ps]);
    expect(last.stdout.trim().split('\n')).toHaveLength(3);
    expect(last.stdout).not.toContain('worker1');
  });

  it('gives a client back that would wait for ever', () => {
    const { shell, last } = play(['docker service create --name web --reserve-cpu 9 nginx:1']);
    expect(last.exitCode).toBe(130);
    expect(last.stdout.split('\n').length).toBeLessThan(10);
    expect(shell.prompt).toBe('manager1 10m0s $ ');
  });

  it('crashes and restores machines', () => {
    const status = 'docker node ls --filter name=worker1 --format "{{.Status}}"';
    const { replies } = play(['crash worker1', 'wait 1m', status, 'restore worker1', 'wait 1m', status]);
    expect([replies[2]!.stdout, replies[5]!.stdout]).toEqual(['Down\n', 'Ready\n']);
  });

  it('types on another machine until exit', () => {
    const { shell, replies } = play(['docker-machine ssh worker1', 'docker node ls', 'exit', 'docker node ls']);
    expect(replies.map(({ exitCode }) => exitCode)).toEqual([0, 1, 1, 0]);
    expect(shell.ended).toBe(false);
  });

  it('puts in what other commands print, and the last exit code', () => {
    const { replies } = play(['docker-machine ip nobody', "echo $? '$?' $(docker-machine ip manager1)"]);
    expect(replies[1]!.stdout).toBe('1 $? 192.168.99.100\n');
  });

  it.each([
    ['crush worker1', 127, 'crush: command not found – did you mean "crash"?'],
    ['crash worker9', 2, 'crash: no machine is called "worker9" – did you mean "worker1"?'],
    ['wait 5', 2, 'expected a duration such as 30s or 1m30s: time: missing unit in duration "5"'],
    ['wait -1s', 2, 'time does not go backwards: -1s'],
    ['until', 2, 'until: what is there to wait for?'],
    ['echo "', 2, 'quote'],
    ['docker service create --nmae x', 125, 'unknown flag: --nmae'],
    ['save', 2, 'save: into which file?'],
    ['save no/where.yaml', 1, 'save: no such folder'],
  ])('refuses %s', (line, code, message) => {
    const { last, shell } = play([line]);
    expect(last.stderr).toContain(message);
    expect(shell.exitCode).toBe(code);
  });

  it('deploys a compose file as it is when the command is typed', () => {
    const { shell, files } = shellOn();
    const deploy = 'docker stack deploy -d -c compose.yml shop';
    expect(shell.run(deploy)).toMatchObject({ exitCode: 1, stderr: 'open compose.yml: no such file or directory\n' });
    files.set('compose.yml', 'services: { web: { image: nginx:1 } }');
    expect(shell.run(deploy)).toMatchObject({
      stdout: 'Creating network shop_default\nCreating service shop_web\n',
      stderr: 'seatrial: nothing is said of how containers of nginx:1 behave: the defaults are taken\n',
    });
    expect(shell.complete('docker stack ps ')).toEqual(['shop']);
    files.set('compose.yml', 'services: { web: { image: nginx:2 }');
    expect(shell.run(deploy)).toMatchObject({ exitCode: 1, stderr: expect.stringContaining('compose.yml:1') });
    files.set('compose.yml', 'services: { web: { image: nginx:2 } }');
    expect(shell.run(deploy).stdout).toMatch(/^Updating service shop_web/);
    expect(shell.run('docker stack services shop').stdout).toContain('nginx:2');
  });

  it('does not go by the timeline of its scenario', () => {
    const source = `${defaultScenario}timeline: [{ at: 1s, crash: worker1 }]\n`;
    expect(play(['wait 1m', 'docker node ls'], source).last.stdout).not.toContain('Down');
  });

  it('is saved as a scenario whose run is the same', () => {
    const session = [
      web,
      'until converged',
      'crash worker2',
      'wait 20s',
      'docker service update --image nginx:2 nobody',
      'docker service update --image nginx:2 web',
      'docker service ps --no-trunc web',
      'wait 1s',
      'save saved.yaml',
    ];
    const { files, replies } = play(session, `# mine\n${defaultScenario}timeline: [{ at: 1s, crash: worker1 }]\n`);
    const saved = files.get('saved.yaml') ?? '';
    expect(saved).toMatch(/^# mine\n/);
    const { scenario } = loadScenario({ read: () => saved }, 'saved.yaml', []);
    const { events } = new Simulation(scenario).finish();
    const shown = events.filter(({ what }) => what.startsWith('docker service ps'));
    expect(shown.map(({ stdout }) => stdout)).toEqual([replies[6]!.stdout]);
    expect(shown[0]!.stdout).toContain('nginx:2');
  });

  it.each([
    ['cr', ['crash']],
    ['crash w', ['worker1', 'worker2']],
    ['docker ser', ['service']],
    ['docker service up', ['update']],
    ['docker service update --image nginx:2 w', ['web']],
    ['docker service create --replicas-m', ['--replicas-max-per-node']],
    ['docker node update --availability drain man', ['manager1']],
    ['echo w', []],
  ])('completes %s', (line, words) => {
    expect(play([web]).shell.complete(line)).toEqual(words);
  });
});
