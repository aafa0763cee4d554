import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { CalendarList } from './calendar-list.ts';
import { EventLoop, type Handler } from './event-loop.ts';
import { FastPriorityQueueList } from './future-event-list.ts';
import { TypedHeapList } from './typed-heap-list.ts';

/** Writes down what fires. */
class Recorder implements Handler {
  readonly fired: [a: number, b: number, nowMs: number][] = [];
  fire(a: number, b: number, nowMs: number): void {
    this.fired.push([a, b, nowMs]);
  }
}

describe.each([
  ['FastPriorityQueueList', () => new EventLoop(new FastPriorityQueueList())],
  ['TypedHeapList', () => new EventLoop(new TypedHeapList())],
  ['CalendarList', () => new EventLoop(new CalendarList())],
])('EventLoop on %s', (_, make) => {
  it('fires by time, then in the order of scheduling, and hands on what it was given', () => {
    const loop = make();
    const recorder = new Recorder();
    loop.at(5, recorder, 1, -7);
    loop.at(3, recorder, 2);
    loop.after(5, recorder, 3);
    loop.at(3, recorder, 4);
    loop.runUntil(10);
    expect(recorder.fired).toEqual([
      [2, 0, 3],
      [4, 0, 3],
      [1, -7, 5],
      [3, 0, 5],
    ]);
    expect([loop.nowMs, loop.pending, loop.fired]).toEqual([10, 0, 4]);
  });

  it('fires what is due at the very instant, and no later', () => {
    const loop = make();
    const recorder = new Recorder();
    loop.at(10, recorder, 1);
    loop.at(10.000001, recorder, 2);
    loop.runUntil(10);
    expect(recorder.fired).toEqual([[1, 0, 10]]);
    expect(loop.nextTimeMs).toBe(10.000001);
    loop.runUntil(10);
    expect(loop.fired).toBe(1);
  });

  it('an event that is scheduled for this instant fires after those that were there already', () => {
    const loop = make();
    const order: string[] = [];
    loop.call(1, () => {
      order.push('first');
      loop.call(0, () => order.push('new'));
    });
    loop.call(1, () => order.push('second'));
    loop.runUntil(1);
    expect(order).toEqual(['first', 'second', 'new']);
  });

  it('has the event’s time as its clock while it fires', () => {
    const loop = make();
    const seen: number[] = [];
    loop.call(2.5, () => seen.push(loop.nowMs));
    loop.runUntil(9);
    expect(seen).toEqual([2.5]);
  });

  it('steps from event to event', () => {
    const loop = make();
    const recorder = new Recorder();
    loop.at(1, recorder);
    loop.cancel(loop.at(2, recorder));
    loop.at(3, recorder);
    expect([loop.step(), loop.nowMs]).toEqual([true, 1]);
    expect([loop.step(), loop.nowMs]).toEqual([true, 3]);
    expect([loop.step(), loop.nowMs]).toEqual([false, 3]);
  });

  it('runs dry with Infinity and stays at the last event', () => {
    const loop = make();
    loop.at(42, new Recorder());
    loop.runUntil(Number.POSITIVE_INFINITY);
    expect([loop.nowMs, loop.fired, loop.nextTimeMs]).toEqual([42, 1, Number.POSITIVE_INFINITY]);
  });

  it('cancels once, and not what has fired', () => {
    const loop = make();
    const recorder = new Recorder();
    const cancelled = loop.at(1, recorder, 1);
    const kept = loop.at(2, recorder, 2);
    expect(loop.cancel(cancelled)).toBe(true);
    expect(loop.cancel(cancelled)).toBe(false);
    expect([loop.pending, loop.nextTimeMs]).toEqual([1, 2]);
    loop.runUntil(5);
    expect(recorder.fired).toEqual([[2, 0, 2]]);
    expect(loop.cancel(kept)).toBe(false);
    expect([loop.pending, loop.fired]).toEqual([0, 1]);
  });

  it('an old id does not cancel the event that has the slot now', () => {
    const loop = make();
    const recorder = new Recorder();
    const old = loop.at(1, recorder, 1);
    loop.runUntil(1);
    const now = loop.at(2, recorder, 2);
    expect(now).not.toBe(old);
    expect(loop.cancel(old)).toBe(false);
    loop.cancel(now);
    loop.runUntil(2);
    loop.at(3, recorder, 3);
    expect(loop.cancel(now)).toBe(false);
    loop.runUntil(3);
    expect(recorder.fired.map(([a]) => a)).toEqual([1, 3]);
  });

  it('an event is stale for itself while it fires', () => {
    const loop = make();
    let answer = true;
    const id = loop.call(1, () => {
      answer = loop.cancel(id);
    });
    loop.runUntil(1);
    expect(answer).toBe(false);
  });

  it.each([-1, 0.5, Number.NaN, 12345678, 2 ** 24 + 3])('cancelling %d, which is nobody’s id, does nothing', (id) => {
    const loop = make();
    loop.at(1, new Recorder());
    expect(loop.cancel(id)).toBe(false);
    expect(loop.pending).toBe(1);
  });

  it('refuses the past, NaN and Infinity', () => {
    const loop = make();
    loop.runUntil(100);
    const recorder = new Recorder();
    expect(() => loop.at(99.9, recorder)).toThrow('cannot schedule at 99.9 ms: it is 100 ms');
    expect(() => loop.after(-1, recorder)).toThrow(RangeError);
    expect(() => loop.call(Number.NaN, () => {})).toThrow(RangeError);
    expect(() => loop.at(Number.POSITIVE_INFINITY, recorder)).toThrow(RangeError);
    expect(() => loop.runUntil(99)).toThrow(RangeError);
    expect([loop.pending, loop.nowMs]).toEqual([0, 100]);
  });

  it('goes on after a handler has thrown', () => {
    const loop = make();
    const recorder = new Recorder();
    loop.call(1, () => {
      throw new Error('broken');
    });
    loop.at(2, recorder);
    expect(() => loop.runUntil(5)).toThrow('broken');
    expect([loop.nowMs, loop.pending]).toEqual([1, 1]);
    loop.runUntil(5);
    expect(recorder.fired).toEqual([[0, 0, 2]]);
  });

  it('calls the hook after each event', () => {
    const loop = make();
    const seen: number[] = [];
    loop.afterEvent = () => seen.push(loop.nowMs);
    loop.at(1, new Recorder());
    loop.at(2, new Recorder());
    loop.runUntil(3);
    expect(seen).toEqual([1, 2]);
  });

  it('holds more events than its first room, and reuses the slots of the fired', () => {
    const loop = make();
    const recorder = new Recorder();
    for (let round = 0; round < 3; round++) {
      const ids = Array.from({ length: 3000 }, (_unused, i) => loop.after((i * 7) % 100, recorder, i));
      for (const id of ids.filter((_id, i) => i % 3 === 0)) expect(loop.cancel(id)).toBe(true);
      loop.runUntil(loop.nowMs + 100);
      // The ids carry the slot in their low 24 bits.
      expect(Math.max(...ids.map((id) => id % 2 ** 24))).toBeLessThan(3000);
    }
    expect(recorder.fired).toHaveLength(6000);
    expect(loop.pending).toBe(0);
  });
});

