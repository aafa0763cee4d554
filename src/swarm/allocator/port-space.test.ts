import { describe, expect, it } from 'vitest';
import type { PortConfig } from '../objects/service.ts';
import { PortAllocator } from './port-space.ts';

const port = (publishedPort: number, differences: Partial<PortConfig> = {}): PortConfig => ({
  protocol: 'tcp',
  targetPort: 80,
  publishedPort,
  publishMode: 'ingress',
  ...differences,
});

const numbers = (ports: readonly PortConfig[] | null) => ports?.map(({ publishedPort }) => publishedPort);

describe('PortAllocator', () => {
  it('chooses ports from 30000 on, in turn', () => {
    const ports = new PortAllocator();
    expect(numbers(ports.allocate([port(0)], []))).toEqual([30_000]);
    expect(numbers(ports.allocate([port(0)], []))).toEqual([30_001]);
  });

  it('refuses a port that is taken, but not that of another protocol or of host mode', () => {
    const ports = new PortAllocator();
    ports.allocate([port(8080)], []);
    expect(ports.allocate([port(8080)], [])).toBeNull();
    expect(numbers(ports.allocate([port(8080, { protocol: 'udp' })], []))).toEqual([8080]);
    expect(numbers(ports.allocate([port(8080, { publishMode: 'host' })], []))).toEqual([8080]);
  });

  it('keeps a port that it chose, and gives back what is not wanted any more', () => {
    const ports = new PortAllocator();
    const first = ports.allocate([port(0), port(9000, { targetPort: 90 })], []) ?? [];
    expect(numbers(ports.allocate([port(0)], first))).toEqual([30_000]);
    expect(numbers(ports.allocate([port(9000)], []))).toEqual([9000]);
  });
});
