/**
 * The tables of Marsaglia and Tsang's ziggurat method ("The Ziggurat Method for Generating Random Variables", J. Stat.
 * Software 5(8), 2000) with 256 layers of equal area: layer i ≥ 1 is the box [0, x[i]] × [y[i], y[i+1]] under and around
 * the unnormalised density y(x); layer 0 is the box below it, [0, x[1]] × [0, y[1]], with the tail beyond x[1], and
 * x[0] is the width of a box of that area. The method as published takes layer and value from the same bits, which
 * shows (Doornik 2005); ours takes them from different ones.
 */
export interface Ziggurat {
  readonly x: Float64Array;
  readonly y: Float64Array;
}

const layers = 256;

/** y(x) = exp(−x). The area of a layer is (r + 1)·exp(−r). */
export const exponentialZiggurat = ziggurat(
  7.69711747013105,
  0.003949659822581557,
  (x) => Math.exp(-x),
  (y) => -Math.log(y),
);

/** y(x) = exp(−x²/2), its right half. The area of a layer is r·y(r) + √(π/2)·erfc(r/√2). */
export const normalZiggurat = ziggurat(
  3.6541528853610088,
  0.004928673233974655,
  (x) => Math.exp(-0.5 * x * x),
  (y) => Math.sqrt(-2 * Math.log(y)),
);

function ziggurat(
  tail: number,
  area: number,
  density: (x: number) => number,
  inverse: (y: number) => number,
): Ziggurat {
  const x = new Float64Array(layers + 1);
  const y = new Float64Array(layers + 1);
  x[0] = area / density(tail);
  x[1] = tail;
  y[1] = density(tail);
  for (let layer = 2; layer < layers; layer++) {
    y[layer] = area / x[layer - 1]! + y[layer - 1]!;
    x[layer] = inverse(y[layer]!);
  }
  y[layers] = 1;
  return { x, y };
}

/** A normal that is known to exceed `start`, which is above 0 (Marsaglia, Technometrics 6(1), 1964). */
export function normalTail(start: number, random: { uniform(): number }): number {
  for (;;) {
    const beyond = -Math.log(random.uniform()) / start;
    if (-2 * Math.log(random.uniform()) > beyond * beyond) return start + beyond;
  }
}
