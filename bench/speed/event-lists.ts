// What an event costs: the hold model (each event that fires schedules the next one) through the whole event loop, on
// either future event list. Prints ns an event; the ratio is what counts, as both take turns in one run.
import { EventLoop, type Handler } from '../../src/kernel/event-loop.ts';
import { FastPriorityQueueList, type FutureEventList } from '../../src/kernel/future-event-list.ts';
import { RandomStreams } from '../../src/kernel/random-streams.ts';
import { TypedHeapList } from '../../src/kernel/typed-heap-list.ts';

const lists: [name: string, make: () => FutureEventList][] = [
  ['fastpriorityqueue', () => new FastPriorityQueueList()],
  ['typed heap', () => new TypedHeapList()],
];
const sizes = [16, 256, 4096, 65_536];
const events = 2_000_000;
const rounds = 5;

/** Drawn beforehand: the random numbers are not what is measured. */
const stream = new RandomStreams(1).stream('delays');
const delaysMs = Float64Array.from({ length: 65_536 }, () => stream.exponential());

class Hold implements Handler {
  readonly #loop: EventLoop;
  #next = 0;

  constructor(loop: EventLoop) {
    this.#loop = loop;
  }

  fire(a: number): void {
    this.#next = (this.#next + 1) & 65_535;
    this.#loop.after(delaysMs[this.#next]!, this, a);
  }
}

function nsPerEvent(list: FutureEventList, size: number): number {
  const loop = new EventLoop(list);
  const hold = new Hold(loop);
  for (let i = 0; i < size; i++) loop.after(delaysMs[i & 65_535]!, hold, i);
  for (let i = 0; i < events / 10; i++) loop.step();
  const start = performance.now();
  for (let i = 0; i < events; i++) loop.step();
  return ((performance.now() - start) / events) * 1e6;
}

function median(values: number[]): number {
  return values.sort((a, b) => a - b)[values.length >> 1]!;
}

console.log(`ns/event, median of ${rounds}: ${['pending', ...lists.map(([name]) => name), 'ratio'].join(' | ')}`);
for (const size of sizes) {
  const results: number[][] = lists.map(() => []);
  for (let round = 0; round < rounds; round++) {
    lists.forEach(([, make], i) => {
      results[i]!.push(nsPerEvent(make(), size));
    });
  }
  const ratio = median(results[0]!.map((ns, round) => ns / results[1]![round]!));
  console.log([size, ...results.map((ns) => median(ns).toFixed(1)), ratio.toFixed(2)].join(' | '));
}
