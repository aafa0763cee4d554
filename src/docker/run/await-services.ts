import type { EventLoop } from '../../kernel/event-loop.ts';
import { waitOnService } from '../progress/wait-on-service.ts';
import { asManager, refusalText, type Session } from './session.ts';

/** What a client that was not told to detach waits for. */
export interface Awaited {
  /** As the command names them, one after the other. */
  readonly services: readonly string[];
  /** Waits and shows nothing. */
  readonly quiet: boolean;
  /** What ends a wait badly is told with the service's name before it. */
  readonly named: boolean;
}

/** Waits for all of them; `done` when the last has converged or failed. */
export function awaitServices(awaited: Awaited | null, session: Session, loop: EventLoop, done: () => void): void {
  const [name, ...others] = awaited?.services ?? [];
  if (awaited === null || name === undefined) {
    done();
    return;
  }
  const { terminal } = session;
  const { control, membership } = asManager(session);
  waitOnService(name, {
    control,
    ask: (then) => membership.ask('read', then),
    loop,
    print: (line) => {
      if (!awaited.quiet) terminal.print(line);
    },
    done: (error) => {
      if (error !== null) terminal.fail(`${awaited.named ? `${name}: ` : ''}${refusalText(error)}`);
      awaitServices({ ...awaited, services: others }, session, loop, done);
    },
  });
}
