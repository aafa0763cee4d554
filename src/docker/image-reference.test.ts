import { expect, it } from 'vitest';
import { imageWithoutDigest, imageWithTag } from './image-reference.ts';

const digest = `sha256:${'a'.repeat(64)}`;

it.each([
  ['nginx', 'nginx:latest'],
  ['nginx:1.25', 'nginx:1.25'],
  ['library/nginx', 'nginx:latest'],
  ['docker.io/library/nginx', 'nginx:latest'],
  ['docker.io/foo/bar:1', 'foo/bar:1'],
  ['localhost:5000/foo', 'localhost:5000/foo:latest'],
  ['registry.example.com/a/b', 'registry.example.com/a/b:latest'],
  [`nginx@${digest}`, `nginx@${digest}`],
  [`nginx:1@${digest}`, `nginx:1@${digest}`],
  ['UPPER:1', 'UPPER:1'],
  ['a:b:c', 'a:b:c'],
  ['nginx:', 'nginx:'],
])('%s is sent as %s', (image, sent) => {
  expect(imageWithTag(image)).toBe(sent);
});

it('shows a tagged image without its digest', () => {
  expect(imageWithoutDigest(`nginx:1@${digest}`)).toBe('nginx:1');
  expect(imageWithoutDigest(`nginx@${digest}`)).toBe(`nginx@${digest}`);
});
