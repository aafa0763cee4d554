import type { TopLevelSpec } from 'vega-lite';
import type { Frame } from './frame.ts';

/** A chart whose axis is not the time of the run: it has no marks of the timeline and no bands. */
export interface SingleChart {
  readonly name: string;
  readonly title: string;
  readonly description: string;
  readonly specFor: (frame: Frame) => TopLevelSpec;
}
