import type { ComposeError } from './compose-error.ts';

/** What the client prints when it refuses a compose file. Source: docker/cli `cli/compose/schema`, mapstructure. */
export function refusalText({ path, words, isKey, step }: ComposeError): string {
  switch (step) {
    case 'schema': {
      const place = (isKey ? path.slice(0, -1) : path).join('.') || '(root)';
      // The schema's checker repeats the place before a list of words.
      const repeated = words.startsWith('must be one of') ? `${place} ${place}` : place;
      return `${repeated} ${words}`;
    }
    case 'decoding': {
      const field = path.slice(2).map(fieldOf).join('.');
      const told = words.replace(/^cannot parse '[^']*'/, `cannot parse '${field}'`);
      return `decoding failed due to the following error(s):\n\n${told}`;
    }
    case 'conversion':
      return words;
  }
}

/** Fields of Go go by their own names, unless compose's word has an underscore. */
function fieldOf(step: string | number): string {
  const word = String(step);
  return word.includes('_') ? word : `${word.charAt(0).toUpperCase()}${word.slice(1)}`;
}
