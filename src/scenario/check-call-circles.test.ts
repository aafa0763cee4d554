import { describe, expect, it } from 'vitest';
import { problemsOf } from './testing/sound-scenario.ts';

/** Two services whose images call each other so often. */
function problems(there: string, back: string): readonly string[] {
  const text = `
name: circle
duration: 1m
cluster: { nodes: [{ name: m, role: manager, cpus: 1, memory: 1GiB }] }
images:
  web: { calls: [{ to: "service:api:80"${there} }] }
  api:2: { calls: [{ to: "service:web:80"${back} }] }
services:
  web: { image: web }
  api: { image: "api:2" }
`;
  return problemsOf({ 'scenario.yaml': text }).map(({ message }) => message);
}

describe('calls in a circle', () => {
  it('are refused if as many come back as set out', () => {
    expect(problems('', '')).toEqual([
      expect.stringContaining('calls in a circle that would never end: api:2 → web:latest → api:2'),
    ]);
    expect(problems(', count: 4', ', probability: 25%')).toHaveLength(1);
  });

  it('may go round if fewer come back', () => {
    expect(problems(', count: 4', ', probability: 20%')).toEqual([]);
  });
});
