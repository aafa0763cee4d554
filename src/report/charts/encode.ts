/** Pieces of Vega-Lite encodings that many charts share. */

/** A time in seconds, along the axis that all panels share (the domain is set where they are put together). */
export const TIME_FROM = { field: 'from_s', type: 'quantitative' } as const;
export const TIME_TO = { field: 'to_s' } as const;
export const TIME = { field: 'time_s', type: 'quantitative' } as const;

/** Vega's words for a rate on an axis. */
export const PER_SECOND = "datum.value === 0 ? '0' : format(datum.value, '~r') + '/s'";

/** A colour by a name, without a legend of Vega's own. */
export function colourBy(field: string, colours: readonly (readonly [name: string, colour: string])[]) {
  return {
    field,
    type: 'nominal',
    scale: { domain: colours.map(([name]) => name), range: colours.map(([, colour]) => colour) },
    legend: null,
  } as const;
}
