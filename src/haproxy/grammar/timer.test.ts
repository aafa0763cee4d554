import { describe, expect, it } from 'vitest';
import { lenientInteger, parseTimer } from './timer.ts';

describe('parseTimer', () => {
  it.each([
    ['5000', 5000],
    ['5s', 5000],
    ['1m', 60_000],
    ['2h', 7_200_000],
    ['24d', 2_073_600_000],
    ['500us', 1],
    ['1001us', 2],
    ['0', 0],
    ['2147483647', 2_147_483_647],
  ])('%s is %d ms', (text, ms) => {
    expect(parseTimer(text)).toEqual({ kind: 'time', ms, rest: '' });
  });

  it.each(['25d', '2147484s', '2147483648'])('%s is more than a timer holds', (text) => {
    expect(parseTimer(text)).toEqual({ kind: 'overflow' });
  });

  it.each([
    ['5x', 'x'],
    ['-1', '-'],
    ['1.5s', '.'],
    ['', ''],
    ['s', 's'],
  ])('%s has a strange character', (text, char) => {
    expect(parseTimer(text)).toEqual({ kind: 'unexpected', char });
  });

  it('leaves out what follows the unit', () => {
    expect(parseTimer('1s500ms')).toEqual({ kind: 'time', ms: 1000, rest: '500ms' });
  });
});

describe('lenientInteger', () => {
  it.each([
    ['10', 10],
    ['2k', 2],
    ['x', 0],
    ['-1', -1],
    ['+3', 3],
    ['', 0],
  ])('reads %s as C does: %d', (text, number) => {
    expect(lenientInteger(text)).toBe(number);
  });
});
