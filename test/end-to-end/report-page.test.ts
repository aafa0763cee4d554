import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { type Browser, chromium } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { writeComparison } from '../../src/report/experiment/write-comparison.ts';
import { writePlan } from '../../src/report/experiment/write-plan.ts';
import { writeRun } from '../../src/report/folder/write-run.ts';
import { comparisonOf } from '../../src/report/testing/example-comparison.ts';
import { examplePlan } from '../../src/report/testing/example-plan.ts';
import { exampleRun } from '../../src/report/testing/example-run.ts';

/** Needs a Chromium; skipped where there is none, but not where SEATRIAL_NO_SKIPS says that there must be one. */
const browserPath = ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome'].find((path) =>
  existsSync(path),
);
const mustRun = process.env.SEATRIAL_NO_SKIPS === '1';

describe.skipIf(browserPath === undefined && !mustRun)('report.html in a browser', () => {
  const folder = mkdtempSync(join(tmpdir(), 'seatrial-page-'));
  let browser: Browser;

  beforeAll(async () => {
    const texts = { description: 'An example.', notModelled: ['Nothing is left out.'] };
    await writeRun(exampleRun(), join(folder, 'run'), texts);
    const axes = { placement: ['spread', 'binpack'], 'services.web.deploy.replicas': ['4', '6', '8'] };
    await writeComparison(comparisonOf(axes, 3), join(folder, 'comparison'));
    await writePlan(examplePlan(), join(folder, 'plan'));
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
    ['run', 'a phone', 390, 10],
    ['run', 'a desktop', 1280, 10],
    ['comparison', 'a phone', 390, 3],
    ['comparison', 'a desktop', 1280, 3],
    ['plan', 'a phone', 390, 1],
    ['plan', 'a desktop', 1280, 1],
  ])('of a %s fits %s without scrolling sideways, and asks nobody for anything', async (name, _words, width, shown) => {
    const page = await browser.newPage({ viewport: { width, height: 900 } });
    const requests: string[] = [];
    const faults: string[] = [];
    page.on('request', (request) => requests.push(request.url()));
    page.on('pageerror', (error) => faults.push(error.message));
    const url = pathToFileURL(join(folder, name, 'report.html')).href;
    await page.goto(url);
    const scrollWidth = await page.evaluate('document.documentElement.scrollWidth');
    const charts = await page.evaluate(
      "[...document.querySelectorAll('svg')].filter((svg) => svg.getBoundingClientRect().width > 0).length",
    );
    await page.close();
    expect(scrollWidth).toBeLessThanOrEqual(width);
    expect(charts).toBe(shown);
    expect(requests.filter((request) => request !== url && !request.startsWith('data:'))).toEqual([]);
    expect(faults).toEqual([]);
  });
});
