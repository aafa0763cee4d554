/** The machine is in the way of the jobs: no Redis, no BullMQ. The message is one line for people. */
export class ExecutorError extends Error {
  override readonly name = 'ExecutorError';
}
