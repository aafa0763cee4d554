import type { RandomStream } from '../kernel/random-stream.ts';

/** The engine names what nobody named: an adjective and a surname. */
const adjectives: readonly string[] = [
  ...[
    'agile',
    'brave',
    'calm',
    'clever',
    'dazzling',
    'eager',
    'fervent',
    'gallant',
    'happy',
    'inspiring',
    'jolly',
    'keen',
  ],
  ...[
    'lucid',
    'modest',
    'nifty',
    'optimistic',
    'pensive',
    'quirky',
    'relaxed',
    'serene',
    'tender',
    'upbeat',
    'vibrant',
    'zen',
  ],
];
const surnames: readonly string[] = [
  ...[
    'babbage',
    'curie',
    'dijkstra',
    'engelbart',
    'franklin',
    'galileo',
    'hopper',
    'johnson',
    'kepler',
    'lamport',
    'mcclintock',
  ],
  ...[
    'noether',
    'perlman',
    'ritchie',
    'shannon',
    'turing',
    'villani',
    'wiles',
    'erlang',
    'kendall',
    'little',
    'lovelace',
  ],
];

export function inventName(random: RandomStream): string {
  return `${random.pick([...adjectives])}_${random.pick([...surnames])}`;
}
