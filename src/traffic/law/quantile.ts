/**
 * A law as the inverse of its distribution function. A request draws its share (uniform on 0…1) when it arrives, and
 * gets its value when it is known which law holds for it: the n-th request of a client is as big a one as before when it goes to
 * another node, another image or another policy's choice (common random numbers).
 */
export interface Quantile {
  /** The value that this share of the law lies below; in the unit of its parameters. 0 < share < 1. */
  at(share: number): number;
}
