import { parseSiSize } from '../../docker/units/si-size.ts';
import { InputError } from '../../scenario/input-error.ts';
import { readJsonObjects } from '../json/read-json.ts';
import type { TextFile } from '../text-file.ts';

const statsCommand = 'docker stats --no-stream --format json';

/** What the containers of a service use together. */
export interface ServiceUsage {
  readonly containers: number;
  readonly cpus: number;
  readonly memoryBytes: number;
}

interface Sample {
  readonly container: string;
  readonly cpus: number;
  readonly memoryBytes: number;
}

/**
 * CPU and memory by service, out of `docker stats` of one or several machines, as JSON or as its table. A container that is there several
 * times counts with its mean. Containers of no service are passed over.
 *
 * @throws {InputError}
 */
export function readStats(files: readonly TextFile[]): ReadonlyMap<string, ServiceUsage> {
  const byContainer = new Map<string, Sample[]>();
  for (const source of files) {
    const samples = source.text.trimStart().startsWith('CONTAINER') ? readTable(source) : readLines(source);
    for (const sample of samples) {
      byContainer.set(sample.container, [...(byContainer.get(sample.container) ?? []), sample]);
    }
  }
  const usage = new Map<string, ServiceUsage>();
  for (const [container, samples] of byContainer) {
    const service = serviceOf(container);
    if (service === null) continue;
    const before = usage.get(service) ?? { containers: 0, cpus: 0, memoryBytes: 0 };
    usage.set(service, {
      containers: before.containers + 1,
      cpus: before.cpus + mean(samples.map(({ cpus }) => cpus)),
      memoryBytes: before.memoryBytes + mean(samples.map(({ memoryBytes }) => memoryBytes)),
    });
  }
  return usage;
}

/** `web.1.usje4d55xtxgu8usyd3ny4wc0` → `web`; of a global service the slot is the node's id. */
function serviceOf(container: string): string | null {
  return /^(.+)\.[^.]+\.[a-z0-9]{25}$/.exec(container)?.[1] ?? null;
}

function readLines(source: TextFile): Sample[] {
  return readJsonObjects(source, statsCommand).flatMap((json) => {
    if (!json.has('CPUPerc')) throw json.error(`this is no container: expected the output of ${statsCommand}`);
    const [container, cpu, memory] = ['Name', 'CPUPerc', 'MemUsage'].map((key) => json.get(key).text(''));
    return sampleOf(container ?? '', cpu ?? '', memory ?? '', (message) => json.error(message));
  });
}

/** Columns are apart by at least two spaces. */
function readTable({ file, text }: TextFile): Sample[] {
  const [header = '', ...rows] = text.trimStart().split('\n');
  const names = header.trim().split(/ {2,}/);
  const [name, cpu, memory] = ['NAME', 'CPU %', 'MEM USAGE / LIMIT'].map((column) => names.indexOf(column));
  return rows.flatMap((row, index) => {
    if (row.trim() === '') return [];
    const cells = row.trim().split(/ {2,}/);
    const refuse = (message: string) => new InputError([{ file, line: index + 2, column: 1, message }]);
    if (name === undefined || name < 0)
      throw refuse(`the table has no column NAME: expected the output of ${statsCommand}`);
    return sampleOf(cells[name] ?? '', cells[cpu ?? -1] ?? '', cells[memory ?? -1] ?? '', refuse);
  });
}

/** A container that has just ended has dashes. */
function sampleOf(container: string, cpu: string, memory: string, refuse: (message: string) => InputError): Sample[] {
  if (cpu.startsWith('--')) return [];
  const [used = ''] = memory.split('/');
  const percent = /^\d+(\.\d+)?%$/.test(cpu) ? Number(cpu.slice(0, -1)) : Number.NaN;
  if (Number.isNaN(percent)) throw refuse(`expected CPU such as 12.3%, found "${cpu}"`);
  try {
    return [{ container, cpus: percent / 100, memoryBytes: parseSiSize(used.trim()) }];
  } catch {
    throw refuse(`expected memory such as 3.9MiB / 7.6GiB, found "${memory}"`);
  }
}

function mean(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}
