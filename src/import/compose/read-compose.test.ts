import { describe, expect, it } from 'vitest';
import { readCompose } from './read-compose.ts';

function read(...texts: string[]) {
  return readCompose(texts.map((text, index) => ({ file: `compose${index}.yaml`, text })));
}

const web = 'services:\n  web:\n    image: nginx\n    ports: ["8080:80"]\n';

describe('a compose file', () => {
  it('gives its services, without what has no effect, which is told', () => {
    const { services, notes } = read(
      `version: "3.8"\n${web}    environment: { PASSWORD: "$ecret" }\n    volumes: ["$HOME:/data"]\n    deploy: { replicas: 4 }\nnetworks: {}\n`,
    );
    expect([...services]).toEqual([['web', { image: 'nginx:latest', ports: ['8080:80'], deploy: { replicas: 4 } }]]);
    expect(notes).toEqual(['service web: left out, for nothing hangs on it here: volumes, environment']);
  });

  it('of jobs gives those that are none', () => {
    const { services, notes } = read(`${web}  job: { image: a, deploy: { mode: replicated-job } }\n`);
    expect([...services.keys()]).toEqual(['web']);
    expect(notes).toEqual(['service job is left out: jobs are not simulated']);
  });

  it.each([
    ['is not YAML', 'services: {', 'compose0.yaml:1:'],
    ['has no services', 'networks: {}\n', 'no services: this is no compose file'],
    ['has variables', web.replace('nginx', 'nginx:$TAG'), 'compose0.yaml:2:3: services.web: has the variable $TAG'],
    [
      'has a service that is built',
      'services:\n  web:\n    build: .\n',
      'compose0.yaml:2:3: services.web: invalid image',
    ],
    [
      'has a slip',
      web.replace('ports', 'prots'),
      'compose0.yaml:4:5: services.web.prots: Additional property prots is not allowed',
    ],
    [
      'has what Docker refuses',
      `${web}    deploy: { update_config: { order: never } }\n`,
      'compose0.yaml:5:39: services.web.deploy',
    ],
  ])('that %s is refused where it is wrong', (_, text, words) => {
    expect(() => read(text)).toThrow(words);
  });

  it('that has a service of another one is refused', () => {
    expect(() => read(web, web)).toThrow('compose1.yaml:2:3: the service web is there already');
  });
});
