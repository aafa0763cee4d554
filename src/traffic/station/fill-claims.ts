/** What one task asks of its node's CPUs, and what it gets. */
export interface Claim {
  /** CPUs that it can use: one for each of its requests, and no more than its limit. */
  readonly wantedCpus: number;
  /** Its part, in proportion to the others', of what there is too little of. Above 0. */
  readonly weight: number;
  grantedCpus: number;
}

/** Not decided yet. */
const open = -1;

/**
 * Weighted max-min fairness ("water-filling"): nobody gets more than it wants, what it does not want goes to the others by
 * weight, and nothing is left over while somebody wants more. So does the kernel's fair scheduler between control groups.
 */
export function fillClaims(claims: readonly Claim[], cpus: number): void {
  let leftCpus = cpus;
  let weights = 0;
  for (const claim of claims) {
    claim.grantedCpus = open;
    weights += claim.weight;
  }
  for (;;) {
    const perWeight = Math.max(0, leftCpus) / weights;
    let satisfied = false;
    for (const claim of claims) {
      if (claim.grantedCpus !== open || claim.wantedCpus > claim.weight * perWeight) continue;
      claim.grantedCpus = claim.wantedCpus;
      leftCpus -= claim.wantedCpus;
      weights -= claim.weight;
      satisfied = true;
    }
    if (satisfied) continue;
    for (const claim of claims) if (claim.grantedCpus === open) claim.grantedCpus = claim.weight * perWeight;
    return;
  }
}
