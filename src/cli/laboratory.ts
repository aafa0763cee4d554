import { Threads } from '../experiment/executors/threads.ts';
import { noJournal } from '../experiment/journal.ts';
import { type Laboratory, noProgress } from '../experiment/run-jobs.ts';

export async function inLaboratory<T>(action: (laboratory: Laboratory) => Promise<T>): Promise<T> {
  const executor = new Threads();
  try {
    return await action({ executor, journal: noJournal, progress: noProgress });
  } finally {
    await executor.close();
  }
}
