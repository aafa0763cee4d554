import type { TrafficParts } from '../traffic-parts.ts';
import { agree } from './agree.ts';
import type { Ledger } from './ledger.ts';
import { checkStation } from './station-counts.ts';
import { tapAfter, tapBefore } from './tap.ts';
import { Touched } from './touched.ts';

/** Of each task that an event touched: its counts, and whenever it is empty L = λW over the time until then. */
export class StationLedger implements Ledger {
  readonly #parts: TrafficParts;
  readonly #touched = new Touched();

  constructor(parts: TrafficParts) {
    const { stations, requests } = parts;
    this.#parts = parts;
    tapAfter(stations.inFlight, 'change', (_, task) => this.#touched.add(task));
    // Before, as the slot may be another's afterwards.
    tapBefore(stations, 'fire', (slot) => this.#touched.add(requests.task[slot]!));
    tapBefore(stations, 'called', (slot) => this.#touched.add(requests.task[slot]!));
  }

  checkTouched(nowMs: number): void {
    const { stations } = this.#parts;
    this.#touched.forEach((task) => {
      const station = stations.all[task]!;
      checkStation(station);
      const held = stations.inFlight.value(task);
      if (held !== station.inFlight)
        throw new Error(
          `task ${station.description.id} holds ${station.inFlight} requests, its integral is of ${held}`,
        );
      const areaMs = stations.inFlight.area(task, nowMs);
      if (held === 0 && !agree(areaMs, station.stayMs)) {
        const spent = `requests spent ${station.stayMs} ms there`;
        throw new Error(`task ${station.description.id}: ${areaMs} requests × ms in flight, but ${spent}`);
      }
    });
  }

  /** The checks of what is, without books, do it. */
  checkAll(nowMs: number): void {
    this.checkTouched(nowMs);
  }
}
