import { describe, expect, it } from 'vitest';
import { seriesOf } from './colours.ts';
import { pickSlots } from './slots.ts';
import { SERVICE_HUES } from './theme.ts';

function task(service: string, image: string) {
  return { service, image } as never;
}

describe('seriesOf', () => {
  it('gives a service one hue, in natural order of names, and each image a shade, in the order of coming', () => {
    const series = seriesOf({
      tasks: [task('web', 'web:1'), task('api', 'api:9'), task('web', 'web:2')],
      placement: [],
    });
    expect(series.all.map(({ label, colour }) => [label, colour])).toEqual([
      ['api:9', SERVICE_HUES[0]?.[1]],
      ['web:1', SERVICE_HUES[1]?.[0]],
      ['web:2', SERVICE_HUES[1]?.[1]],
    ]);
  });

  it('names the service where the image does not', () => {
    const images = ['nginx:1.27', 'registry.example.com/shop/web:3', 'other.example.com/web:3'];
    const series = seriesOf({ tasks: images.map((image) => task('web', image)), placement: [] });
    expect(series.all.map(({ label }) => label)).toEqual([
      'web (nginx:1.27)',
      'web:3',
      'web (other.example.com/web:3)',
    ]);
  });
});

describe('pickSlots', () => {
  it('has them in natural order', () => {
    expect(
      pickSlots(
        new Map([
          ['web.10', 1],
          ['web.2', 1],
          ['api.1', 1],
        ]),
        5,
      ),
    ).toEqual(['api.1', 'web.2', 'web.10']);
  });

  it('prefers those with many tasks, then the first of every service', () => {
    const slots = new Map([
      ['a.1', 1],
      ['a.2', 1],
      ['a.3', 1],
      ['b.1', 1],
      ['b.7', 4],
    ]);
    expect(pickSlots(slots, 3)).toEqual(['a.1', 'b.1', 'b.7']);
  });
});
