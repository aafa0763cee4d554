import { stringify } from 'yaml';
import type { Entry } from '../text-file.ts';

const longestLine = 140;

/** On one line: `{ name: worker1, cpus: 2 }`. */
export function flow(value: unknown): string {
  return stringify(value, { collectionStyle: 'flow', lineWidth: 0, flowCollectionPadding: true }).trimEnd();
}

/** Over lines, indented by so many spaces. */
export function block(entry: Entry, indent: number): string[] {
  const text = stringify(entry, { lineWidth: 0 }).trimEnd();
  // As everybody writes ports: to YAML 1.1 a plain 8080:80 is a number.
  const lines = text.replace(/^(\s*- )(\d+:\d+)$/gm, '$1"$2"').split('\n');
  return lines.map((line) => `${' '.repeat(indent)}${line}`);
}

/** A key of a map, in quotes where YAML needs them. */
export function key(name: string): string {
  return stringify(name, { lineWidth: 0 }).trimEnd();
}

/** A comment, broken where it is too long. */
export function comment(text: string, indent = 0): string[] {
  const lines: string[] = [];
  const prefix = `${' '.repeat(indent)}#`;
  let line = prefix;
  for (const word of text.replace(/\s+/g, ' ').split(' ')) {
    if (line.length + 1 + word.length > longestLine && line !== prefix) {
      lines.push(line);
      line = `${prefix}  `;
    }
    line += ` ${word}`;
  }
  return [...lines, line];
}
