import type { AnsweringServer } from './condition.ts';
import { RuleError, readSample } from './read-expression.ts';

/** Variables of log formats (haproxy 2.6: doc/configuration.txt, 8.2.6). */
const variables = [
  'B CC CS H HM HP HPO HQ HU HV ID ST T Ta Tc Td Th Ti Tl TR Tq Tr Ts Tt Tu Tw U ac b bc bi bp bq ci cp f fc fi fp ft hr hrl hs',
  'hsl lc ms o pid r rc rt s sc si sp sq sslc sslv t tr trg trl ts tsc',
]
  .join(' ')
  .split(' ');

type Part = { readonly text: string } | { readonly variable: string } | { readonly sample: string };

/**
 * Splits `a-%s-%[srv_id]` into its parts.
 *
 * @throws {RuleError}
 */
export function readLogFormat(text: string): Part[] {
  const parts: Part[] = [];
  let index = 0;
  while (index < text.length) {
    const percent = text.indexOf('%', index);
    if (percent !== index) {
      const end = percent < 0 ? text.length : percent;
      parts.push({ text: text.slice(index, end) });
      index = end;
      continue;
    }
    const rest = text.slice(index + 1).replace(/^\{[^}]*\}/, '');
    const after = text.length - rest.length;
    if (rest === '') throw new RuleError("truncated line after '%'.");
    if (rest.startsWith('%')) {
      parts.push({ text: '%' });
      index = after + 1;
    } else if (rest.startsWith('[')) {
      const end = rest.indexOf(']');
      const sample = rest.slice(1, end < 0 ? undefined : end);
      if (end < 0) throw new RuleError(`missing ']' after '${sample}'.`);
      const failed = `failed to parse sample expression <${sample}]> : `;
      readSample(sample, (problem) => `${failed}${problem}.`, failed);
      parts.push({ sample });
      index = after + end + 1;
    } else {
      const variable = /^[A-Za-z]+/.exec(rest)?.[0] ?? '';
      if (!variables.includes(variable))
        throw new RuleError(
          `no such format variable '${variable}'. If you wanted to emit the '%' character verbatim, you need to use '%%'.`,
        );
      parts.push({ variable });
      index = after + variable.length;
    }
  }
  return parts;
}

/** What the format gives for an answer of this server; `null` = the model cannot say. */
export function formatFor(parts: readonly Part[], server: AnsweringServer, backend: string): string | null {
  const known: Readonly<Record<string, string>> = {
    s: server.name,
    b: backend,
    srv_name: server.name,
    srv_id: String(server.id),
    be_name: backend,
  };
  const texts = parts.map((part) => {
    if ('text' in part) return part.text;
    return known['variable' in part ? part.variable : part.sample] ?? null;
  });
  return texts.includes(null) ? null : texts.join('');
}
