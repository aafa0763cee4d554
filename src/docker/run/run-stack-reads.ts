import { CommandFailure } from '../command-failure.ts';
import { isOfStack, stackLabel, stackOf } from '../stack/stack-labels.ts';
import type { StackList, StackServices, StackTasks } from '../syntax/stack/stack-commands.ts';
import { formatRows } from '../templates/format-rows.ts';
import { compareNatural } from '../text/natural-order.ts';
import { printTasks, shownTasks } from './print-tasks.ts';
import { printServices, servicesShown } from './run-service-reads.ts';
import type { ManagerSession } from './session.ts';

/** The commands that only look at stacks. Source: docker/cli `cli/command/stack`. */

export function listStacks(form: StackList, { control, terminal }: ManagerSession): void {
  const counts = new Map<string, number>();
  for (const { spec } of control.listServices()) {
    if (!isOfStack(spec.labels)) continue;
    const stack = stackOf(spec.labels) ?? '';
    counts.set(stack, (counts.get(stack) ?? 0) + 1);
  }
  const rows = [...counts].sort(([a], [b]) => compareNatural(a, b)).map(([stack, count]) => [stack, String(count)]);
  terminal.write(formatRows([['NAME', 'SERVICES'], ...rows], form.format, { rowType: '*stack.stackContext' }));
}

export function listStackServices(form: StackServices, session: ManagerSession): void {
  const filters = [...form.filters, { name: 'label', value: `${stackLabel}=${form.stack}` }];
  const services = servicesShown(session, filters).filter(({ spec }) => stackOf(spec.labels) === form.stack);
  if (services.length === 0) session.terminal.warn(`Nothing found in stack: ${form.stack}`);
  else printServices(session, services, form);
}

export function listStackTasks(form: StackTasks, session: ManagerSession): void {
  const ofStack = session.control.listTasks().filter(({ spec }) => stackOf(spec.container.labels) === form.stack);
  const tasks = shownTasks(session, ofStack, form.listing.filters);
  if (tasks.length === 0) throw new CommandFailure(`nothing found in stack: ${form.stack}`);
  printTasks(session, tasks, { ...form.listing, filters: [] });
}
