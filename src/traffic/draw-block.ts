const length = 256;

/**
 * Draws of one kind from a stream, made many at a time: that keeps the generator's loop tight. For streams of which there
 * are few (a client's); nobody else may draw from the same stream.
 */
export class DrawBlock {
  readonly #draw: () => number;
  readonly #values = new Float64Array(length);
  #next = length;

  constructor(draw: () => number) {
    this.#draw = draw;
  }

  next(): number {
    if (this.#next === length) this.#fill();
    return this.#values[this.#next++]!;
  }

  #fill(): void {
    for (let i = 0; i < length; i++) this.#values[i] = this.#draw();
    this.#next = 0;
  }
}
