const units = [
  ['TiB', 1024 ** 4],
  ['GiB', 1024 ** 3],
  ['MiB', 1024 ** 2],
  ['KiB', 1024],
] as const;

/** Exactly so many bytes, in the largest unit that needs no fraction: `4GiB`, `2027864KiB`, `1500B`. Docker and scenarios read it alike. */
export function exactSize(bytes: number): string {
  const unit = units.find(([, size]) => bytes % size === 0 && bytes > 0);
  return unit === undefined ? `${bytes}B` : `${bytes / unit[1]}${unit[0]}`;
}
