import type { PlacementPreference } from '../../../swarm/objects/service.ts';
import { cut } from './csv.ts';

/** Reads `spread=node.labels.zone`. @throws {Error} docker/cli's text */
export function parsePlacementPreference(text: string): PlacementPreference {
  const { key, value, hasValue } = cut(text);
  if (!hasValue || key === '') throw new Error('placement preference must be of the format "<strategy>=<arg>"');
  if (key !== 'spread') throw new Error(`unsupported placement preference ${key} (only spread is supported)`);
  return { spread: value };
}
