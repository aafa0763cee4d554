import { describe, expect, it } from 'vitest';
import { Simulation } from '../../../src/simulation/simulation.ts';
import { scenario } from '../../../src/simulation/testing/scenario.ts';
import { playAction } from './actions.ts';

describe('an action of a recording', () => {
  const { world } = new Simulation(scenario());

  it('that nobody knows fails loudly', () => {
    expect(() => playAction('unplug the rack', world)).toThrow('unknown action of a recording: unplug the rack');
  });

  it('that is only a mark does nothing', () => {
    expect(() => playAction('50 tasks seen running', world)).not.toThrow();
  });

  it('happens to the machine that it names', () => {
    playAction('SIGKILL dockerd of node2', world);
    expect(world.machineNamed('node2').up).toBe(false);
  });
});
