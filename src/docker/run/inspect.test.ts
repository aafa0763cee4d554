import { describe, expect, it } from 'vitest';
import { TestSwarm } from '../testing/test-swarm.ts';

const managerId = 'm'.repeat(25);

function newSwarm(): TestSwarm {
  const swarm = new TestSwarm([
    { name: 'manager1', id: managerId, role: 'manager' },
    { name: 'worker1', id: 'w'.repeat(25), role: 'worker' },
  ]);
  swarm.run('docker network create -d overlay --label tier=front net1', 'manager1');
  swarm.run('docker service create -d --name web --update-delay 10s --network net1 app:1', 'manager1');
  return swarm;
}

/** The texts are the real client's, 28.2.2, of an engine that answers in API 1.41. */
describe('docker inspect', () => {
  it.each([
    ['inspect nosuch', '[]\n', 'Error: No such object: nosuch\n'],
    ['inspect web nosuch -f {{.Spec.Name}}', 'web\n', 'Error: No such object: nosuch\n'],
    ['inspect --type node nosuch', '[]\n', 'Error response from daemon: node nosuch not found\n'],
    ['inspect --type service nosuch', '[]\n', 'Error response from daemon: service nosuch not found\n'],
    ['inspect --type task nosuch', '[]\n', 'Error response from daemon: task nosuch not found\n'],
    ['inspect --type network nosuch', '[]\n', 'Error response from daemon: network nosuch not found\n'],
    ['inspect --type container nosuch', '[]\n', 'Error response from daemon: No such container: nosuch\n'],
    ['inspect --type volume nosuch', '[]\n', 'Error response from daemon: get nosuch: no such volume\n'],
    ['inspect --type service net1', '[]\n', 'Error response from daemon: service net1 not found\n'],
    ['inspect -s net1 -f {{.Name}}', 'net1\n', 'WARNING: --size ignored for network\n'],
    ['network inspect -f {{.Name}} nosuch net1', 'net1\n', 'Error response from daemon: network nosuch not found\n'],
    ['service inspect nosuch -f {{.ID}}', '\n', 'Error: no such service: nosuch\n'],
    [
      'inspect -f {{.Description.Hostname}} manager1 web',
      'manager1\n',
      'template parsing error: template: :1:14: executing "" at <.Description.Hostname>: map has no entry for key "Description"\n',
    ],
  ])('docker %s', (line, stdout, stderr) => {
    const exitCode = stderr.startsWith('WARNING') ? 0 : 1;
    expect(newSwarm().run(`docker ${line}`, 'manager1')).toMatchObject({ stdout, stderr, exitCode });
  });

  it.each([
    ['inspect -f {{.Foo web', 'template parsing error: template: :1: unclosed action\n', 64],
    ['network inspect -f {{foo}} net1', 'template parsing error: template: :1: function "foo" not defined\n', 64],
    ['service inspect -f {{.Foo web', 'template parsing error: template: :1: unclosed action\n', 1],
    ['service inspect --pretty -f json web', '--format is incompatible with human friendly format\n', 1],
    [
      'inspect --type foo web',
      'unknown type: "foo": must be one of "config", "container", "image", "network", "node", "plugin", "secret", "service", "task", "volume"\n',
      1,
    ],
  ])('docker %s', (line, stderr, exitCode) => {
    expect(newSwarm().run(`docker ${line}`, 'manager1')).toMatchObject({ stdout: '', stderr, exitCode });
  });

  it('finds services, networks and nodes by name, in the form of the Engine API', () => {
    const swarm = newSwarm();
    const all = JSON.parse(swarm.run('docker inspect web net1 manager1', 'manager1').stdout);
    expect(all.map(({ Spec, Name }: { Spec?: { Name?: string }; Name?: string }) => Spec?.Name ?? Name)).toEqual([
      'web',
      'net1',
      undefined,
    ]);
    expect(all[0]).toEqual(JSON.parse(swarm.run('docker service inspect web', 'manager1').stdout)[0]);
    expect(all[1]).toMatchObject({ Scope: 'swarm', Driver: 'overlay', Labels: { tier: 'front' } });
    expect(all[2]).toEqual(JSON.parse(swarm.run('docker node inspect self', 'manager1').stdout)[0]);
  });

  it('knows nothing of the swarm on a worker', () => {
    expect(newSwarm().run('docker inspect web', 'worker1').stderr).toBe('Error: No such object: web\n');
  });

  it('shows durations and times as Go prints them, and what the API leaves out', () => {
    const format = '{{.Spec.UpdateConfig.Delay}} {{.UpdateStatus}} {{.Spec.Mode.Global}} {{.CreatedAt}}';
    const { stdout } = newSwarm().run(`docker inspect -f '${format}' web`, 'manager1');
    expect(stdout).toMatch(/^10s <nil> <nil> 2026-01-01 00:00:00\.\d+ \+0000 UTC\n$/);
  });

  it('prefers the pretty form of a node to a template', () => {
    expect(newSwarm().run('docker node inspect --pretty -f x self', 'manager1').stdout).toMatch(/^ID:\t\t\tm{25}\n/);
  });
});

