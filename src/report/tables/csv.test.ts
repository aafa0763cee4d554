import { parse } from 'csv-parse/sync';
import { describe, expect, it } from 'vitest';
import { exampleRun } from '../testing/example-run.ts';
import { TABLE_NAMES } from './columns.ts';
import { csvChunks } from './csv.ts';

const run = exampleRun();

function csv(...args: Parameters<typeof csvChunks>): string {
  return [...csvChunks(...args)].join('');
}

describe('csvChunks', () => {
  it.each([
    [
      'latency',
      'time_s,client,requests,ok,errors,error_refused,error_no_backend,error_backlog,error_timeout,error_reset,error_other,mean_ms,p50_ms,p90_ms,p95_ms,p99_ms,p999_ms,max_ms',
    ],
    ['placement', 'time_s,node,service,image,running,assigned,reserved_cpus,reserved_memory_bytes'],
    ['tasks', 'time_s,task,service,slot,node,image,desired,state,message,error'],
    ['updates', 'time_s,service,state,message'],
    ['nodes', 'time_s,node,state,availability,cpu_busy,in_flight,requests'],
    ['task_load', 'time_s,task,service,slot,node,requests,errors,in_flight,mean_ms,backlog_length,utilisation'],
    ['events', 'time_s,kind,what,exit_code,stdout,stderr'],
    [
      'requests',
      'time_s,client,entry_node,balancer_server,node,task,outcome,status,latency_ms,network_ms,queue_ms,backlog_ms,service_ms,headers,balancer_retries,termination,connect_ms,retries_ms,calls_ms,request,parent,class',
    ],
  ] as const)('%s.csv has the columns that users build on', (table, header) => {
    expect(csv(table, [])).toBe(`${header}\n`);
  });

  it('writes numbers in their column’s format and null as nothing', () => {
    const row = { ...run.latency[0], time_s: 5, requests: 3, mean_ms: 1.23456, p50_ms: null };
    const [, line] = csv('latency', [row as never]).split('\n');
    expect(line).toMatch(/^5\.000000,shoppers,3,/);
    expect(line).toContain(',1.235,,');
  });

  it('quotes what would break a line', () => {
    const event = { ...run.events[1], stdout: 'a,b\n"c"\n', stderr: 'one\rtwo' };
    expect(csv('events', [event as never])).toContain(',0,"a,b\n""c""\n","one\rtwo"\n');
  });

  it('has the same text however many rows come at a time', () => {
    const rows = Array.from({ length: 4001 }, (_, i) => ({
      time_s: i,
      service: 'web',
      state: 'updating',
      message: '',
    }));
    const lines = csv('updates', rows).split('\n');
    expect(lines).toHaveLength(4003);
    expect(lines[2001]).toBe('2000.000000,web,updating,');
    expect(lines[4001]).toBe('4000.000000,web,updating,');
  });

  it('reads back as it was, for every table', () => {
    for (const table of TABLE_NAMES) {
      const records = parse(csv(table, run[table]), { columns: true }) as Record<string, string>[];
      expect(records).toHaveLength(run[table].length);
      const texts = (row: object): string[] => Object.values(row).filter((value) => typeof value === 'string');
      run[table].forEach((row, i) => {
        expect(Object.values(records[i] ?? {})).toEqual(expect.arrayContaining(texts(row)));
      });
    }
  });

  it('says which row and column has a value that cannot be', () => {
    const row = { time_s: Number.NaN, service: 'web', state: 'updating', message: '' };
    expect(() => csv('updates', [row])).toThrow('updates.csv: row 1 has NaN as time_s.');
  });
});
