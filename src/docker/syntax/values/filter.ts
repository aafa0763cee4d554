import type { Flag } from '../../command-line/flag.ts';
import { flag } from '../../command-line/flag.ts';
import { bool, text } from '../../command-line/flag-types.ts';

/** One `--filter name=value`. */
export interface Filter {
  readonly name: string;
  readonly value: string;
}

/** `-f, --filter`. An empty value is no filter at all. Source: docker/cli `opts.FilterOpt`. */
export const filterFlag: Flag<Filter | null> = flag('filter', readFilter, { shorthand: 'f' });

function readFilter(written: string): Filter | null {
  if (written === '') return null;
  const equals = written.indexOf('=');
  if (equals === -1) throw new Error('bad format of filter (expected name=value)');
  return { name: written.slice(0, equals).trim().toLowerCase(), value: written.slice(equals + 1).trim() };
}

/** Flags of commands that print tables. */
export const listing = {
  quiet: bool('quiet', { shorthand: 'q' }),
  noTrunc: bool('no-trunc'),
  noResolve: bool('no-resolve'),
};

/** `--format`: `table`, `json`, or a template (../../templates). */
export const formatFlag = text('format');
export const shortFormatFlag = text('format', { shorthand: 'f' });
export const prettyFlag = bool('pretty');
