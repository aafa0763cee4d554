import { greatestCommonDivisor } from '../../greatest-common-divisor.ts';
import { type DestinationList, type IpvsScheduler, nobody } from './scheduler.ts';

const head = -1;

/**
 * `wrr` (ip_vs_wrr.c): walks the list again and again, first for the greatest weight alone, then for that less the greatest common
 * divisor, and so on down to 1. Every change puts it back to the head of the list.
 */
export class WeightedRoundRobin implements IpvsScheduler {
  #cursor = head;
  #wanted = 0;
  #highest = 0;
  #step = 1;
  #changed = true;

  schedule(list: DestinationList): number {
    if (this.#changed) this.#measure(list);
    if (this.#highest === 0) return nobody;
    // Each lap wants a step less; after the last one it begins anew, so that two rounds of laps meet whoever can be met.
    const laps = 2 * Math.ceil(this.#highest / this.#step) + 2;
    for (let lap = 0; lap < laps; lap++) {
      for (let position = this.#cursor + 1; position < list.length; position++) {
        if (list.weight(position) < this.#wanted) continue;
        this.#cursor = position;
        return position;
      }
      this.#cursor = head;
      this.#wanted -= this.#step;
      if (this.#wanted <= 0) this.#wanted = this.#highest;
    }
    return nobody;
  }

  added(): void {
    this.#changed = true;
  }

  removed(): void {
    this.#changed = true;
  }

  reweighted(): void {
    this.#changed = true;
  }

  #measure(list: DestinationList): void {
    this.#changed = false;
    this.#cursor = head;
    let divisor = 0;
    let most = 0;
    for (let position = 0; position < list.length; position++) {
      const weight = list.weight(position);
      if (weight > 0) divisor = greatestCommonDivisor(weight, divisor);
      most = Math.max(most, weight);
    }
    this.#step = Math.max(1, divisor);
    this.#highest = most === 0 ? 0 : most - (this.#step - 1);
    if (this.#wanted > this.#highest || this.#wanted === 0) this.#wanted = this.#highest;
    else if (this.#step > 1) this.#wanted = Math.floor(this.#wanted / this.#step) * this.#step + 1;
  }
}
