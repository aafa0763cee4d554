import type { TheoryRow } from '../row.ts';
import { balancerOrder } from './balancer-order.ts';
import { bursts } from './bursts.ts';
import { classes } from './classes.ts';
import { closedLoop } from './closed-loop.ts';
import { closedLoopIdentity } from './closed-loop-identity.ts';
import { fanOut } from './fan-out.ts';
import { loss } from './loss.ts';
import { mg1Sharing } from './mg1-sharing.ts';
import { mm1 } from './mm1.ts';
import { mmc } from './mmc.ts';
import { nodeAvailability } from './node-availability.ts';
import { packing } from './packing.ts';
import { pasta } from './pasta.ts';
import { pollaczekKhinchine } from './pollaczek-khinchine.ts';
import { powerOfD } from './power-of-d.ts';
import { randomSplit } from './random-split.ts';
import { retryStorm } from './retry-storm.ts';
import { roundRobinSplit } from './round-robin-split.ts';
import { spread } from './spread.ts';
import { tandem } from './tandem.ts';
import { updateFailure } from './update-failure.ts';
import { updateTime } from './update-time.ts';

export const theoryRows: readonly TheoryRow[] = [
  mm1,
  mmc,
  loss,
  pollaczekKhinchine,
  mg1Sharing,
  closedLoop,
  closedLoopIdentity,
  roundRobinSplit,
  randomSplit,
  powerOfD,
  balancerOrder,
  pasta,
  tandem,
  bursts,
  classes,
  fanOut,
  retryStorm,
  spread,
  updateTime,
  updateFailure,
  packing,
  nodeAvailability,
];
