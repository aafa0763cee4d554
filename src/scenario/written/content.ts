import { z } from 'zod';
import { count, expected, words } from './scalars.ts';
import { map, record } from './shapes.ts';

/** What a client's requests say, and where they come from. */

const mostTexts = 1_000_000;

const howMany = {
  count: count(1, 'a number of different ones', mostTexts),
  zipf: z
    .number({ error: expected('an exponent such as 1') })
    .min(0, 'must be at least 0')
    .max(10, 'must be at most 10')
    .optional()
    .meta({ description: 'The k-th is chosen with a probability like 1 ÷ k to this power; default 0: all alike' }),
};

const varied = z.union([words, map({ each: words, ...howMany }, '{ each: "/items/{n}", count: 1000, zipf: 1 }')], {
  error: expected('text, or a map such as { each: "/items/{n}", count: 1000, zipf: 1 }'),
});

const source = z.union([words, map({ each: words, ...howMany }, '{ each: 10.1.0.0/16, count: 500 }')], {
  error: expected('an address such as 10.1.0.7, a network such as 10.1.0.0/24, or { each: 10.1.0.0/16, count: 500 }'),
});

/** What requests say. */
export const said = {
  method: words.optional().meta({ description: 'GET, POST, …' }),
  path: varied.optional().meta({ description: 'With its query' }),
  headers: record(varied, '{ Host: shop.example }').optional(),
};

export const content = {
  ...said,
  source: source.optional().meta({ description: 'IPv4 addresses that its requests come from' }),
};

export type WrittenVaried = z.output<typeof varied>;
export type WrittenSource = z.output<typeof source>;
