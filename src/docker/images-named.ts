import type { CommandForm } from './syntax/commands.ts';
import { updateOnly } from './syntax/service/service-flags.ts';

/** The images that a command would have containers made from. */
export function imagesNamed(form: CommandForm): string[] {
  if (form.kind === 'service create') return [form.spec.task.container.image];
  if (form.kind !== 'service update') return [];
  const image = form.flags.last(updateOnly.image);
  return image === undefined ? [] : [image];
}
