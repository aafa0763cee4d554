import { type NodeGCPerformanceDetail, type PerformanceEntry, PerformanceObserver } from 'node:perf_hooks';
import { getHeapStatistics, setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { loadScenario } from '../../src/scenario/load-scenario.ts';
import { Simulation } from '../../src/simulation/simulation.ts';

/** What requests leave behind, the first tenth of them not counted. */
export interface HeapGrowth {
  /** Bytes by request: on V8's heap and in typed arrays; of resident memory. */
  readonly heapBytes: number;
  readonly residentBytes: number;
  /** Collections of new objects by request. */
  readonly minorCollections: number;
}

/** Node's types do not know what an entry of a collection has. */
type CollectionEntry = PerformanceEntry & { readonly detail: NodeGCPerformanceDetail };

/** Of `detail.kind`: perf_hooks.constants.NODE_PERFORMANCE_GC_MINOR. */
const minorCollection = 1;
const perS = 2000;

/** Runs so many requests and looks at the heap after a tenth of them and at the end, each time without garbage. */
export async function heapGrowth(requests: number): Promise<HeapGrowth> {
  setFlagsFromString('--expose-gc');
  const collect = runInNewContext('gc') as () => void;
  const durationS = requests / perS;
  const { scenario } = loadScenario({ read: () => scenarioOf(durationS) }, 'memory.yaml', []);
  const simulation = new Simulation(scenario);
  simulation.advanceTo(durationS * 100);
  collect();
  const heapBefore = heldBytes();
  const residentBefore = process.memoryUsage.rss();
  const collections = watchCollections();
  simulation.advanceTo(durationS * 1000);
  const minor = await collections();
  collect();
  const measured = requests * 0.9;
  return {
    heapBytes: (heldBytes() - heapBefore) / measured,
    residentBytes: (process.memoryUsage.rss() - residentBefore) / measured,
    minorCollections: minor / measured,
  };
}

function scenarioOf(durationS: number): string {
  return `
name: memory
seed: 1
duration: ${durationS}s
interval: ${durationS / 50}s
cluster: { nodes: [{ name: node1, role: manager, cpus: 64, memory: 16GiB }] }
images: { web:1: { cached: true, demand: { exponential: { mean: 10ms } }, concurrency: 4 } }
services: { web: { image: web:1, ports: ["8080:80"], deploy: { replicas: 10 } } }
traffic: [{ name: shoppers, to: node1:8080, timeout: 5s, arrivals: { poisson: { rate: ${perS}/s } } }]
`;
}

function heldBytes(): number {
  return getHeapStatistics().used_heap_size + process.memoryUsage().arrayBuffers;
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
