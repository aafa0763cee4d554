// M/M/1 at a load of 0.8: the model that every simulator can do, beside plain C++ and, if asked for, simjs from npm.
import { execFileSync } from 'node:child_process';
import type { BenchOptions, Figure } from './frame.ts';
import { median, pairedRatio } from './frame.ts';
import { measuredRun } from './measured-run.ts';
import { ReferenceProgram } from './reference-program.ts';
import { nsOf } from './requests.ts';

const jobs = 1_000_000;
const simjsJobs = 200_000;
const rounds = 3;
const startS = 10;
const perS = 80;

function mm1(seed: number): number {
  const run = measuredRun(
    `
name: one server
seed: ${seed}
duration: ${startS + jobs / perS}s
cluster: { nodes: [{ name: node1, role: manager, cpus: 1, memory: 1GiB }] }
images: { web:1: { cached: true, demand: { exponential: { mean: 10ms } }, concurrency: 1, backlog: unlimited } }
services: { web: { image: web:1, ports: ["8080:80"] } }
network: { client: 0s, balancer: 0s, overlay: 0s }
traffic: [{ name: jobs, to: node1:8080, from: ${startS}s, arrivals: { poisson: { rate: ${perS}/s } } }]
`,
    startS * 1000 - 1,
  );
  return run.cpuNs / run.requests;
}

export function bench({ simjs }: BenchOptions): Figure[] {
  const reference = ReferenceProgram.build('hot-path', 'MM1');
  mm1(99);
  const ours: number[] = [];
  const plain: number[] = [];
  const peer: number[] = [];
  for (let round = 1; round <= rounds; round++) {
    if (reference !== null) plain.push(nsOf(reference.run(jobs, round)));
    ours.push(mm1(round));
    if (simjs !== null) peer.push(simjsNs(simjs, round));
  }
  const what = 'M/M/1, load 0.8';
  const figures = [{ what, value: median(ours), unit: 'ns/job', ratio: pairedRatio(ours, plain), to: 'C++' }];
  if (simjs === null) return figures;
  return [
    ...figures,
    { what: `${what}: simjs`, value: median(peer), unit: 'ns/job', ratio: pairedRatio(peer, ours), to: 'Seatrial' },
  ];
}

function simjsNs(folder: string, seed: number): number {
  return Number(execFileSync('node', ['bench/speed/reference/mm1-simjs.cjs', folder, String(simjsJobs), String(seed)]));
}
