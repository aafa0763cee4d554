import { describe, expect, it } from 'vitest';
import { metrics } from '../metrics/catalogue.ts';
import { measuredMetrics } from './expectation-check.ts';
import { ExpectationError, parseExpectation } from './expectation-parser.ts';

describe('an expectation', () => {
  it('is read with subject, window and limit in the unit of its metric', () => {
    expect(parseExpectation('p99(shoppers, 0s..2m) < 250ms')).toEqual({
      text: 'p99(shoppers, 0s..2m) < 250ms',
      metric: 'p99',
      subject: 'shoppers',
      phase: null,
      window: { fromMs: 0, toMs: 120_000 },
      comparison: '<',
      limit: 250,
    });
  });

  it('can speak of a phase', () => {
    const { phase, window } = parseExpectation("p99(shoppers, phase 'update web') < 250ms");
    expect([phase, window]).toEqual(['update web', null]);
    expect(() => parseExpectation('p99(shoppers, phase update web) < 1s')).toThrow(
      /expected a phase such as phase 'update web'/,
    );
    expect(() => parseExpectation("running(web, phase 'x') == 1")).toThrow(/only metrics of clients/);
    expect(parseExpectation("utilisation(web, phase 'x') < 80%")).toMatchObject({ phase: 'x', limit: 0.8 });
    expect(parseExpectation('queue_length_max(lb, 1s..2s) < 3').window).toEqual({ fromMs: 1000, toMs: 2000 });
  });

  it.each([
    ['error_rate(a) < 2%', 0.02],
    ['error_rate(a) < 0.5', 0.5],
    ['time_to_recover(a) <= 1m', 60_000],
    ['update_state(a) == completed', 'completed'],
    ['pending == 0', 0],
  ])('%s', (text, limit) => {
    expect(parseExpectation(text).limit).toBe(limit);
  });

  it.each([
    ['p99 < 250ms', 'is of a client', 0],
    ['p98(a) < 250ms', 'no metric is called "p98"', 0],
    ['p99(a) < 250', 'missing unit', 9],
    ['p99(a, 2m..1m) < 1s', 'ends before it begins', 7],
    ['pending(a) == 0', 'whole cluster', 8],
    ['running(web, 0s..1s) == 3', 'have a window', 13],
    ['error_rate(a) < few', 'a share such as 2%', 16],
    ['p99(a) ~ 3s', 'expected a comparison', 7],
    ['p99(a < 3s', 'is not closed', 3],
    ['p99(a) <', 'the limit is missing', 8],
    ['update_state(a) == complete', 'is one of', 19],
    ['update_state(a) < completed', 'compare it with ==', 16],
    ['(a) < 3', 'expected METRIC', 0],
  ])('%s is refused', (text, message, offset) => {
    try {
      parseExpectation(text);
      expect.unreachable();
    } catch (error) {
      expect(error).toBeInstanceOf(ExpectationError);
      expect((error as ExpectationError).message).toContain(message);
      if (offset > 0) expect((error as ExpectationError).offset).toBe(offset);
    }
  });

  it('can be about each metric of the catalogue', () => {
    expect([...measuredMetrics].sort()).toEqual(metrics.map(({ name }) => name).sort());
  });
});
