declare module 'seedrandom/lib/xor128.js' {
  export interface Xor128State {
    x: number;
    y: number;
    z: number;
    w: number;
  }
  export interface Xor128 {
    /** 32 random bits as a fraction in [0, 1). */
    (): number;
    /** 53 random bits as a fraction in (0, 1). */
    double(): number;
    /** 32 random bits as a signed integer. */
    int32(): number;
    /** A copy of its state; only of a generator that was made from one. */
    state(): Xor128State;
  }
  export default function xor128(seed: number | string, options?: { state: Xor128State }): Xor128;
}