describe('docker network', () => {
  it.each([
    ['network create net1', 'Error response from daemon: network with name net1 already exists\n'],
    ['network create -d overlay net1', 'Error response from daemon: network with name net1 already exists\n'],
    ['network create bridge', 'Error response from daemon: operation is not permitted on predefined bridge network\n'],
    ['network create -d host x', 'Error response from daemon: only one instance of "host" network is allowed\n'],
    ['network create -d foo x', 'Error response from daemon: plugin "foo" not found\n'],
    [
      'network create -d overlay "a b"',
      'Error response from daemon: rpc error: code = InvalidArgument desc = name must be valid as a DNS name component\n',
    ],
    ['network create --gateway 10.0.0.1 x', 'every ip-range or gateway must have a corresponding subnet\n'],
    ['network rm nosuch', 'Error response from daemon: network nosuch not found\nexit status 1\n'],
    [
      'network rm bridge',
      'Error response from daemon: bridge is a pre-defined network and cannot be removed\nexit status 1\n',
    ],
    ['network ls -f foo=bar', "Error response from daemon: Invalid filter 'foo'\n"],
    ['network ls -f type=foo', "Error response from daemon: invalid filter: 'type'='foo'\n"],
    ['network ls -f dangling=maybe', "Error response from daemon: invalid filter 'dangling=maybe'\n"],
    [
      'network ls --format {{.Foo}}',
      `template parsing error: template: :1:2: executing "" at <.Foo>: can't evaluate field Foo in type *network.networkContext\n`,
    ],
  ])('docker %s', (line, stderr) => {
    expect(newSwarm().run(`docker ${line}`, 'manager1')).toMatchObject({ stdout: '', stderr, exitCode: 1 });
  });

  it.each([
    ['label=tier=front', 'net1\n'],
    ['label=tier=back', ''],
    ['type=builtin', 'bridge\n'],
    ['dangling=true', ''],
    ['scope=swarm', 'net1\n'],
    ['name=et', 'net1\n'],
  ])('ls -f %s', (filter, stdout) => {
    expect(newSwarm().run(`docker network ls -f ${filter} --format {{.Name}}`, 'manager1').stdout).toBe(stdout);
  });

  it('rm -f passes over what is not there', () => {
    expect(newSwarm().run('docker network rm -f nosuch', 'manager1')).toMatchObject({ stderr: '', exitCode: 0 });
  });
});

describe('docker version', () => {
  it('tells of the client and of the engine', () => {
    const swarm = newSwarm();
    expect(swarm.run('docker version', 'worker1').stdout).toContain('Version:           28.2.2\n');
    expect(swarm.run('docker version -f {{.Server.Version}}', 'worker1').stdout).toBe('20.10.24+dfsg1\n');
    expect(swarm.run('docker version -f {{.Foo}}', 'worker1')).toMatchObject({
      stdout: '\n',
      stderr: `template: version:1:2: executing "version" at <.Foo>: can't evaluate field Foo in type system.versionInfo\n`,
    });
  });
});
