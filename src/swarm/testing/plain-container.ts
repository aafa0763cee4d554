import type { ContainerSpec } from '../objects/service.ts';

/** A container of this image with nothing else said. */
export function plainContainer(image: string): ContainerSpec {
  return {
    image,
    command: [],
    args: [],
    env: [],
    labels: {},
    hostname: '',
    stopSignal: '',
    stopGracePeriodMs: null,
    healthcheck: null,
    mounts: [],
    secrets: [],
    configs: [],
  };
}
