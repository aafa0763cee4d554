/**
 * What a `Scenario` is made of, for those who build one: they need not know the rooms below, and import nothing of them.
 */
export { closestName } from '../kernel/closest-name.ts';
export {
  type DistributionSpec,
  hyperexponentialByMeanAndCv2,
  lognormalByMeanAndCv,
  lognormalByMedianAndP99,
  makeSampler,
} from '../kernel/distribution.ts';
export { type Metric, metricNamed, metrics, partMetrics, printMetric } from '../metrics/catalogue.ts';
export { errorKinds } from '../metrics/outcome.ts';
export { type AutoscaleSpec, autoscaleMetrics } from '../swarm/autoscaler/autoscale-spec.ts';
export { defaultHeartbeatPeriodMs, defaultTaskHistoryLimit } from '../swarm/objects/defaults.ts';
export type { GenericResource } from '../swarm/objects/resources.ts';
export type { ServiceSpec } from '../swarm/objects/service.ts';
export { Misuse } from '../swarm/scheduler/own/misuse.ts';
export { ownStrategy } from '../swarm/scheduler/own/own-strategy.ts';
export { strategyNamed, UnknownStrategyError } from '../swarm/scheduler/strategies/registry.ts';
export type { PlacementStrategy } from '../swarm/scheduler/strategy.ts';
export { makeRateCurve } from '../traffic/arrivals/make-rate-curve.ts';
export {
  comparedAlgorithm,
  comparedAlgorithms,
  comparedNames,
} from '../traffic/balancer/algorithms/catalogue.ts';
export type { ComparedKind } from '../traffic/balancer/algorithms/compared-algorithm.ts';
export {
  type Parameter as AlgorithmParameter,
  problemWith,
  writtenName,
} from '../traffic/balancer/algorithms/parameter.ts';
export {
  plainBackend,
  plainBalancer,
  plainCheck,
  plainFrontend,
  plainServer,
} from '../traffic/balancer/plain-balancer.ts';
export { measuredNames } from '../traffic/measured-names.ts';
export { schedulerNames } from '../traffic/mesh/schedulers/catalogue.ts';
export {
  type ArrivalSpec,
  type ArrivalTrace,
  type BalanceAlgorithm,
  type BalancerBackend,
  type BalancerServer,
  type BalancerSpec,
  type BurstState,
  type CallSpec,
  type ClientSpec,
  type ConnectionSpec,
  type HashedPart,
  type HedgeSpec,
  type LinkEnd,
  type LinkSpec,
  type NetworkSpec,
  plainContent,
  type RateProfile,
  type RequestClass,
  type RequestContent,
  type RetrySpec,
  type SetRate,
  sentOnce,
  type Target,
  type VariedText,
  type Variety,
} from '../traffic/spec.ts';
export { defaultProbeMs } from './health-check.ts';
export { isConstraint, machinesWhere } from './machines-where.ts';
