import { DockerUsageError } from '../command-line/usage-error.ts';
import { inspectText, type Json } from '../engine-json/compact.ts';
import { parseTemplate, renderTemplate } from './go-template.ts';
import type { GoTypes } from './go-values.ts';

/**
 * What `inspect` prints: a list, indented; for `json` on one line; with a template a line for each object.
 *
 * @param onFault - told of each object for which the template cannot be rendered
 * @throws {DockerUsageError} for a template that is not understood
 */
export function formatObjects(
  objects: readonly (readonly [Json, GoTypes])[],
  format: string,
  onFault: (fault: unknown) => void,
): string {
  const plain = objects.map(([object]) => object);
  if (format === '') return inspectText(plain);
  if (format === 'json') return `${JSON.stringify(plain)}\n`;
  const template = parseTemplate(format);
  let lines = '';
  for (const [object, types] of objects) {
    try {
      lines += `${renderInspected(template, object, types)}\n`;
    } catch (error) {
      onFault(error);
    }
  }
  return lines === '' ? '\n' : lines;
}

/** First as the client's types have it, then as the engine's JSON has it: the second fault is told. */
function renderInspected(template: ReturnType<typeof parseTemplate>, object: Json, types: GoTypes): string {
  try {
    return renderTemplate(template, object, types);
  } catch {
    return renderTemplate(template, object);
  }
}

/**
 * One object that is no answer of `inspect`: as JSON, or as a template's line.
 *
 * @param name - the template's, as messages have it
 * @throws {DockerUsageError} for a field that the object does not have
 */
export function formatObject(object: Json, format: string, types: GoTypes, name = ''): string {
  if (format === 'json') return `${JSON.stringify(object)}\n`;
  try {
    return `${renderTemplate(parseTemplate(format), object, types)}\n`;
  } catch (error) {
    if (!(error instanceof DockerUsageError)) throw error;
    const message = error.message.replace('template parsing error: template: :', `template: ${name}:`);
    throw new DockerUsageError(message.replace('executing ""', `executing "${name}"`), error.exitCode);
  }
}
