import { expect, it } from 'vitest';
import { normalQuantile } from './normal.ts';

/** NIST/SEMATECH e-Handbook, 1.3.6.7.1, and the test values of AS 241 itself (0.25, 0.001, 1e-20). */
it.each([
  [0.5, 0],
  [0.975, 1.959963984540054],
  [0.995, 2.5758293035489],
  [0.25, -0.6744897501960817],
  [0.001, -3.090232306167814],
  [1e-20, -9.262340089798409],
])('the %d quantile', (probability, published) => {
  expect(normalQuantile(probability)).toBeCloseTo(published, 12);
});
