// What requests leave behind: the heap after 10 million of them beside the heap after a tenth, and how much garbage each makes. A
// request is numbers in arrays that are used again; what is left is a row each interval, and numbers that V8 puts on the heap
// when it hands them from one function to another, which die at once.
import type { BenchOptions, Figure } from './frame.ts';
import { heapGrowth } from './heap-growth.ts';

const requests = 10_000_000;

export async function bench(_options: BenchOptions): Promise<Figure[]> {
  const { heapBytes, residentBytes, minorCollections } = await heapGrowth(requests);
  return [
    { what: 'heap left by a request', value: heapBytes, unit: 'bytes', ratio: null, to: '' },
    { what: 'resident memory left by a request', value: residentBytes, unit: 'bytes', ratio: null, to: '' },
    { what: 'minor collections', value: minorCollections * 1e6, unit: 'per million', ratio: null, to: '' },
  ];
}
