import type { HashFunction } from '../../traffic/spec.ts';
import type { ConfigLine } from '../grammar/config-line.ts';
import type { Report } from '../grammar/report.ts';
import { lenientInteger } from '../grammar/timer.ts';
import type { ProxySection } from './proxy.ts';

/** `hash-type METHOD [FUNCTION [MODIFIER]]` (haproxy 2.6: src/cfgparse-listen.c). */
export function readHashType(line: ConfigLine, proxy: ProxySection, report: Report): void {
  const [method, hash, modifier] = [line.word(1), line.word(2), line.word(3)];
  if (method === 'avalanche') {
    report.alert(
      line,
      "experimental feature 'hash-type avalanche' is not supported anymore, please use 'hash-type map-based sdbm avalanche' instead.",
      1,
    );
  } else if (method !== 'consistent' && method !== 'map-based')
    report.alert(line, "'hash-type' only supports 'consistent' and 'map-based'.", 1);
  else if (hash !== '' && !isHashFunction(hash))
    report.alert(line, "'hash-type' only supports 'sdbm', 'djb2', 'crc32', or 'wt6' hash functions.", 2);
  else if (modifier !== '' && modifier !== 'avalanche')
    report.alert(line, "'hash-type' only supports 'avalanche' as a modifier for hash functions.", 3);
  else {
    const consistent = method === 'consistent';
    proxy.hashType = {
      ...proxy.hashType,
      lookup: consistent ? 'consistent' : 'map',
      function: isHashFunction(hash) ? hash : 'sdbm',
      // Without a function named a ring gets it unasked.
      avalanche: modifier === 'avalanche' || (consistent && hash === ''),
    };
  }
}

function isHashFunction(word: string): word is HashFunction {
  return ['sdbm', 'djb2', 'wt6', 'crc32'].includes(word);
}

export function readBalanceFactor(line: ConfigLine, proxy: ProxySection, report: Report): void {
  const factor = lenientInteger(line.word(1));
  if (factor !== 0 && factor <= 100) report.alert(line, "'hash-balance-factor' must be 0 or greater than 100.", 1);
  else proxy.hashType = { ...proxy.hashType, balanceFactor: factor };
}
