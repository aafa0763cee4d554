// Runs an experiment whose journal is in the folder given, and says how far it is: to be killed in the middle.
import { inProcess } from '../executors/in-process.ts';
import { exampleJobs } from '../executors/testing/example-jobs.ts';
import { openJournal } from '../file-journal.ts';
import { runJobs } from '../run-jobs.ts';

const [out = ''] = process.argv.slice(2);
const journal = await openJournal(out, '{}', { resume: false });
const progress = { planned: () => undefined, done: () => process.stdout.write('.') };
await runJobs(exampleJobs(10_000), { executor: inProcess, journal, progress });
