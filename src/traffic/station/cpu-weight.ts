/**
 * Who gets how much where a node's CPUs are short: each request the same, each task the same (as the kernel shares among
 * containers), or each task as much as it reserves (as Kubernetes sets weights).
 */
export type CpuSharing = 'by-request' | 'by-task' | 'by-reservation';

/** Of a task that reserves nothing. Source: kubernetes pkg/kubelet/cm/helpers_linux.go, MinShares 2 of SharesPerCPU 1024. */
const leastReservedCpus = 2 / 1024;

/** `null` = as many as it has requests under work. */
export function cpuWeight(sharing: CpuSharing, reservedCpus: number): number | null {
  if (sharing === 'by-request') return null;
  return sharing === 'by-task' ? 1 : Math.max(reservedCpus, leastReservedCpus);
}
