import type { ImageSpec } from '../scenario.ts';

/** An image for tests: cached, starts at once, serves nothing; `overrides` say what a test is about. */
export function image(overrides: Partial<ImageSpec> = {}): ImageSpec {
  return {
    name: 'web:1',
    sizeBytes: 0,
    cached: true,
    missing: false,
    createMs: { kind: 'constant', value: 0 },
    startMs: { kind: 'constant', value: 0 },
    listensAfterMs: { kind: 'constant', value: 0 },
    onStop: { kind: 'exit', afterMs: { kind: 'constant', value: 0 } },
    command: ['/web'],
    exits: null,
    healthcheck: null,
    serving: null,
    ...overrides,
  };
}
