// What an event costs: the hold model (each event that fires schedules the next one) through the whole event loop, on
// each future event list, beside a bare std::priority_queue in C++.
import { CalendarList } from '../../src/kernel/calendar-list.ts';
import { EventLoop, type Handler } from '../../src/kernel/event-loop.ts';
import { FastPriorityQueueList, type FutureEventList } from '../../src/kernel/future-event-list.ts';
import { RandomStreams } from '../../src/kernel/random-streams.ts';
import { TypedHeapList } from '../../src/kernel/typed-heap-list.ts';
import { type BenchOptions, cpuNs, type Figure, median, pairedRatio } from './frame.ts';
import { ReferenceProgram } from './reference-program.ts';

const sizes = [16, 256, 4096, 65_536, 1_000_000];
const events = 1_000_000;
const rounds = 3;

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
  const ns = cpuNs(() => {
    for (let i = 0; i < events; i++) loop.step();
  });
  return ns / events;
}

export function bench(_options: BenchOptions): Figure[] {
  const reference = ReferenceProgram.build('hold');
  return sizes.flatMap((size) => {
    const own: number[] = [];
    const heap: number[] = [];
    const queue: number[] = [];
    const plain: number[] = [];
    for (let round = 0; round < rounds; round++) {
      own.push(nsPerEvent(new CalendarList(), size));
      heap.push(nsPerEvent(new TypedHeapList(), size));
      queue.push(nsPerEvent(new FastPriorityQueueList(), size));
      if (reference !== null) plain.push(reference.run(size, events)[0]!);
    }
    const what = `hold, ${size.toLocaleString('en')} pending`;
    const to = 'std::priority_queue';
    return [
      { what: `${what}: calendar`, value: median(own), unit: 'ns/event', ratio: pairedRatio(own, plain), to },
      {
        what: `${what}: typed heap`,
        value: median(heap),
        unit: 'ns/event',
        ratio: pairedRatio(heap, own),
        to: 'calendar',
      },
      {
        what: `${what}: fastpriorityqueue`,
        value: median(queue),
        unit: 'ns/event',
        ratio: pairedRatio(queue, own),
        to: 'calendar',
      },
    ];
  });
}
