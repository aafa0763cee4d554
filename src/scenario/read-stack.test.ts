import { describe, expect, it } from 'vitest';
import { simulate } from '../simulation/simulation.ts';
import { loadScenario } from './load-scenario.ts';
import { filesOf, problemsOf, sound } from './testing/sound-scenario.ts';

const compose = `services:
  api:
    image: web:1
    networks: [back]
    deploy: { replicas: 2 }
networks: { back: }
`;
const withStack = `${sound}stack: { name: shop, file: compose.yml }\n`;
const deploy = (command: string) => `${sound}timeline:\n  - { at: 1s, run: ${command} }\n`;

function load(text: string, file = compose) {
  return loadScenario(filesOf({ 'a/s.yaml': text, 'a/compose.yml': file }), 'a/s.yaml', []).scenario;
}

describe('a stack', () => {
  it('is there at time 0, beside the services, with its networks', () => {
    const { services, overlayNetworks } = load(withStack);
    expect(services.map(({ name }) => name)).toEqual(['shop_api', 'web']);
    expect(overlayNetworks.map(({ name, driver }) => `${name} ${driver}`)).toEqual(['shop_back overlay']);
  });

  it('is the one that commands then find', () => {
    const run =
      'timeline:\n  - { at: 1s, run: docker stack deploy -c compose.yml shop }\n  - { at: 9s, run: docker stack rm shop }\n';
    const { events } = simulate(load(`${withStack}${run}`));
    const [deployed, removed] = events.filter(({ kind }) => kind === 'command').map(({ stdout }) => stdout);
    expect(deployed).toMatch(/^Updating service shop_api \(id: \w{25}\)\n$/);
    expect(removed).toBe('Removing service shop_api\nRemoving network shop_back\n');
  });

  it('that a command deploys brings its services for what stands behind it', () => {
    const text = `${deploy('docker stack deploy -c compose.yml shop')}expect: [replicas(shop_api) == 2]\n`;
    expect(load(text).composeFiles).toEqual({
      'compose.yml': { services: { api: expect.anything() }, networks: { back: null } },
    });
    expect(
      problemsOf({ 'scenario.yaml': text.replace('shop_api', 'shop_nobody'), 'compose.yml': compose }),
    ).toHaveLength(1);
  });

  it('warns of keys that have no effect', () => {
    expect(load(withStack, compose.replace('image:', 'privileged: true\n    image:')).warnings).toContain(
      'a/compose.yml: services.api: privileged has no effect',
    );
  });

  it.each([
    ['image: web:1', 'image: web:9', 3, 12, 'the image "web:9" is not declared under images'],
    ['replicas: 2', 'replicas: -2', 5, 25, '-2 overflows uint'],
    ['replicas: 2', 'replica: 2', 5, 15, 'Additional property replica is not allowed; did you mean replicas?'],
    ['[back]', '[front]', 4, 15, 'undefined network "front"'],
    ['networks: { back: }', 'networks: { back: ', 6, 19, 'not YAML'],
    ['networks: { back: }', 'networks: { back: { external: true } }', 0, 0, 'declared as external'],
    ['services:', 'version: "2"\nservices:', 1, 10, 'unsupported Compose file version: 2'],
  ])('with %s → %s is refused where that stands', (from, to, line, column, words) => {
    const [problem, ...more] = problemsOf({ 'scenario.yaml': withStack, 'compose.yml': compose.replace(from, to) });
    expect(more).toEqual([]);
    expect(problem?.message).toContain(words);
    if (line > 0) expect(problem).toMatchObject({ file: 'compose.yml', line, column });
    else expect(problem?.file).toBe('scenario.yaml');
  });

  it('has a name that names of services can begin with', () => {
    const [problem] = problemsOf({
      'scenario.yaml': withStack.replace('name: shop', 'name: my shop'),
      'compose.yml': compose,
    });
    expect(problem).toMatchObject({ file: 'scenario.yaml', line: 15, column: 16 });
    expect(problem?.message).toContain('"my shop": services are named after it');
  });

  it('needs a swarm', () => {
    const text = withStack.replace('cluster:', 'cluster:\n  swarm: none');
    const messages = problemsOf({ 'scenario.yaml': text, 'compose.yml': compose }).map(({ message }) => message);
    expect(messages).toContainEqual(expect.stringContaining('deploy the stack on the timeline'));
  });
});
