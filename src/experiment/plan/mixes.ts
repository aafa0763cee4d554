/** Machines that can be bought: an item of `cluster.nodes` with a price. */
export interface Shape {
  readonly name: string;
  /** Of one machine. */
  readonly price: number;
}

/** How many of each shape. */
export interface MixCounts {
  readonly counts: Readonly<Record<string, number>>;
  readonly price: number;
}

/** More of them nobody wants to see tried. */
export const mostMixes = 100_000;

/** Every mix with so many of each shape, the cheapest first; of equal prices the one with fewer machines. */
export function mixesOf(
  shapes: readonly Shape[],
  { from, to }: { readonly from: number; readonly to: number },
): MixCounts[] {
  let mixes: { counts: Record<string, number>; price: number; machines: number }[] = [
    { counts: {}, price: 0, machines: 0 },
  ];
  for (const { name, price } of shapes) {
    mixes = mixes.flatMap((mix) =>
      Array.from({ length: to - from + 1 }, (_, index) => from + index).map((count) => ({
        counts: { ...mix.counts, [name]: count },
        price: mix.price + count * price,
        machines: mix.machines + count,
      })),
    );
  }
  return mixes.sort((a, b) => a.price - b.price || a.machines - b.machines);
}

/** As `--set` takes them. */
export function mixOverrides({ counts }: Pick<MixCounts, 'counts'>): string[] {
  return Object.entries(counts).map(([name, count]) => `cluster.nodes.${name}.count=${count}`);
}

/** Whether a mix has no more machines of any shape than another one: what is not enough with that one is not with this. */
export function isWithin(mix: MixCounts, other: MixCounts): boolean {
  return Object.entries(mix.counts).every(([name, count]) => count <= (other.counts[name] ?? 0));
}
