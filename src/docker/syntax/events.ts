import type { Command } from '../command-line/command.ts';
import { text } from '../command-line/flag-types.ts';
import { DockerUsageError } from '../command-line/usage-error.ts';
import { parseGoDuration } from '../units/go-duration.ts';
import { UnitError } from '../units/unit-error.ts';
import { readFilters } from './service/service-commands.ts';
import type { Filter } from './values/filter.ts';
import { filterFlag, formatFlag } from './values/filter.ts';
import { readFormat } from './values/format.ts';

/** An instant, as a flag gives it: so long ago, or as Unix time. */
export type WrittenTime = { readonly agoMs: number } | { readonly unixMs: number };

export interface Events {
  readonly kind: 'events';
  /** `null` = from now on. */
  readonly since: WrittenTime | null;
  /** `null` = for ever. */
  readonly until: WrittenTime | null;
  readonly filters: readonly Filter[];
  readonly format: string;
}

const since = text('since');
const until = text('until');

export const events: Command<Events> = {
  path: 'events',
  aliases: [],
  synopsis: '[OPTIONS]',
  short: 'Get real time events from the server',
  operands: 'none',
  interspersed: true,
  flags: [since, until, filterFlag, formatFlag],
  read: (flags) => ({
    kind: 'events',
    since: timeOf(flags.last(since)),
    until: timeOf(flags.last(until)),
    filters: readFilters(flags),
    format: readFormat(flags, formatFlag, 64),
  }),
};

/** A Go duration before now, seconds since 1970, or a date. Source: moby `api/types/time/timestamp.go`, GetTimestamp. */
function timeOf(written: string | undefined): WrittenTime | null {
  if (written === undefined || written === '') return null;
  try {
    return { agoMs: parseGoDuration(written) };
  } catch (error) {
    if (!(error instanceof UnitError)) throw error;
  }
  if (/^\d+(\.\d{1,9})?$/.test(written)) return { unixMs: Number(written) * 1000 };
  const unixMs = Date.parse(/^\d{4}-\d\d-\d\d(T[\d:.]+)?$/.test(written) ? `${written}${dateEnd(written)}` : written);
  if (Number.isNaN(unixMs)) throw new DockerUsageError(`failed to parse value as time or duration: "${written}"`);
  return { unixMs };
}

/** Without a zone it is UTC here. */
function dateEnd(written: string): string {
  return written.includes('T') ? 'Z' : 'T00:00:00Z';
}
