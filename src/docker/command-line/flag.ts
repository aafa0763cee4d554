/** A flag of a command. `T` is what one value of it is read as. */
export interface Flag<T> {
  /** Without the dashes. */
  readonly name: string;
  /** One letter; empty = none. */
  readonly shorthand: string;
  /** A flag that needs no value, because it can only be on or off. */
  readonly isBoolean: boolean;
  /** The engine's API version that it came with; empty = it works with all. */
  readonly since: string;
  /** It changes nothing that is simulated; it is read, checked, and told to the user. */
  readonly withoutEffect: boolean;
  /** Reads one value. Throws an Error whose message is Docker's. */
  readonly read: (text: string) => T;
}

export interface FlagTraits {
  readonly shorthand?: string;
  readonly since?: string;
  readonly withoutEffect?: boolean;
}

export function flag<T>(name: string, read: (text: string) => T, traits: FlagTraits = {}): Flag<T> {
  return {
    name,
    shorthand: traits.shorthand ?? '',
    isBoolean: false,
    since: traits.since ?? '',
    withoutEffect: traits.withoutEffect ?? false,
    read,
  };
}

/** How messages name it: `-d, --detach` or `--name`. */
export function flagTitle(of: Flag<unknown>): string {
  return of.shorthand === '' ? `--${of.name}` : `-${of.shorthand}, --${of.name}`;
}

/** The values that a command line gives to flags, in the order in which they stand. */
export class FlagValues {
  readonly #values = new Map<string, unknown[]>();

  add<T>(of: Flag<T>, value: T): void {
    const values = this.#values.get(of.name);
    if (values === undefined) this.#values.set(of.name, [value]);
    else values.push(value);
  }

  isGiven(...flags: readonly Flag<unknown>[]): boolean {
    return flags.some((each) => this.#values.has(each.name));
  }

  /** All values of a flag that may be repeated. */
  all<T>(of: Flag<T>): readonly T[] {
    // Only `add` writes, under the flag's own name and type.
    return (this.#values.get(of.name) ?? []) as T[];
  }

  /** The last one counts, as in pflag. */
  last<T>(of: Flag<T>): T | undefined {
    return this.all(of).at(-1);
  }

  get names(): readonly string[] {
    return [...this.#values.keys()];
  }
}
