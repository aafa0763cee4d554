import { expect, it } from 'vitest';
import { parsePublish } from '../syntax/values/ports.ts';
import { publishedPorts } from './published-ports.ts';

// From docker/cli `cli/command/service/formatter_test.go`, TestServiceContext_Ports.
it.each([
  [['80:80'], '*:80->80/tcp'],
  [['80:80', '80:80/udp'], '*:80->80/tcp, *:80->80/udp'],
  [['80-81:80-81'], '*:80-81->80-81/tcp'],
  [['80-82:80'], '*:80-82->80/tcp'],
  [['80:80', '81:81', '82:80'], '*:80-81->80-81/tcp, *:82->80/tcp'],
  [['82:82', '80:80', '81:81'], '*:80-82->80-82/tcp'],
  [['80:80', '90:90'], '*:80->80/tcp, *:90->90/tcp'],
  [['mode=host,target=80,published=8080'], ''],
  [[], ''],
])('%j', (published, shown) => {
  expect(publishedPorts(published.flatMap((port) => parsePublish(port)))).toBe(shown);
});
