import { expect, it } from 'vitest';
import { TimeIntegrals } from './time-integrals.ts';

it('integrates step functions over time', () => {
  const integrals = new TimeIntegrals();
  const first = integrals.add(0);
  const second = integrals.add(10);
  integrals.change(first, 2, 5);
  integrals.change(first, -1, 8);
  integrals.set(second, 0.5, 20);
  expect(integrals.area(first, 10)).toBe(2 * 3 + 1 * 2);
  expect(integrals.area(second, 24)).toBe(2);
  expect(integrals.value(first)).toBe(1);
});

it('keeps them when there are many', () => {
  const integrals = new TimeIntegrals();
  for (let i = 0; i < 1000; i++) integrals.set(integrals.add(0), i, 1);
  expect(integrals.area(999, 3)).toBe(1998);
});
