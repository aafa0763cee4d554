import { expect, it } from 'vitest';
import { RetryBudget } from './retry-budget.ts';

it('allows a share of the requests, and no more', () => {
  const budget = new RetryBudget(0.1);
  for (let i = 0; i < 30; i++) budget.deposit(i * 10);
  expect([1, 2, 3, 4].map(() => budget.withdraw(400))).toEqual([true, true, true, false]);
});

it('forgets what is ten seconds old', () => {
  const budget = new RetryBudget(1);
  budget.deposit(500);
  expect(budget.withdraw(10_999)).toBe(false);
  budget.deposit(11_000);
  expect(budget.withdraw(20_500)).toBe(true);
});
