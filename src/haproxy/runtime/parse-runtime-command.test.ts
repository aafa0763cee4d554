import { describe, expect, it } from 'vitest';
import { parseRuntimeCommand } from './parse-runtime-command.ts';

const s1 = { backend: 'be', server: 's1' };

describe('parseRuntimeCommand', () => {
  it.each([
    ['haproxy set weight be/s1 50%', { kind: 'set weight', ...s1, weight: { value: 50, isPercentage: true } }],
    ['haproxy  set server be/s1 weight 7', { kind: 'set weight', ...s1, weight: { value: 7, isPercentage: false } }],
    ['haproxy set server be/s1 state maint', { kind: 'set state', ...s1, state: 'maintenance' }],
    ['haproxy set server be/s1 health stopping', { kind: 'set health', ...s1, health: 'stopping' }],
    ['haproxy disable server be/s1', { kind: 'set state', ...s1, state: 'maintenance' }],
    ['haproxy enable server be/s1', { kind: 'set state', ...s1, state: 'ready' }],
    ['haproxy set maxconn server be/s1 30', { kind: 'set maxconn', ...s1, limit: 30 }],
    ['haproxy show servers state', { kind: 'show servers state', backend: null }],
    ['haproxy show servers state be', { kind: 'show servers state', backend: 'be' }],
    ['haproxy show stat', { kind: 'show stat' }],
  ])('%s', (line, command) => {
    expect(parseRuntimeCommand(line)).toEqual(command);
  });

  it.each([
    ['haproxy set weight s1 50%', "Require 'backend/server'."],
    ['haproxy set weight be/s1', 'Require <weight> or <weight%>.'],
    ['haproxy set weight be/s1 257', 'Absolute weight can only be between 0 and 256 inclusive.'],
    ['haproxy set weight be/s1 -5%', 'Relative weight must be positive.'],
    ['haproxy set weight be/s1 5x', 'Trailing garbage in weight string'],
    ['haproxy set server be/s1 state down', "'set server <srv> state' expects 'ready', 'drain' and 'maint'."],
    ['haproxy set server be/s1 health dead', "'set server <srv> health' expects 'up', 'stopping', or 'down'."],
    ['haproxy set maxconn server be/s1', 'Require <maxconn>.'],
    ['haproxy set wieght be/s1 5', "Unknown command: 'set wieght be/s1 5'; did you mean 'set weight'?"],
    ['haproxy', "Unknown command: ''"],
  ])('%s: %s', (line, message) => {
    expect(() => parseRuntimeCommand(line)).toThrow(message);
  });
});
