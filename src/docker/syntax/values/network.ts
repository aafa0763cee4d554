import { cut, isKeyValueList, splitCsv } from './csv.ts';

const ignoredKeys: readonly string[] = ['alias', 'ip', 'ip6', 'driver-opt'];

/** The value of `--network`: a name or id, or `name=…,alias=…`. @returns the name or id. @throws {Error} docker/cli's text */
export function parseNetworkAttachment(text: string): string {
  if (!isKeyValueList(text)) return text;
  let name = '';
  for (const field of splitCsv(text)) {
    const { key, value, hasValue } = cut(field);
    if (!hasValue || key === '') throw new Error(`invalid field ${field}`);
    if (key.trim() === 'name') name = value.trim();
    else if (!ignoredKeys.includes(key.trim())) throw new Error(`invalid field key ${key.trim()}`);
  }
  if (name === '') throw new Error('network name/id is not specified');
  return name;
}

/** The value of `--secret` and `--config`: a name, or `source=…,target=…`. @returns the name. */
export function fileReference(kind: 'secret' | 'config'): (text: string) => string {
  return (text) => {
    const fields = splitCsv(text);
    if (fields.length === 1 && !text.includes('=')) return text;
    let source = '';
    for (const field of fields) {
      const { key, value, hasValue } = cut(field);
      if (!hasValue || key === '') throw new Error(`invalid field '${field}' must be a key=value pair`);
      if (['source', 'src'].includes(key)) source = value;
      else if (!['target', 'uid', 'gid', 'mode'].includes(key))
        throw new Error(`invalid field in ${kind} request: ${key}`);
    }
    if (source === '') throw new Error('source is required');
    return source;
  };
}
