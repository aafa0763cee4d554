import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { TestSwarm } from '../testing/test-swarm.ts';

const shop = `services:
  web: { image: web:1, deploy: { replicas: 2 } }
  db: { image: db:1, networks: [back] }
networks: { back: }
`;

function deployed(files: Readonly<Record<string, string>> = { 'compose.yml': shop }) {
  const swarm = new TestSwarm([
    { name: 'm', id: 'm'.repeat(25), role: 'manager' },
    { name: 'w', id: 'w'.repeat(25), role: 'worker' },
  ]);
  for (const [name, text] of Object.entries(files)) swarm.composeFiles[name] = parse(text);
  const run = (command: string, on = 'm') => swarm.run(`docker ${command}`, on);
  return { swarm, run, first: run('stack deploy -d -c compose.yml shop') };
}

function lines(text: string): string[] {
  return text.trimEnd().split('\n').sort();
}

describe('docker stack', () => {
  it('creates networks and services under the name of the stack', () => {
    const { swarm, first } = deployed();
    expect(first).toMatchObject({ stderr: '', exitCode: 0 });
    expect(lines(first.stdout)).toEqual([
      'Creating network shop_back',
      'Creating network shop_default',
      'Creating service shop_db',
      'Creating service shop_web',
    ]);
    const { spec } = swarm.control.findService('shop_web');
    expect(spec.labels).toEqual({ 'com.docker.stack.image': 'web:1', 'com.docker.stack.namespace': 'shop' });
    expect(spec.task.container.labels).toEqual({ 'com.docker.stack.namespace': 'shop' });
    expect(spec.task.networks).toEqual(['shop_default']);
    expect(swarm.control.findService('shop_db').spec.task.networks).toEqual(['shop_back']);
  });

  it('updates services that are there, keeps what was forced, and creates what is new', () => {
    const { swarm, run } = deployed();
    run('service update -d --force shop_web');
    swarm.composeFiles['compose.yml'] = parse(shop.replace('web:1', 'web:2').replace('  db:', '  cache:'));
    const { id } = swarm.control.findService('shop_web');
    expect(lines(run('stack deploy -d -c compose.yml shop').stdout)).toEqual([
      'Creating service shop_cache',
      `Updating service shop_web (id: ${id})`,
    ]);
    const { task } = swarm.control.findService('shop_web').spec;
    expect([task.container.image, task.forceUpdate]).toEqual(['web:2', 1]);
    expect(run('stack ls').stdout).toMatch(/^shop +3$/m);
  });

  it('removes what the file has no more only with --prune, and first', () => {
    const { swarm, run } = deployed();
    swarm.composeFiles['compose.yml'] = parse('services: { web: { image: web:1 } }');
    const { stdout } = run('stack deploy -d --prune -c compose.yml shop');
    expect(stdout).toMatch(/^Removing service shop_db\nUpdating service shop_web/);
    expect(swarm.control.listServices()).toHaveLength(1);
  });

  it('removes services by name, then networks', () => {
    const { run } = deployed();
    expect(run('stack rm shop').stdout).toBe(
      'Removing service shop_db\nRemoving service shop_web\nRemoving network shop_back\nRemoving network shop_default\n',
    );
    expect(run('stack rm shop')).toMatchObject({ stderr: 'Nothing found in stack: shop\n', exitCode: 0 });
    expect(run('network ls -q -f driver=overlay').stdout).toBe('');
  });

  it('keeps a network that a service of somebody else is on', () => {
    const { run } = deployed();
    run('service create -d --name guest --network shop_back web:1');
    const { stderr, exitCode } = run('stack rm shop');
    expect(exitCode).toBe(1);
    expect(stderr).toMatch(/^Failed to remove network \w+: Error response .*in use by service/);
    expect(stderr).toMatch(/failed to remove some resources from stack: shop\n$/);
  });

  it('tells that deploys will not detach for ever, of images without a registry, and of keys without effect', () => {
    const { run } = deployed({ 'compose.yml': 'services: { a: { image: missing:1, build: . } }' });
    const { stderr } = run('stack deploy -c compose.yml other');
    expect(stderr).toMatch(/^Ignoring unsupported options: build\n\nSince --detach=false was not specified, .*\nIn a /);
    expect(stderr).toContain('image missing:1 could not be accessed on a registry');
    expect(run('stack deploy --detach --resolve-image changed -c compose.yml other').stderr).not.toContain('missing:1');
  });

  it.each([
    ['stack deploy -c nosuch.yml shop', 'open nosuch.yml: no such file or directory', 1],
    ['stack deploy shop', 'Specify a Compose file (with --compose-file)', 1],
    ['stack deploy --resolve-image often -c compose.yml shop', 'Invalid option often for flag --resolve-image', 1],
    [`stack deploy -c compose.yml "' '"`, `invalid stack name: "' '"`, 1],
    ['stack ps nosuch', 'nothing found in stack: nosuch', 1],
    ['stack services nosuch', 'Nothing found in stack: nosuch', 0],
    ['stack services --filter mode=global shop', 'Nothing found in stack: shop', 0],
  ])('%s', (command, stderr, exitCode) => {
    expect(deployed().run(command)).toMatchObject({ stdout: '', stderr: `${stderr}\n`, exitCode });
  });

  it('looks for external networks before it creates anything', () => {
    const file = 'services: { a: { image: a:1, networks: [out] } }\nnetworks: { out: { external: true } }';
    const { run, first } = deployed({ 'compose.yml': file });
    expect(first).toMatchObject({ stdout: '', exitCode: 1 });
    expect(first.stderr).toMatch(/^network "out" is declared as external, but could not be found\. /);
    run('network create -d overlay out');
    expect(run('stack deploy -d -c compose.yml shop').stdout).toBe('Creating service shop_a\n');
  });

  it('deploys on managers only', () => {
    expect(deployed().run('stack deploy -d -c compose.yml shop', 'w').stderr).toMatch(
      /^this node is not a swarm manager\. Use "docker swarm init"/,
    );
  });

  it('lists services by name and counts what each stack has', () => {
    const { run } = deployed();
    expect(run('stack services --format "{{.Name}} {{.Image}}" shop').stdout).toBe('shop_db db:1\nshop_web web:1\n');
    expect(run('stack ls --format "{{.Name}}={{.Services}}"').stdout).toBe('shop=2\n');
  });
});
