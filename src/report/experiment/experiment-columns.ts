import { columnsOf, type NamedColumns } from '../tables/columns.ts';
import type { NumberFormat } from '../tables/number-format.ts';

/** A CSV file of an experiment. */
export interface ExperimentTable {
  /** What a row is. */
  readonly row: string;
  readonly columns: NamedColumns;
  /** Whether a column for each axis stands behind the first column. */
  readonly axes: boolean;
}

const column = (name: string, format: NumberFormat | 'text', meaning: string) => [name, { format, meaning }] as const;

const VARIANT = column('variant', 'text', 'Name of the variant');
const METRIC = column('metric', 'text', 'Name of the metric, as in `expect`');
const UNIT = column('unit', 'text', 'Unit of the values: ms, share (0 to 1) or count');

/**
 * The CSV files of a comparison: columns, number format and meaning. The names are a contract: columns may be added behind
 * them, none is renamed.
 */
export const COMPARISON_TABLES = {
  comparison: {
    row: 'one metric of one variant, over all its replications',
    axes: true,
    columns: [
      VARIANT,
      METRIC,
      UNIT,
      column('replications', 'number', 'Runs of this variant, each under its own seed'),
      column('mean', 'statistic', 'Mean over the replications; empty if one of them has no value'),
      column('low', 'statistic', 'Lower end of its confidence interval'),
      column('high', 'statistic', 'Upper end of its confidence interval'),
      column('sd', 'statistic', 'Standard deviation over the replications'),
      column('difference', 'statistic', 'Mean paired difference to the baseline; empty for the baseline'),
      column('difference_low', 'statistic', 'Lower end of its corrected confidence interval'),
      column('difference_high', 'statistic', 'Upper end of its corrected confidence interval'),
      column('relative', 'statistic', "The difference as a share of the baseline's mean; empty if that is 0"),
      column('verdict', 'text', 'better, worse, higher, lower, same or cannot tell, against the baseline'),
      column(
        'more_replications',
        'number',
        'Further replications that would tell; empty if it is told, or beyond all patience',
      ),
    ],
  },
  replications: {
    row: 'one metric in one replication of one variant',
    axes: true,
    columns: [
      VARIANT,
      column('replication', 'number', 'Number of the replication, from 1'),
      column('seed', 'text', 'Seed of that run; all variants share it'),
      METRIC,
      column('value', 'statistic', 'Its value; empty if there is none'),
    ],
  },
  courses: {
    row: 'one client in one interval of the first replication of one variant; a request counts where it ended',
    axes: false,
    columns: [VARIANT, ...columnsOf('latency')],
  },
} as const satisfies Readonly<Record<string, ExperimentTable>>;

/** The CSV file of a plan; the same contract. */
export const PLAN_TABLES = {
  plan: {
    row: 'one promise at one value that was tried',
    axes: false,
    columns: [
      column('value', 'number', 'The value that was tried: nodes, replicas or requests/s'),
      column('promise', 'text', 'The promise, as it was asked'),
      column('unit', 'text', 'Unit of mean, bound and limit: ms, share (0 to 1), count or word'),
      column('loss', 'text', 'The loss at which it was worst; empty with all nodes there'),
      column(
        'mean',
        'statistic',
        'Mean over the replications; Infinity if failed requests decide, empty for a word or no value',
      ),
      column('bound', 'statistic', 'One-sided confidence bound of the mean, on the side of the limit'),
      column('limit', 'text', 'What was promised'),
      column('holds', 'text', 'Whether the promise is kept: true or false'),
      column('replications', 'number', 'Runs of this value'),
    ],
  },
} as const satisfies Readonly<Record<string, ExperimentTable>>;

/** The columns as they stand in the file, with one for each axis behind the first. */
export function columnsWithAxes(table: ExperimentTable, axes: readonly string[]): NamedColumns {
  const [first, ...others] = table.columns;
  if (first === undefined || !table.axes) return table.columns;
  return [first, ...axes.map((axis) => column(axis, 'text', 'Value of this axis')), ...others];
}
