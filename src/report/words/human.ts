/** Numbers for people, on the terminal and in the report; always the same, whatever the locale. Empty values are a dash. */
export const NOTHING = '–';

/** `0.84ms`, `12.3ms`, `250ms`, `1.25s`: three significant digits; from a minute on as `humanSeconds`. */
export function humanMs(ms: number | null): string {
  if (ms === null) return NOTHING;
  if (ms === 0) return '0ms';
  if (ms >= 59_995) return humanSeconds(ms / 1000);
  return ms < 999.5 ? `${significant(ms)}ms` : `${significant(ms / 1000)}s`;
}

/** `0`, `12s`, `2m`, `2m30s`, `1h`, `1d2h`; parts of a second only below a minute. */
export function humanSeconds(seconds: number): string {
  if (Math.abs(seconds) < 60 && !Number.isInteger(seconds)) {
    const text = significant(seconds);
    if (Number(text) < 60) return `${text}s`;
  }
  const whole = Math.round(seconds);
  const parts: [number, string][] = [
    [Math.floor(whole / 86400), 'd'],
    [Math.floor(whole / 3600) % 24, 'h'],
    [Math.floor(whole / 60) % 60, 'm'],
    [whole % 60, 's'],
  ];
  const text = parts.map(([count, unit]) => (count > 0 ? `${count}${unit}` : '')).join('');
  return text === '' ? '0s' : text;
}

/** A fraction as a percentage: `0%`, `0.042%`, `4.6%`, `100%`. */
export function humanShare(fraction: number | null): string {
  if (fraction === null) return NOTHING;
  if (fraction === 0) return '0%';
  const percent = fraction * 100;
  // What is not quite all must not read as all.
  if (percent < 100 && percent > 99.95) return `${(Math.floor(percent * 1000) / 1000).toFixed(3)}%`;
  return percent >= 10 ? `${trim(percent.toFixed(1))}%` : `${significant(percent)}%`;
}

/** `512B`, `64MiB`, `1.5GiB`. */
export function humanBytes(bytes: number): string {
  const units = ['B', 'KiB', 'MiB', 'GiB', 'TiB', 'PiB'];
  let value = bytes;
  let unit = 0;
  while (value >= 1024 && unit < units.length - 1) {
    value /= 1024;
    unit++;
  }
  return `${trim(value.toFixed(2))}${units[unit] ?? ''}`;
}

/** A plain number with at most two decimals, `12`, `0.25`. */
export function humanNumber(value: number | null): string {
  return value === null ? NOTHING : trim(value.toFixed(2)).replace(/^-0$/, '0');
}

/** A number that was measured, with three significant digits but all of its whole part: `240127`, `12.3`, `0.123`. */
export function humanMeasure(value: number | null): string {
  return value === null ? NOTHING : significant(value).replace(/^-0$/, '0');
}

function significant(value: number): string {
  const size = Math.abs(value);
  return trim(value.toFixed(size >= 99.95 ? 0 : size >= 9.995 ? 1 : size >= 0.9995 ? 2 : 3));
}

function trim(fixed: string): string {
  return fixed.includes('.') ? fixed.replace(/\.?0+$/, '') : fixed;
}
