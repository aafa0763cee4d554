import type { EventLoop } from '../../kernel/event-loop.ts';
import type { NodeHandle } from '../traffic-options.ts';
import type { CpuCapacity } from './cpu-shares.ts';
import type { NodeCpus } from './node-cpus.ts';

/** What makes a node slower than it is. */
export type NodeStrain =
  /** Each CPU does that part of its work: throttled by heat, an ailing disk, a busy host below. Above 0. */
  | { readonly kind: 'slow'; readonly factor: number }
  /** So many CPUs work for others. */
  | { readonly kind: 'noise'; readonly cpus: number }
  /** All its containers stand still. */
  | { readonly kind: 'pause' };

/** The strains on each node at present: they add up. */
export class NodeStrains {
  readonly #sound: readonly CpuCapacity[];
  readonly #cpus: readonly NodeCpus[];
  readonly #loop: EventLoop;
  readonly #strains: readonly Set<NodeStrain>[];

  readonly #beforeChange: (node: NodeHandle) => void;

  /** `beforeChange` is told when a node's CPUs are about to work in another way. */
  constructor(
    sound: readonly CpuCapacity[],
    cpus: readonly NodeCpus[],
    loop: EventLoop,
    beforeChange: (node: NodeHandle) => void,
  ) {
    this.#sound = sound;
    this.#beforeChange = beforeChange;
    this.#cpus = cpus;
    this.#loop = loop;
    this.#strains = sound.map(() => new Set());
  }

  /** From now on, until the function that it returns is called. */
  begin(node: NodeHandle, strain: NodeStrain): () => void {
    const strains = this.#strains[node]!;
    const own = { ...strain };
    strains.add(own);
    this.#apply(node);
    return () => {
      if (strains.delete(own)) this.#apply(node);
    };
  }

  #apply(node: NodeHandle): void {
    this.#beforeChange(node);
    const capacity = capacityUnder(this.#sound[node]!, this.#strains[node]!);
    this.#cpus[node]!.setCapacity(capacity, this.#loop.nowMs);
  }
}

function capacityUnder(sound: CpuCapacity, strains: Iterable<NodeStrain>): CpuCapacity {
  let { cpus, speed } = sound;
  for (const strain of strains) {
    if (strain.kind === 'slow') speed *= strain.factor;
    else if (strain.kind === 'noise') cpus -= strain.cpus;
    else cpus = 0;
  }
  return { cpus: Math.max(0, cpus), speed };
}
