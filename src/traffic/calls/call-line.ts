import type { Client } from '../client/client.ts';
import type { Sender } from '../client/sender.ts';
import type { DeadlineQueue } from '../deadline-queue.ts';

/** How requests of one call are sent, and how many were. They leave when their callers make them. */
export class CallLine implements Client {
  readonly name: string;
  sent = 0;
  readonly sender: Sender;
  /** `null` = it is waited for as long as it takes. */
  readonly patience: DeadlineQueue | null;

  constructor(name: string, sender: Sender, patience: DeadlineQueue | null) {
    this.name = name;
    this.sender = sender;
    this.patience = patience;
  }

  start(): void {}
}
