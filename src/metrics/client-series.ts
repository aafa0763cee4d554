import { type PartColumns, type PartName, partNames } from './parts.ts';
import { type LatencyColumns, Tally } from './tally.ts';

/** A stretch of time of one client, by index; `toMs` not included (but the run's last instant is). */
export interface SeriesWindow {
  readonly client: number;
  readonly fromMs: number;
  readonly toMs: number;
}

export interface ClientSeriesOptions {
  /** Sorted: rows of one interval come in this order. */
  readonly clients: readonly string[];
  readonly intervalMs: number;
  readonly warmupMs: number;
  readonly windows: readonly SeriesWindow[];
}

export interface ClientRow extends LatencyColumns {
  /** Where the interval begins. */
  readonly time_s: number;
  readonly client: string;
}

/** Where the time of a client's ok requests went, one part of it. */
export interface PartRow extends PartColumns {
  /** Where the interval begins. */
  readonly time_s: number;
  readonly client: string;
  readonly part: PartName;
}

/**
 * Outcomes and latencies by client, by interval, after the warm-up, over declared windows and in phases, which
 * begin and end while it runs. A request counts where it
 * ended. Time is cut at every edge of these; a request is recorded once, in the piece that runs, and a piece that is over is
 * merged into what it belongs to. So memory does not grow with requests, and all views agree.
 */
export class ClientSeries {
  readonly rows: ClientRow[] = [];
  readonly partRows: PartRow[] = [];
  readonly #options: ClientSeriesOptions;
  readonly #pieces: Tally[];
  readonly #intervals: Tally[];
  readonly #warm: Tally[];
  readonly #windows: Tally[];
  readonly #phases: Tally[][] = [];
  readonly #openPhases = new Set<number>();
  /** Ascending: where windows and the warm time begin or end. */
  readonly #edges: readonly number[];
  #nextEdge = 0;
  #pieceFromMs = 0;
  #pieceToMs = 0;
  #intervalIndex = 0;

  constructor(options: ClientSeriesOptions) {
    this.#options = options;
    const tallies = () => options.clients.map(() => new Tally());
    this.#pieces = tallies();
    this.#intervals = tallies();
    this.#warm = tallies();
    this.#windows = options.windows.map(() => new Tally());
    const edges = [options.warmupMs, ...options.windows.flatMap((window) => [window.fromMs, window.toMs])];
    this.#edges = edges.filter((edge) => edge > 0).sort((a, b) => a - b);
    this.#pieceToMs = this.#nextCut();
  }

  /** `endMs` never goes back. → where its parts are to be recorded, at once. */
  record(client: number, outcomeIndex: number, latencyMs: number, endMs: number): Tally {
    while (endMs >= this.#pieceToMs) this.#cut();
    const piece = this.#pieces[client]!;
    piece.record(outcomeIndex, latencyMs);
    return piece;
  }

  /** A phase begins, beside those that have not ended; its number, from 0. */
  beginPhase(nowMs: number): number {
    this.#cutAt(nowMs);
    const phase = this.#phases.push(this.#options.clients.map(() => new Tally())) - 1;
    this.#openPhases.add(phase);
    return phase;
  }

  /** What ended before belongs to it. */
  endPhase(phase: number, nowMs: number): void {
    this.#cutAt(nowMs);
    this.#openPhases.delete(phase);
  }

  /** The run is over: the last interval is cut short. */
  close(endMs: number): void {
    this.#cutAt(endMs);
    const { intervalMs } = this.#options;
    const partial = endMs > this.#intervalIndex * intervalMs || this.#intervals.some((tally) => tally.requests > 0);
    if (partial) this.#emit();
  }

  /** All after the warm-up. */
  warm(client: number): Tally {
    return this.#warm[client]!;
  }

  /** By the window's position in the options. */
  window(index: number): Tally {
    return this.#windows[index]!;
  }

  /** Of a client in a phase, by its number. */
  phase(phase: number, client: number): Tally {
    return this.#phases[phase]![client]!;
  }

  #intervalToMs(): number {
    return (this.#intervalIndex + 1) * this.#options.intervalMs;
  }

  #nextCut(): number {
    return Math.min(this.#intervalToMs(), this.#edges[this.#nextEdge] ?? Number.POSITIVE_INFINITY);
  }

  #cutAt(nowMs: number): void {
    while (nowMs >= this.#pieceToMs) this.#cut();
    this.#merge(nowMs);
    this.#pieceFromMs = nowMs;
  }

  #cut(): void {
    const cutMs = this.#pieceToMs;
    this.#merge(cutMs);
    while ((this.#edges[this.#nextEdge] ?? Number.POSITIVE_INFINITY) <= cutMs) this.#nextEdge++;
    if (cutMs === this.#intervalToMs()) {
      this.#emit();
      this.#intervalIndex++;
    }
    this.#pieceFromMs = cutMs;
    this.#pieceToMs = this.#nextCut();
  }

  #merge(toMs: number): void {
    const fromMs = this.#pieceFromMs;
    for (let client = 0; client < this.#pieces.length; client++) {
      const piece = this.#pieces[client]!;
      this.#intervals[client]!.merge(piece);
      if (fromMs >= this.#options.warmupMs) this.#warm[client]!.merge(piece);
      for (const phase of this.#openPhases) this.#phases[phase]![client]!.merge(piece);
    }
    this.#options.windows.forEach((window, index) => {
      const inside = window.fromMs <= fromMs && toMs <= window.toMs;
      if (inside) this.#windows[index]!.merge(this.#pieces[window.client]!);
    });
    for (const piece of this.#pieces) piece.clear();
  }

  #emit(): void {
    const time_s = (this.#intervalIndex * this.#options.intervalMs) / 1000;
    for (let client = 0; client < this.#intervals.length; client++) {
      const tally = this.#intervals[client]!;
      const name = this.#options.clients[client]!;
      this.rows.push({ time_s, client: name, ...tally.columns() });
      if (tally.ok > 0) this.#emitParts(time_s, name, tally);
      tally.clear();
    }
  }

  #emitParts(time_s: number, client: string, tally: Tally): void {
    const columns = tally.partColumns();
    for (const part of partNames) this.partRows.push({ time_s, client, part, ...columns[part] });
  }
}
