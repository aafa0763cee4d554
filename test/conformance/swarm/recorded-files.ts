import { parse } from 'yaml';
import type { RecordedStep, Recording } from './recording.ts';

/** A compose file that the recording's commands name: the first is kept with the recording, what was changed in it afterwards is not. */
const name = 'compose.yml';

function firstText({ notes = [] }: Recording): string | undefined {
  return notes.map((note) => note[name]).find((each) => each !== undefined);
}

/** What compose files said when a step was typed. */
export function filesAtStep(recording: Recording, step: RecordedStep): Readonly<Record<string, unknown>> {
  const first = firstText(recording);
  if (first === undefined) return {};
  const change = changes[recording.steps.indexOf(step)];
  return { [name]: parse(change?.(first) ?? first) };
}

/** What the recorder changed before each step, as what each step then did tells. */
const changes: readonly ((first: string) => string)[] = [
  (first) => first,
  redeployed,
  redeployed,
  (first) => first.replace('  spread:', '  other:'),
  (first) => first,
  () => entries('a:\n    image: app:1\n    deploy: {replicas: -1}'),
  () => entries('a:\n    image: app:1\n    deploy: {nosuch: 1}'),
  () => entries('a:\n    image: app:1\n    build: .\n  b:\n    image: app:1\n    container_name: b'),
];

function redeployed(first: string): string {
  return first.replace('redis:3.0.6', 'redis:3.0.7').replace('replicas: 3', 'replicas: 5');
}

function entries(services: string): string {
  return `version: "3.8"\nservices:\n  ${services}\n`;
}
