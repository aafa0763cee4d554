/** Throws a RangeError that says which parameter of which law is wrong, and how. */
export function check(holds: boolean, law: string, rule: string, value: unknown): void {
  if (!holds) throw new RangeError(`${law}: ${rule}, not ${value}`);
}

export function checkFinite(law: string, name: string, value: number): void {
  check(Number.isFinite(value), law, `${name} must be a number`, value);
}

export function checkPositive(law: string, name: string, value: number): void {
  check(Number.isFinite(value) && value > 0, law, `${name} must be a number above 0`, value);
}
