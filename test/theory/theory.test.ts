import { join } from 'node:path';
import { Piscina } from 'piscina';
import { afterAll, expect, it } from 'vitest';
import { built } from '../built.ts';
import type { Finding } from './check-row.ts';
import { theoryRows } from './rows/all.ts';
import type { RowCheck } from './thread.ts';

const threads = new Piscina<RowCheck, readonly Finding[]>({
  filename: join(built('theory', 'test/theory/thread.ts'), 'thread.js'),
  maxThreads: 2,
});
afterAll(() => threads.destroy());

const cases = theoryRows.flatMap(({ name, examples }) =>
  examples.map((parameters) => [name, JSON.stringify(parameters), parameters] as const),
);

/** Interval tests: theory within t(0.9995)·se of the mean of 20 replications, and that interval narrow. */
it.concurrent.each(cases)(
  'theory: %s %s',
  async (name, _words, parameters) => {
    for (const finding of await threads.run({ name, parameters })) {
      expect(finding, finding.quantity).toMatchObject({ covers: true, narrow: true });
    }
  },
  // The wait for a thread is in it.
  300_000,
);
