import { expect, it } from 'vitest';
import { humanDuration } from './human-duration.ts';

const second = 1_000;
const minute = 60 * second;
const hour = 60 * minute;
const day = 24 * hour;

// From the tests of go-units (TestHumanDuration).
it.each([
  [450, 'Less than a second'],
  [1_999, '1 second'],
  [47 * second, '47 seconds'],
  [minute, 'About a minute'],
  [3 * minute, '3 minutes'],
  [35 * minute + 40 * second, '35 minutes'],
  [hour, 'About an hour'],
  [hour + 45 * minute, '2 hours'],
  [3 * hour, '3 hours'],
  [3 * hour + 59 * minute + 59 * second, '4 hours'],
  [24 * hour, '24 hours'],
  [36 * hour, '36 hours'],
  [2 * day, '2 days'],
  [7 * day, '7 days'],
  [13 * day + 5 * hour, '13 days'],
  [2 * 7 * day, '2 weeks'],
  [3 * 30 * day, '3 months'],
  [23 * 30 * day, '23 months'],
  [24 * 30 * day, '24 months'],
  [2 * 365 * day, '2 years'],
])('%d ms', (durationMs, text) => {
  expect(humanDuration(durationMs)).toBe(text);
});
