import { expect, it } from 'vitest';
import { studentQuantile } from './student-t.ts';

/** Published table (NIST/SEMATECH e-Handbook of Statistical Methods, 1.3.6.7.2). */
it.each([
  [0.975, 1, 12.706],
  [0.975, 10, 2.228],
  [0.975, 19, 2.093],
  [0.999, 19, 3.579],
  [0.95, 100, 1.66],
])('the %f quantile with %i degrees of freedom', (probability, degrees, published) => {
  expect(studentQuantile(probability, degrees)).toBeCloseTo(published, 2);
});
