import type { RequestCondition, TextMatch } from '../spec.ts';
import type { RequestText } from './haproxy/request-key.ts';

/** What a condition can look at. */
export interface DescribedRequest extends RequestText {
  readonly method: string;
}

/** Whether a condition holds for a request (haproxy 2.6: src/acl.c, src/pattern.c). */
export function holds(condition: RequestCondition, request: DescribedRequest): boolean {
  switch (condition.kind) {
    case 'always':
      return true;
    case 'never':
      return false;
    case 'not':
      return !holds(condition.of, request);
    case 'all':
      return condition.of.every((each) => holds(each, request));
    case 'any':
      return condition.of.some((each) => holds(each, request));
    case 'method':
      return matches(request.method, condition);
    case 'target':
      return matches(request.path, condition);
    case 'path':
      return matches(request.path.replace(/\?.*$/, ''), condition);
    case 'query':
      return matches(/\?(.*)$/.exec(request.path)?.[1] ?? '', condition);
    case 'header': {
      const value = request.header(condition.name);
      return (value?.split(',') ?? []).some((each) => matches(each.trim(), condition));
    }
    case 'source': {
      const address = request.address.split('.').reduce((word, byte) => word * 256 + Number(byte), 0);
      return condition.networks.some((network) => ((address ^ network.address) & network.mask) === 0);
    }
  }
}

function matches(text: string, { match, values, ignoresCase }: TextMatch): boolean {
  if (match === 'found') return true;
  const fold = (each: string) => (ignoresCase ? each.toLowerCase() : each);
  if (match === 'reg') return values.some((value) => new RegExp(value, ignoresCase ? 'i' : '').test(text));
  const own = fold(text);
  return values.some((value) => compare(own, fold(value), match));
}

function compare(text: string, value: string, match: Exclude<TextMatch['match'], 'found' | 'reg'>): boolean {
  switch (match) {
    case 'str':
      return text === value;
    case 'beg':
      return text.startsWith(value);
    case 'end':
      return text.endsWith(value);
    case 'sub':
      return text.includes(value);
    // A whole part, or several in a row.
    case 'dir':
      return `/${text.replace(/\?.*$/, '')}/`.includes(`/${trimmed(value, '/')}/`);
    case 'dom':
      return `.${text.replaceAll(/[/?:]/g, '.')}.`.includes(`.${trimmed(value, '.')}.`);
  }
}

function trimmed(text: string, delimiter: '/' | '.'): string {
  return delimiter === '/' ? text.replaceAll(/^\/+|\/+$/g, '') : text.replaceAll(/^\.+|\.+$/g, '');
}
