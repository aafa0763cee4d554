import { describe, expect, it } from 'vitest';
import { exampleRun } from '../testing/example-run.ts';
import { chartContext } from './chart.ts';
import { queueChart } from './queues.ts';

const layout = { plotWidthPx: 600, labelWidthPx: 50, narrow: false };

const service = (name: string, backlog_length: number) => ({
  ...{ time_s: 0, service: name, requests: 10, in_flight: 1, utilisation: 0.5 },
  backlog_length,
  backlog_length_max: 2 * backlog_length,
});

describe('the chart of queues', () => {
  it('has a panel for each service and balancer where requests waited', () => {
    const chart = queueChart(
      chartContext({
        ...exampleRun(),
        service_load: [service('web', 3), service('idle', 0.1)],
        balancer_load: [{ time_s: 0, balancer: 'lb', queue_length: 4, queue_length_max: 9 }],
      }),
    );
    expect(chart?.panels(layout).map(({ name }) => name)).toEqual(['balancer lb', 'service web']);
  });

  it('is left out where hardly a request waited', () => {
    expect(queueChart(chartContext({ ...exampleRun(), service_load: [service('idle', 0.1)] }))).toBeNull();
  });
});
