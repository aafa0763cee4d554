import type { FaultAction } from './scenario.ts';

/** What it happens to: a machine, or a slot as `web.2`, or the state of the only thing of its kind. */
export function faultSubject(fault: FaultAction): string {
  if (fault.kind === 'partition') return fault.nodes.join(', ');
  if (fault.kind === 'registry') return 'down';
  if (fault.kind !== 'pause') return fault.node;
  const { target } = fault;
  return target.kind === 'slot' ? `${target.service}.${target.slot}` : target.node;
}
