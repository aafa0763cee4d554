import { describe, expect, it } from 'vitest';
import { loadBullMq } from './bull-mq.ts';
import { readRedisAddress } from './redis-address.ts';

describe('an address of Redis', () => {
  it.each([
    ['redis://host', 'host:6379', 'redis://host'],
    ['redis://10.0.0.5:7000/2', '10.0.0.5:7000', 'redis://10.0.0.5:7000/2'],
    ['rediss://me:secret@host/', 'host:6379', 'rediss://host'],
    ['redis://[::1]:7000', '[::1]:7000', 'redis://[::1]:7000'],
  ])('%s is %s, shown as %s', (url, place, shownUrl) => {
    expect(readRedisAddress(url)).toEqual({ url, place, shownUrl });
  });

  it.each(['host', 'http://host', 'redis:host', 'redis://', 'redis://host/name', 'redis://host?x=1', 'redis://host:x'])(
    '%s is none',
    (words) => expect(readRedisAddress(words)).toBeNull(),
  );
});

describe('BullMQ', () => {
  it('that is not installed: says how to', async () => {
    await expect(loadBullMq('bullmq-that-is-not-there')).rejects.toThrow('npm install bullmq@5');
  });
});
