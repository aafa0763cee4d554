import { describe, expect, it } from 'vitest';
import type { TaskRow } from '../../simulation/run-result.ts';
import { shareRow, type TaskLife, taskLives } from './task-lives.ts';

function row(time_s: number, task: string, state: string, desired = 'running', slot = 1): TaskRow {
  return { time_s, task, service: 'web', slot, node: 'n1', image: 'web:1', desired, state, message: '', error: '' };
}

describe('taskLives', () => {
  it('goes through the phases to the end of the run', () => {
    const [life] = taskLives(
      [row(0, 'a', 'pending'), row(1, 'a', 'preparing'), row(2, 'a', 'starting'), row(3, 'a', 'running')],
      9,
    );
    expect(life?.phases).toEqual([
      { phase: 'pending', from_s: 0, to_s: 1 },
      { phase: 'starting', from_s: 1, to_s: 3 },
      { phase: 'running', from_s: 3, to_s: 9 },
    ]);
    expect(life?.failed_s).toBeNull();
  });

  it('is stopping from the time that it is told to until it has ended', () => {
    const [life] = taskLives(
      [row(0, 'a', 'running'), row(5, 'a', 'running', 'shutdown'), row(7, 'a', 'shutdown', 'shutdown')],
      9,
    );
    expect(life?.phases.at(-1)).toEqual({ phase: 'stopping', from_s: 5, to_s: 7 });
    expect(life?.to_s).toBe(7);
  });

  it('knows when it failed', () => {
    const [life] = taskLives(
      [row(0, 'a', 'running'), row(4, 'a', 'failed', 'shutdown'), row(6, 'a', 'failed', 'remove')],
      9,
    );
    expect(life).toMatchObject({ failed_s: 4, to_s: 4 });
  });

  it('names the row of a global task by its node', () => {
    const [life] = taskLives(
      [{ ...row(0, 'a', 'pending', 'running', 0), node: '' }, row(1, 'a', 'running', 'running', 0)],
      9,
    );
    expect(life?.slot).toBe('web.n1');
  });
});

describe('shareRow', () => {
  const life = (from_s: number, to_s: number): TaskLife => ({
    slot: 'web.1',
    service: 'web',
    image: 'web:1',
    phases: [],
    from_s,
    to_s,
    failed_s: null,
  });

  it('gives a task the whole height but where another one is alive', () => {
    const pieces = shareRow([life(0, 10), life(8, 20)]);
    expect(pieces.map(({ from_s, to_s, top, bottom }) => [from_s, to_s, top, bottom])).toEqual([
      [0, 8, 0, 1],
      [8, 10, 0, 0.5],
      [8, 10, 0.5, 1],
      [10, 20, 0, 1],
    ]);
  });

  it('covers every life from its beginning to its end without gaps', () => {
    const lives = [life(0, 10), life(2, 5), life(4, 12), life(12, 13), life(3, 3.5)];
    const pieces = shareRow(lives);
    for (const one of lives) {
      const own = pieces.filter((piece) => piece.life === one);
      expect(own[0]?.from_s).toBe(one.from_s);
      expect(own.at(-1)?.to_s).toBe(one.to_s);
      own.slice(1).forEach((piece, i) => {
        expect(piece.from_s).toBe(own[i]?.to_s);
      });
    }
  });
});
