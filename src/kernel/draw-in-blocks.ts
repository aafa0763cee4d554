import type { Xor128State } from 'seedrandom/lib/xor128.js';
import { exponentialZiggurat } from './ziggurat.ts';

const twoTo21 = 2 ** 21;
const twoTo32 = 2 ** 32;

/**
 * What a {@link RandomStream} draws one by one, many at a time: the generator's four words stay in registers meanwhile. The draws
 * are the same, in the same order, and the state moves on as far.
 */
export function drawUniforms(state: Xor128State, into: Float64Array): void {
  let { x, y, z, w } = state;
  for (let i = 0; i < into.length; ) {
    let mixed = x ^ (x << 11);
    const upper = w ^ (w >>> 19) ^ mixed ^ (mixed >>> 8);
    mixed = y ^ (y << 11);
    const lower = upper ^ (upper >>> 19) ^ mixed ^ (mixed >>> 8);
    x = z;
    y = w;
    z = upper;
    w = lower;
    const value = ((upper >>> 11) + (lower >>> 0) / twoTo32) / twoTo21;
    // 0 is passed over, as the generator does.
    if (value !== 0) into[i++] = value;
  }
  Object.assign(state, { x, y, z, w });
}

/** Exponential with mean 1, as {@link RandomStream.exponential} says. */
export function drawExponentials(state: Xor128State, into: Float64Array): void {
  const { x: widths, y: heights } = exponentialZiggurat;
  let { x, y, z, w } = state;
  let shift = 0;
  for (let i = 0; i < into.length; ) {
    let mixed = x ^ (x << 11);
    const bits = w ^ (w >>> 19) ^ mixed ^ (mixed >>> 8);
    mixed = y ^ (y << 11);
    const lower = bits ^ (bits >>> 19) ^ mixed ^ (mixed >>> 8);
    x = z;
    y = w;
    z = bits;
    w = lower;
    const layer = bits & 255;
    const value = (((bits >>> 11) + (lower >>> 0) / twoTo32) / twoTo21) * widths[layer]!;
    let taken = value < widths[layer + 1]!;
    if (!taken && layer === 0) {
      shift += widths[1]!;
      continue;
    }
    if (!taken) {
      one[0] = 0;
      Object.assign(rest, { x, y, z, w });
      drawUniforms(rest, one);
      ({ x, y, z, w } = rest);
      taken = heights[layer]! + (heights[layer + 1]! - heights[layer]!) * one[0]! < Math.exp(-value);
    }
    // A value under the layer's curve is taken; else everything begins anew, but for the tail that it is known to be in.
    if (!taken) continue;
    into[i++] = shift + value;
    shift = 0;
  }
  Object.assign(state, { x, y, z, w });
}

const one = new Float64Array(1);
const rest = { x: 0, y: 0, z: 0, w: 0 };
