type Method = (...given: never[]) => unknown;

/**
 * Has `seen` called before each call of a method of this one object, with what it is given. Whoever is not looked at pays nothing:
 * the method is replaced on the object.
 */
export function tapBefore<Name extends string, M extends Method>(
  object: Record<Name, M>,
  name: Name,
  seen: (...given: Parameters<M>) => void,
): void {
  const method = object[name];
  object[name] = ((...given: Parameters<M>) => {
    seen(...given);
    return method.apply(object, given);
  }) as M;
}

/** The same after each call, with what it returned. */
export function tapAfter<Name extends string, M extends Method>(
  object: Record<Name, M>,
  name: Name,
  seen: (returned: ReturnType<M>, ...given: Parameters<M>) => void,
): void {
  const method = object[name];
  object[name] = ((...given: Parameters<M>) => {
    const returned = method.apply(object, given) as ReturnType<M>;
    seen(returned, ...given);
    return returned;
  }) as M;
}
