import { describe, expect, it } from 'vitest';
import { fitText, textWidth, wrapText } from './text-metrics.ts';

describe('textWidth', () => {
  it('is the font’s own width', () => {
    expect(textWidth('Hello World', 10)).toBeCloseTo(54.72, 2);
    expect(textWidth('Hello World', 10, 'semibold')).toBeGreaterThan(textWidth('Hello World', 10));
  });
});

describe('fitText', () => {
  it('leaves alone what fits and cuts what does not', () => {
    expect(fitText('worker1', 100, 11)).toBe('worker1');
    const cut = fitText('docker service update --image web:2 web', 100, 11);
    expect(cut).toMatch(/^docker serv.*…$/);
    expect(textWidth(cut, 11)).toBeLessThanOrEqual(100);
  });
});

describe('wrapText', () => {
  it('breaks at spaces and loses nothing', () => {
    const text = 'Median, 90th and 99th percentile of ok requests on a logarithmic scale.';
    const lines = wrapText(text, 150, 12);
    expect(lines.length).toBeGreaterThan(1);
    expect(lines.join(' ')).toBe(text);
    for (const line of lines) expect(textWidth(line, 12)).toBeLessThanOrEqual(150);
  });
});
