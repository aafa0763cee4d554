/** A strategy of the user's own did what it must not: their fault, not Seatrial's. */
export class Misuse extends Error {
  override readonly name = 'Misuse';
  /** An error of the strategy's own, where there is one: its stack tells the line. */
  readonly culprit: unknown;

  constructor(message: string, culprit?: unknown) {
    super(message);
    this.culprit = culprit ?? this;
  }
}
