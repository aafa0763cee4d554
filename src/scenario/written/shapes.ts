import { z } from 'zod';
import { expected } from './scalars.ts';

/** Lists, maps and choices of the written scenario, with messages that say what would be right. */

/** `what` is its plural. */
export function list<T extends z.ZodType>(item: T, what: string) {
  return z.array(item, { error: expected(`a list of ${what}`) });
}

/** No other keys than these; `what` is an example. */
export function map<T extends z.core.$ZodShape>(shape: T, what: string) {
  return z.strictObject(shape, { error: expected(`a map such as ${what}`) });
}

/** Names to values; `what` is an example. */
export function record<T extends z.core.SomeType>(value: T, what: string) {
  return z.record(z.string(), value, { error: expected(`a map such as ${what}`) });
}

export function choice<const T extends readonly [string, ...string[]]>(...values: T) {
  const but = values.slice(0, -1).join(', ');
  return z.enum(values, { error: expected(but === '' ? values[0] : `${but} or ${values.at(-1)}`) });
}
