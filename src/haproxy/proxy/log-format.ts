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

/** When a rule is done: a request's rules know no server yet, a response's no request any more. */
export type Stage = 'request' | 'response';

const ofRequests =
  /^(?:path|pathq|url|urlp|url_param|base|baseq|method|query|hdr|fhdr|cook|cookie)(?:_|$)|^(?:req|http)[._]/;
const ofResponses = /^(?:srv_|res\.|shdr|scook|status$|res_|bc_|server_status)/;

function checkStage(fetch: string, sample: string, stage: Stage | null): void {
  const needed =
    stage === 'response' && ofRequests.test(fetch)
      ? 'HTTP request headers'
      : stage === 'request' && ofResponses.test(fetch)
        ? fetch.startsWith('srv_') || fetch.startsWith('bc_')
          ? 'server'
          : 'HTTP response headers'
        : null;
  if (needed === null) return;
  throw new RuleError(
    `sample fetch <${sample}]> may not be reliably used here because it needs '${needed}' which is not available here.`,
  );
}

/**
 * Splits `a-%s-%[srv_id]` into its parts.
 *
 * @throws {RuleError}
 */
export function readLogFormat(text: string, stage: Stage | null = null): Part[] {
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
      const { fetch } = readSample(sample, (problem) => `${failed}${problem}.`, failed);
      checkStage(fetch, sample, stage);
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
