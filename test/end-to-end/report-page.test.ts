import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { type Browser, chromium } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { writeRun } from '../../src/report/folder/write-run.ts';
import { exampleRun } from '../../src/report/testing/example-run.ts';

/** Needs a Chromium; skipped where there is none, but not where SEATRIAL_NO_SKIPS says that there must be one. */
const browserPath = ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome'].find((path) =>
  existsSync(path),
);
const mustRun = process.env.SEATRIAL_NO_SKIPS === '1';

describe.skipIf(browserPath === undefined && !mustRun)('report.html in a browser', () => {
  const folder = mkdtempSync(join(tmpdir(), 'seatrial-page-'));
  const out = join(folder, 'run');
  let browser: Browser;

  beforeAll(async () => {
    await writeRun(exampleRun(), out, { description: 'An example.', notModelled: ['Nothing is left out.'] });
    browser = await chromium.launch({
      executablePath: browserPath ?? '/usr/bin/chromium',
      args: ['--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run', '--disable-background-networking'],
    });
  }, 60_000);

  afterAll(async () => {
    await browser?.close();
    rmSync(folder, { recursive: true, force: true });
  });

  it.each([
    ['a phone', 390],
    ['a desktop', 1280],
  ])('fits %s without scrolling sideways, and asks nobody for anything', async (_words, width) => {
    const page = await browser.newPage({ viewport: { width, height: 900 } });
    const requests: string[] = [];
    const faults: string[] = [];
    page.on('request', (request) => requests.push(request.url()));
    page.on('pageerror', (error) => faults.push(error.message));
    const url = pathToFileURL(join(out, 'report.html')).href;
    await page.goto(url);
    const scrollWidth = await page.evaluate('document.documentElement.scrollWidth');
    const charts = await page.evaluate(
      "[...document.querySelectorAll('svg')].filter((svg) => svg.getBoundingClientRect().width > 0).length",
    );
    await page.close();
    expect(scrollWidth).toBeLessThanOrEqual(width);
    expect(charts).toBeGreaterThan(4);
    expect(requests.filter((request) => request !== url && !request.startsWith('data:'))).toEqual([]);
    expect(faults).toEqual([]);
  });
});
