import type { NodeCpus } from '../station/node-cpus.ts';
import type { Traffic } from '../traffic.ts';

const tolerance = 1e-9;

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
    checkGrants(node, cpus);
  });
}

/** Where tasks share: no more CPUs than there are, none above its limit, and none idle while a task wants it. */
function checkGrants(node: number, cpus: NodeCpus): void {
  const grants = cpus.grants();
  if (grants === null) return;
  let used = 0;
  let wanted = 0;
  for (const { rules, requests, cpus: got } of grants) {
    const most = rules.pauses > 0 ? 0 : Math.min(requests, rules.limitCpus);
    if (got > most + tolerance)
      throw new Error(`node ${node}: task ${rules.task} has ${got} CPUs, and may have ${most}`);
    used += got;
    wanted += most;
  }
  const due = Math.min(wanted, cpus.capacity.cpus);
  if (Math.abs(used - due) > tolerance * Math.max(1, due))
    throw new Error(`node ${node}: ${used} of ${cpus.capacity.cpus} CPUs work, and ${due} should`);
}
