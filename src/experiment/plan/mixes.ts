import type { Scenario } from '../../simulation/scenario.ts';

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

/** Room that machines have, or that tasks reserve. */
export interface Room {
  readonly nanoCpus: number;
  readonly memoryBytes: number;
}

/** What all replicas of the services reserve together: no placement needs less (theory: greedy packing bounds). */
export function reservedRoom({ services }: Scenario): Room {
  let [nanoCpus, memoryBytes] = [0, 0];
  for (const { mode, task } of services) {
    const replicas = mode.kind === 'replicated' ? mode.replicas : 0;
    nanoCpus += replicas * task.reservations.nanoCpus;
    memoryBytes += replicas * task.reservations.memoryBytes;
  }
  return { nanoCpus, memoryBytes };
}

/** What all machines that take tasks have together. */
export function totalRoom({ cluster }: Scenario): Room {
  const machines = cluster.nodes.filter(({ availability }) => availability === 'active');
  return {
    nanoCpus: machines.reduce((sum, node) => sum + node.nanoCpus, 0),
    memoryBytes: machines.reduce((sum, node) => sum + node.memoryBytes, 0),
  };
}

export function hasRoom(total: Room, wanted: Room): boolean {
  return total.nanoCpus >= wanted.nanoCpus && total.memoryBytes >= wanted.memoryBytes;
}
