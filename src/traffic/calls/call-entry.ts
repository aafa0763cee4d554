import type { Journey } from '../journey.ts';
import type { EntryPoint } from '../journey-parties.ts';
import { overlayAddress } from '../mesh/ipvs-table.ts';
import type { Mesh } from '../mesh/mesh.ts';
import type { RequestTable } from '../request-table.ts';
import type { Stations } from '../station/stations.ts';

export interface CallEntryOptions {
  readonly service: string;
  /** Of whoever makes calls: an attempt of one has another caller. */
  readonly fanOut: number;
  readonly mesh: Mesh;
  readonly requests: RequestTable;
  readonly journey: Journey;
  readonly stations: Stations;
}

/** A service's name, asked by a task: the table of the node on which it runs decides, for all that ask there. */
export class CallEntry implements EntryPoint {
  readonly local = true;
  readonly #options: CallEntryOptions;

  constructor(options: CallEntryOptions) {
    this.#options = options;
  }

  enter(slot: number, nowMs: number): void {
    const { service, fanOut, mesh, requests, journey, stations } = this.#options;
    const call = requests.caller[slot] === fanOut ? slot : requests.origin[slot]!;
    const asking = requests.task[requests.origin[call]!]!;
    const node = stations.nodeOf(asking);
    requests.entryNode[slot] = node;
    const seed = requests.choiceSeed[slot]!;
    // The seed's first choice is which address DNS gives.
    requests.choices[slot]!++;
    if (mesh.hashes) mesh.packet.source = overlayAddress(asking);
    const task = mesh.taskFor(service, node, seed, nowMs);
    if (mesh.counts) requests.counted[slot] = task < 0 ? 0 : 1;
    if (task < 0) journey.refuse(slot, -task, nowMs);
    else journey.toTask(slot, task, node, nowMs);
  }
}
