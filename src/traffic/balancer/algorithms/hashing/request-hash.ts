import { hashedWord } from '../../../hash.ts';
import type { Asking } from '../../algorithm.ts';

/** Where a request stands among 2³² places: by its key, mixed. One that has no key stands anywhere, as in Envoy. */
export function requestHash(asking: Asking): number {
  return asking.key === -1 ? Math.floor(asking.draw() * 2 ** 32) : hashedWord(asking.key, 0);
}
