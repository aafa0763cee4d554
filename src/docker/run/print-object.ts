import type { Json } from '../engine-json/compact.ts';
import { formatObject } from '../templates/format-objects.ts';
import type { GoTypes } from '../templates/go-values.ts';
import type { Terminal } from './terminal.ts';

/** What `info` and `version` print with `--format`: the line is ended even if the template breaks off. */
export function printObject(object: Json, format: string, terminal: Terminal, types: GoTypes, name = ''): void {
  let line = '\n';
  try {
    line = formatObject(object, format, types, name);
  } finally {
    terminal.write(line);
  }
}
