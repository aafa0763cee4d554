import { formatGoDuration } from '../docker/units/go-duration.ts';
import { faultSubject } from './fault-subject.ts';
import type { FaultAction } from './scenario.ts';
import type { World } from './world.ts';

/** Begins a fault of the timeline at this instant, and takes it back when its time is over; then it is `done`. */
export function playFault(fault: FaultAction, world: World, done: () => void): void {
  const { loop, recording } = world;
  const end = begin(fault, world);
  const complaint = end === null ? 'no container runs for this slot: nothing stands still\n' : '';
  recording.events.note(loop.nowMs, fault.kind, describe(fault), complaint);
  if (end === null) {
    done();
    return;
  }
  if (fault.forMs === null) return;
  loop.call(fault.forMs, () => {
    end();
    done();
  });
}

/** What ends it; `null` = there is nothing that it could happen to. */
function begin(fault: FaultAction, world: World): (() => void) | null {
  const { traffic } = world;
  switch (fault.kind) {
    case 'slow':
      return traffic.strain(traffic.nodeNamed(fault.node), { kind: 'slow', factor: fault.factor });
    case 'noise':
      return traffic.strain(traffic.nodeNamed(fault.node), { kind: 'noise', cpus: fault.cpus });
    case 'partition':
      return world.cut(fault.nodes);
    case 'kill_dockerd':
    case 'stop_dockerd': {
      const machine = world.machineNamed(fault.node);
      machine.stopEngine(fault.kind === 'kill_dockerd' ? 'killed' : 'stopped');
      return () => machine.startEngine();
    }
    case 'registry':
      return world.failRegistry();
    case 'pause':
      if (fault.target.kind === 'slot') return world.pauseSlot(fault.target.service, fault.target.slot);
      return traffic.strain(traffic.nodeNamed(fault.target.node), { kind: 'pause' });
  }
}

function describe(fault: FaultAction): string {
  const during = fault.forMs === null ? '' : ` for ${formatGoDuration(fault.forMs)}`;
  const subject = faultSubject(fault);
  if (fault.kind === 'slow') return `${subject} at ${fault.factor}${during}`;
  return fault.kind === 'noise' ? `${subject} by ${fault.cpus} CPUs${during}` : `${subject}${during}`;
}
