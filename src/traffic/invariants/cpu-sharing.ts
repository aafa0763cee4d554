import type { Traffic } from '../traffic.ts';

/** A node's CPUs work for just those requests that its tasks serve, and no CPU works for nobody. */
export function checkCpuSharing({ parts: { stations } }: Traffic): void {
  stations.cpus.forEach((cpus, node) => {
    let served = 0;
    for (const task of stations.onNode(node)) {
      const { serving, calling, holds } = stations.all[task]!;
      served += holds ? serving - calling : serving;
    }
    if (cpus.working !== served)
      throw new Error(`node ${node}: CPUs work for ${cpus.working} requests, tasks serve ${served}`);
  });
}
