import type { RunResult } from '../../simulation/run-result.ts';
import { compareNatural } from '../tables/natural-order.ts';
import { MUTED, SERVICE_HUES } from './theme.ts';

/** A service with one image: the same name and colour in every chart of the run. */
export interface Series {
  readonly service: string;
  readonly image: string;
  readonly label: string;
  readonly colour: string;
}

export interface SeriesSet {
  /** Services in natural order, images in the order in which they came. */
  readonly all: readonly Series[];
  of(service: string, image: string): Series;
}

export function seriesOf(result: Pick<RunResult, 'tasks' | 'placement'>): SeriesSet {
  const images = new Map<string, string[]>();
  for (const { service, image } of [...result.tasks, ...result.placement]) {
    const known = images.get(service);
    if (known === undefined) images.set(service, [image]);
    else if (!known.includes(image)) known.push(image);
  }

  const byKey = new Map<string, Series>();
  const labels = new Set<string>();
  const services = [...images.keys()].sort(compareNatural);
  services.forEach((service, hue) => {
    const own = images.get(service) ?? [];
    own.forEach((image, index) => {
      const short = labelOf(service, image);
      const label = labels.has(short) ? `${service} (${image})` : short;
      labels.add(label);
      byKey.set(keyOf(service, image), { service, image, label, colour: colourOf(hue, index, own.length) });
    });
  });
  return {
    all: [...byKey.values()],
    of: (service, image) => {
      const series = byKey.get(keyOf(service, image));
      if (series === undefined) throw new Error(`No colour for image ${image} of service ${service}.`);
      return series;
    },
  };
}

/** The only image is drawn strong; with more of them the first is light, so that the next one stands out. */
function colourOf(hue: number, index: number, count: number): string {
  const shades = SERVICE_HUES[hue % SERVICE_HUES.length];
  const shade = count === 1 ? 1 : index;
  return shades?.[shade % shades.length] ?? MUTED;
}

/** Without its registry; `web:2` of service `web` says enough, `nginx:1.27` of service `shop` does not. */
function labelOf(service: string, image: string): string {
  const short = image.replace(/^.*\//, '');
  return short.replace(/[:@].*$/, '') === service ? short : `${service} (${short})`;
}

function keyOf(service: string, image: string): string {
  return `${service}\n${image}`;
}
