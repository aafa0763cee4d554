// What requests leave behind: the heap after 10 million of them beside the heap after a tenth, and how much garbage each makes. A
// request is numbers in arrays that are used again; what is left is a row each interval, and numbers that V8 puts on the heap
// when it hands them from one function to another, which die at once.
import { type NodeGCPerformanceDetail, type PerformanceEntry, PerformanceObserver } from 'node:perf_hooks';
import { getHeapStatistics, setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { loadScenario } from '../../src/scenario/load-scenario.ts';
import { Simulation } from '../../src/simulation/simulation.ts';
import type { BenchOptions, Figure } from './frame.ts';

/** Node's types do not know what an entry of a collection has. */
type CollectionEntry = PerformanceEntry & { readonly detail: NodeGCPerformanceDetail };

/** Of `detail.kind`: perf_hooks.constants.NODE_PERFORMANCE_GC_MINOR. */
const minorCollection = 1;
const requests = 10_000_000;
const perS = 2000;
const durationS = requests / perS;
const text = `
name: memory
seed: 1
duration: ${durationS}s
interval: ${durationS / 50}s
cluster: { nodes: [{ name: node1, role: manager, cpus: 64, memory: 16GiB }] }
images: { web:1: { cached: true, demand: { exponential: { mean: 10ms } }, concurrency: 4 } }
services: { web: { image: web:1, ports: ["8080:80"], deploy: { replicas: 10 } } }
traffic: [{ name: shoppers, to: node1:8080, timeout: 5s, arrivals: { poisson: { rate: ${perS}/s } } }]
`;

export async function bench(_options: BenchOptions): Promise<Figure[]> {
  setFlagsFromString('--expose-gc');
  const collect = runInNewContext('gc') as () => void;
  const { scenario } = loadScenario({ read: () => text }, 'memory.yaml', []);
  const simulation = new Simulation(scenario);
  simulation.advanceTo(durationS * 100);
  collect();
  const heapBefore = getHeapStatistics().used_heap_size;
  const rssBefore = process.memoryUsage.rss();
  const collections = watchCollections();
  simulation.advanceTo(durationS * 1000);
  const minor = await collections();
  collect();
  const grown = getHeapStatistics().used_heap_size - heapBefore;
  const rssGrown = process.memoryUsage.rss() - rssBefore;
  const measured = requests * 0.9;
  return [
    { what: 'heap left by a request', value: grown / measured, unit: 'bytes', ratio: null, to: '' },
    { what: 'resident memory left by a request', value: rssGrown / measured, unit: 'bytes', ratio: null, to: '' },
    { what: 'minor collections', value: (minor / measured) * 1e6, unit: 'per million', ratio: null, to: '' },
  ];
}

/** Counts the collections of new objects until it is called. */
function watchCollections(): () => Promise<number> {
  let minor = 0;
  const observer = new PerformanceObserver((list) => {
    for (const entry of list.getEntries() as CollectionEntry[]) if (entry.detail.kind === minorCollection) minor++;
  });
  observer.observe({ entryTypes: ['gc'] });
  return async () => {
    await new Promise((resolve) => setTimeout(resolve, 50));
    observer.disconnect();
    return minor;
  };
}
