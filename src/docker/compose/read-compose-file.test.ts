import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { ComposeError } from './compose-error.ts';
import { readComposeFile } from './read-compose-file.ts';
import { refusalText } from './refusal-text.ts';

const read = (text: string) => readComposeFile(parse(text, { merge: true }));

function refusalOf(text: string): string {
  try {
    read(text);
  } catch (error) {
    if (error instanceof ComposeError) return refusalText(error);
    throw error;
  }
  throw new Error('not refused');
}

function replicas(written: string): unknown {
  const { services } = read(`services:\n  a:\n    image: a:1\n    deploy: { replicas: ${written} }\n`);
  return services.get('a')?.spec.mode;
}

describe('what `docker stack deploy` refuses, in its words', () => {
  it.each([
    ['- a', 'top-level object must be a mapping'],
    ['version: "2"', 'unsupported Compose file version: 2'],
    ['version: 3.8', 'version must be a string'],
    ['web: { image: a }', '(root) Additional property web is not allowed'],
    ['services: { a: [] }', 'services.a must be a mapping'],
    [
      'services: { a: { image: a, deploy: { replicas: -1 } } }',
      /\n\ncannot parse 'Deploy.Replicas', -1 overflows uint$/,
    ],
    [
      'services: { a: { image: a, deploy: { update_config: { parallelism: -1 } } } }',
      /cannot parse 'Deploy.update_config.Parallelism', -1 overflows uint$/,
    ],
    [
      'services: { a: { image: a, deploy: { nosuch: 1 } } }',
      'services.a.deploy Additional property nosuch is not allowed',
    ],
    [
      'services: { a: { image: a, deploy: { update_config: { order: x } } } }',
      /^services.a.deploy.update_config.order services.a.deploy.update_config.order must be one of the following: "start-first"/,
    ],
    ['services: { a: { image: a, networks: [front] } }', 'service a: undefined network "front"'],
    [
      'services: { a: { image: a, mem_limit: 1g } }',
      /^Compose file contains unsupported options:\n\nmem_limit: Set resource/,
    ],
    [
      `services: { a: { image: "a:\${TAG:?which one}" } }`,
      'invalid interpolation format for services.a.image: "required variable TAG is missing a value: which one"; you may need to escape any $ with another $',
    ],
    [
      `services: { a: { image: a, ports: ["\${"] } }`,
      /^invalid interpolation format for services.a.ports.\[\]: "\$\{"/,
    ],
    [
      `services: { a: { image: a, deploy: { replicas: "\${N:-abc}" } } }`,
      'error while interpolating services.a.deploy.replicas: failed to cast to expected type: strconv.Atoi: parsing "abc": invalid syntax',
    ],
    [
      `services: { a: { image: a, deploy: { update_config: { max_failure_ratio: "$N" } } } }`,
      'error while interpolating services.a.deploy.update_config.max_failure_ratio: failed to cast to expected type: strconv.ParseFloat: parsing "": invalid syntax',
    ],
    [
      `services: { a: { image: a, healthcheck: { disable: "\${N:-1}" } } }`,
      'error while interpolating services.a.healthcheck.disable: failed to cast to expected type: invalid boolean: 1',
    ],
    ['services: { a: { image: a, secrets: [nope] } }', 'service a: undefined secret "nope"'],
    ['services: { a: { image: a, configs: [{ source: nope }] } }', 'service a: undefined config "nope"'],
    [
      '{ services: { a: { image: a } }, networks: { n: { external: { name: x }, name: y } } }',
      'network n: network.external.name and network.name conflict; only use network.name',
    ],
    [`services: { a: { image: "a:\${" } }`, /^invalid interpolation format for services.a.image: "a:\$\{"/],
  ])('%s', (text, words) => {
    expect(refusalOf(text)).toEqual(words instanceof RegExp ? expect.stringMatching(words) : words);
  });
});

describe('what it takes', () => {
  it('puts defaults in the place of variables, as numbers where numbers belong', () => {
    expect([replicas(`"\${N:-3}"`), replicas(`"\${N-4}"`)]).toEqual([
      { kind: 'replicated', replicas: 3 },
      { kind: 'replicated', replicas: 4 },
    ]);
  });

  it.each([
    ['a:$TAG-alpine', 'a:alpine'],
    [`a:\${TAG:?x-y}`, 'a:y'],
    [`a:\${TAG-b}c`, 'a:bc'],
  ])('%s is %s', (image, made) => {
    const { services } = read(`services: { a: { image: "${image}" } }`);
    expect(services.get('a')?.spec.task.container.image).toBe(made);
  });

  it('takes yes and on for true, and the last value of a variable', () => {
    const { services } = read(
      `services: { a: { image: a, healthcheck: { disable: "\${N:-yes}" }, environment: [B=1, B=2, C] } }`,
    );
    const { healthcheck, env } = services.get('a')!.spec.task.container;
    expect([healthcheck?.test, env]).toEqual([['NONE'], ['B=2', 'C']]);
  });

  it('takes a double dollar for one', () => {
    const { services } = read('services: { a: { image: a, environment: { A: "$$B" } } }');
    expect(services.get('a')?.spec.task.container.env).toEqual(['A=$B']);
  });

  it('says which keys it passes over, by name', () => {
    const text = 'services: { a: { image: a, links: [b], build: . }, b: { image: b, container_name: b } }';
    expect(read(text).warnings).toBe(
      'Ignoring unsupported options: build, links\n\nIgnoring deprecated options:\n\ncontainer_name: Setting the container name is not supported.\n\n',
    );
  });

  it('leaves keys of the user’s own alone, and merges what an alias stands for', () => {
    const text = 'x-base: &base { image: a:1 }\nservices: { a: { <<: *base, x-note: 1 } }';
    expect(read(text).services.get('a')?.image).toBe('a:1');
  });

  it('knows the networks, whose names need not be those of the stack', () => {
    const text =
      'services: {}\nnetworks: { front: null, back: { name: deep, driver: weave }, out: { external: true }, old: { external: { name: older } } }';
    expect([...read(text).networks]).toEqual([
      ['front', { name: null, driver: 'overlay', external: false }],
      ['back', { name: 'deep', driver: 'weave', external: false }],
      ['out', { name: 'out', driver: 'overlay', external: true }],
      ['old', { name: 'older', driver: 'overlay', external: true }],
    ]);
  });
});
