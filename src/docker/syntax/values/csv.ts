/** One record of comma-separated values, as Go's `encoding/csv` reads it: a field in double quotes may hold commas, `""` is a quote. */
export function splitCsv(text: string): string[] {
  if (text === '') throw new Error('EOF');
  const fields: string[] = [];
  let at = 0;
  do {
    const field = text.charAt(at) === '"' ? readQuoted(text, at) : readBare(text, at);
    fields.push(field.text);
    at = field.end + 1;
  } while (at <= text.length);
  return fields;
}

function readBare(text: string, start: number): { text: string; end: number } {
  const comma = text.indexOf(',', start);
  const end = comma === -1 ? text.length : comma;
  const field = text.slice(start, end);
  const quote = field.indexOf('"');
  if (quote !== -1) throw new Error(`parse error on line 1, column ${start + quote + 1}: bare " in non-quoted-field`);
  return { text: field, end };
}

function readQuoted(text: string, start: number): { text: string; end: number } {
  let field = '';
  for (let at = start + 1; at < text.length; at++) {
    if (text.charAt(at) !== '"') field += text.charAt(at);
    else if (text.charAt(at + 1) === '"') {
      field += '"';
      at++;
    } else if (at + 1 === text.length || text.charAt(at + 1) === ',') return { text: field, end: at + 1 };
    else throw new Error(`parse error on line 1, column ${at + 1}: extraneous or missing " in quoted-field`);
  }
  throw new Error(`parse error on line 1, column ${text.length + 1}: extraneous or missing " in quoted-field`);
}

/** Splits at the first `=`; `hasValue` tells `key=` from `key`. */
export function cut(text: string): { readonly key: string; readonly value: string; readonly hasValue: boolean } {
  const equals = text.indexOf('=');
  if (equals === -1) return { key: text, value: '', hasValue: false };
  return { key: text.slice(0, equals), value: text.slice(equals + 1), hasValue: true };
}

/** docker/cli tells `key=value,key=value` from a plain value so, in `--publish` and `--network`. */
export function isKeyValueList(text: string): boolean {
  return /\w+=\w+/.test(text);
}
