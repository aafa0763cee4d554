import { describe, expect, it } from 'vitest';
import { executorFor, queueName, redisAddress, threadCount } from './executor-flags.ts';

const streams = { err: () => undefined, errIsTerminal: false };

describe('--executor', () => {
  it.each([
    ['here', 'this process'],
    ['redis://10.0.0.5', 'the workers of 10.0.0.5:6379'],
  ])('%s is %s', async (executor, name) => {
    expect((await executorFor({ executor, queue: 'seatrial' }, streams)).name).toBe(name);
  });

  it('threads are as many as asked for', async () => {
    expect((await executorFor({ executor: 'threads', threads: '3', queue: 'seatrial' }, streams)).name).toBe(
      '3 threads',
    );
  });

  it.each([
    [{ executor: 'cluster' }, '--executor takes threads, here or redis://HOST; found "cluster"'],
    [
      { executor: 'redis:host' },
      'an address of Redis is redis://[USER:PASSWORD@]HOST[:PORT][/DATABASE]; found "redis:host"',
    ],
    [{ executor: 'here', threads: '2' }, '--threads is for --executor threads; found --executor here'],
    [{ executor: 'threads', threads: '0' }, '--threads takes a whole number from 1 to 1024; found "0"'],
    [{ executor: 'redis://host', queue: 'a:b' }, '--queue takes letters, digits, ".", "_" and "-"; found "a:b"'],
  ])('%j is refused', async (options, message) => {
    await expect(executorFor({ queue: 'seatrial', ...options }, streams)).rejects.toThrow(message);
  });
});

it('flags of the worker are read as those of who asks', () => {
  expect(threadCount(undefined)).toBeUndefined();
  expect(queueName('night-run.2')).toBe('night-run.2');
  expect(redisAddress('redis://host').place).toBe('host:6379');
});
