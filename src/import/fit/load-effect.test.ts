import { describe, expect, it } from 'vitest';
import { RequestLog } from '../log/request-log.ts';
import { loadEffect } from './load-effect.ts';

/** 200 s, each other hundred of them with five times the requests, which then take so long. */
function log(busyMs: number): RequestLog {
  const requests = new RequestLog();
  for (let second = 0; second < 200; second++) {
    const isBusy = second >= 100;
    for (let index = 0; index < (isBusy ? 20 : 4); index++)
      requests.add(1000 * second + 10 * index, isBusy ? busyMs : 8);
  }
  return requests;
}

describe('the effect of load', () => {
  it('is seen where requests take longer in busy times', () => {
    expect(loadEffect(log(20))).toMatchObject({ quietMedianMs: 8, busyMedianMs: 20 });
    expect(loadEffect(log(20))?.quietDurationsMs).toHaveLength(400);
  });

  it('is none where they do not, or where there are too few to tell', () => {
    expect(loadEffect(log(9))).toBeNull();
    const few = new RequestLog();
    few.add(0, 1);
    few.add(5000, 100);
    few.add(5001, 100);
    expect(loadEffect(few)).toBeNull();
  });
});
