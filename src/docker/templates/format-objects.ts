import { inspectText, type Json } from '../engine-json/compact.ts';
import { parseTemplate, renderTemplate } from './go-template.ts';

/**
 * What `inspect` prints: a list, indented; with `--format` a line for each object: a template's, or for `json` the object.
 *
 * @throws {DockerUsageError} for a template that is not understood, or a field that an object does not have
 */
export function formatObjects(objects: readonly Json[], format: string): string {
  if (format === '') return inspectText(objects);
  if (format === 'json') return objects.map((object) => `${JSON.stringify(object)}\n`).join('');
  const template = parseTemplate(format);
  return objects.map((object) => `${renderTemplate(template, object)}\n`).join('');
}
