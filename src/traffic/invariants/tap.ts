type Given<M> = M extends (...given: infer All) => unknown ? All : never;
type Returned<M> = M extends (...given: never[]) => infer One ? One : never;

/**
 * Has `seen` called before each call of a method of this one object, with what it is given. Whoever is not looked at pays nothing:
 * the method is replaced on the object.
 */
export function tapBefore<T extends object, Name extends keyof T>(
  object: T,
  name: Name,
  seen: (...given: Given<T[Name]>) => void,
): void {
  const method = object[name] as (...given: Given<T[Name]>) => unknown;
  object[name] = ((...given: Given<T[Name]>) => {
    seen(...given);
    return method.apply(object, given);
  }) as T[Name];
}

/** The same after each call, with what it returned. */
export function tapAfter<T extends object, Name extends keyof T>(
  object: T,
  name: Name,
  seen: (returned: Returned<T[Name]>, ...given: Given<T[Name]>) => void,
): void {
  const method = object[name] as (...given: Given<T[Name]>) => Returned<T[Name]>;
  object[name] = ((...given: Given<T[Name]>) => {
    const returned = method.apply(object, given);
    seen(returned, ...given);
    return returned;
  }) as T[Name];
}
