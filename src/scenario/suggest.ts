import { closestName } from '../simulation/vocabulary.ts';

/** More names than these are no help in a message. */
const mostNames = 20;

/** ` – did you mean "replicas"?`, else the names that there are, if they are few. */
export function suggestion(word: string, names: readonly string[]): string {
  const name = closestName(word, names);
  if (name !== null) return ` – did you mean "${name}"?`;
  if (names.length === 0 || names.length > mostNames) return '';
  return `; there ${names.length === 1 ? 'is' : 'are'}: ${names.join(', ')}`;
}