type Command = { kind: 'after'; delayMs: number } | { kind: 'cancel'; which: number } | { kind: 'run'; forMs: number };

describe('EventLoop', () => {
  it('fires the same on all lists, whatever is scheduled and cancelled', () => {
    const command: fc.Arbitrary<Command> = fc.oneof(
      fc.record({ kind: fc.constant('after' as const), delayMs: fc.integer({ min: 0, max: 6 }) }),
      fc.record({ kind: fc.constant('cancel' as const), which: fc.nat({ max: 200 }) }),
      fc.record({ kind: fc.constant('run' as const), forMs: fc.integer({ min: 0, max: 3 }) }),
    );
    fc.assert(
      fc.property(fc.array(command, { maxLength: 400 }), (commands) => {
        const reference = play(new EventLoop(new FastPriorityQueueList()), commands);
        for (const list of [new TypedHeapList(), new CalendarList()])
          expect(play(new EventLoop(list), commands)).toEqual(reference);
      }),
      { seed: 2, numRuns: 100 },
    );
  });
});

/** Everything that can be seen from outside while the commands are played. */
function play(loop: EventLoop, commands: Command[]): unknown[] {
  const seen: unknown[] = [];
  const ids: number[] = [];
  const handler: Handler = { fire: (a, b, nowMs) => seen.push([a, b, nowMs]) };
  for (const command of commands) {
    if (command.kind === 'after') ids.push(loop.after(command.delayMs, handler, ids.length));
    else if (command.kind === 'cancel') seen.push(loop.cancel(ids[command.which] ?? -1));
    else loop.runUntil(loop.nowMs + command.forMs);
    seen.push(loop.pending, loop.nextTimeMs, loop.nowMs);
  }
  loop.runUntil(Number.POSITIVE_INFINITY);
  return seen;
}
