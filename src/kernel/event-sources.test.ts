import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { EventLoop, type Handler } from './event-loop.ts';
import { mostSources } from './event-sources.ts';

type Log = [name: string, nowMs: number][];

/** Fires after each of its gaps, and lets others fire and be cancelled meanwhile. */
class Ticker implements Handler {
  readonly #name: string;
  readonly #gaps: readonly number[];
  readonly #scheduleNext: (timeMs: number) => void;
  readonly #log: Log;
  readonly #also: (nowMs: number) => void;
  #ticks = 0;

  constructor(
    name: string,
    gaps: readonly number[],
    log: Log,
    make: (handler: Handler) => (timeMs: number) => void,
    also: (nowMs: number) => void,
  ) {
    this.#name = name;
    this.#gaps = gaps;
    this.#log = log;
    this.#also = also;
    this.#scheduleNext = make(this);
    this.#tick(0);
  }

  fire(_a: number, _b: number, nowMs: number): void {
    this.#log.push([this.#name, nowMs]);
    this.#tick(nowMs);
    this.#also(nowMs);
  }

  #tick(nowMs: number): void {
    const gap = this.#gaps[this.#ticks++];
    if (gap !== undefined) this.#scheduleNext(nowMs + gap);
  }
}

/** What fires in which order: tickers, events of their own, and events that they cancel. */
function history(
  tickers: readonly (readonly number[])[],
  delays: readonly number[],
  asSources: boolean,
  steps: boolean,
) {
  const loop = new EventLoop();
  const log: Log = [];
  let made = 0;
  const also = () => {
    const delay = delays[made++ % delays.length]!;
    const number = made;
    const id = loop.call(delay, () => log.push([`event ${number}`, loop.nowMs]));
    const victim = made % 3 === 0 ? loop.call(delay, () => log.push([`victim ${number}`, loop.nowMs])) : id;
    if (victim !== id) loop.call(delay === 0 ? 0 : delay - 1, () => loop.cancel(victim));
  };
  const make = (handler: Handler) => {
    if (!asSources) return (timeMs: number) => void loop.at(timeMs, handler);
    const source = loop.addSource(handler);
    return (timeMs: number) => loop.atSource(source, timeMs);
  };
  for (const [index, gaps] of tickers.entries()) new Ticker(`ticker ${index}`, gaps, log, make, also);
  also();
  if (steps) while (loop.step());
  else loop.runUntil(1000);
  return { log, fired: loop.fired, pending: loop.pending };
}

describe('sources', () => {
  it('fire as events of the list would, among themselves and among others, at one instant too', () => {
    const gaps = fc.array(fc.integer({ min: 0, max: 3 }), { maxLength: 12 });
    const tickers = fc.array(gaps, { minLength: 1, maxLength: mostSources + 3 });
    const delays = fc.array(fc.integer({ min: 0, max: 4 }), { minLength: 1, maxLength: 6 });
    fc.assert(
      fc.property(tickers, delays, fc.boolean(), (each, after, steps) => {
        expect(history(each, after, true, steps)).toEqual(history(each, after, false, false));
      }),
      { seed: 20261124, numRuns: 300 },
    );
  });

  it('count among what is to come', () => {
    const loop = new EventLoop();
    const source = loop.addSource({ fire() {} });
    loop.atSource(source, 7);
    expect([loop.pending, loop.nextTimeMs]).toEqual([1, 7]);
    loop.runUntil(6);
    expect(loop.fired).toBe(0);
    loop.runUntil(7);
    expect([loop.pending, loop.nextTimeMs, loop.fired]).toEqual([0, Number.POSITIVE_INFINITY, 1]);
  });

  it('are not scheduled in the past', () => {
    const loop = new EventLoop();
    const source = loop.addSource({ fire() {} });
    loop.runUntil(5);
    expect(() => loop.atSource(source, 4)).toThrow('cannot schedule at 4 ms: it is 5 ms');
  });
});
