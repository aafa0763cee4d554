import { ComposeError } from './compose/compose-error.ts';
import { readComposeFile } from './compose/read-compose-file.ts';
import type { CommandForm } from './syntax/commands.ts';
import { updateOnly } from './syntax/service/service-flags.ts';

/**
 * The images that a command would have containers made from.
 *
 * @param composeFile what a file says, `undefined` = there is none
 */
export function imagesNamed(form: CommandForm, composeFile: (name: string) => unknown): string[] {
  if (form.kind === 'stack deploy') return imagesOfFile(composeFile(form.file));
  if (form.kind === 'service create') return [form.spec.task.container.image];
  if (form.kind !== 'service update') return [];
  const image = form.flags.last(updateOnly.image);
  return image === undefined ? [] : [image];
}

/** A file that Docker refuses names none. */
function imagesOfFile(written: unknown): string[] {
  try {
    const { services } = readComposeFile(written);
    return [...services.values()].map(({ spec }) => spec.task.container.image);
  } catch (error) {
    if (error instanceof ComposeError) return [];
    throw error;
  }
}
