/** Of all commands that run something. */
export const seedFlag = {
  type: 'string',
  requiresArg: true,
  describe: "Seed of all randomness, instead of the scenario's",
} as const;

/** As an override. A seed is a number if it can be: anything else is text, whatever it is in YAML. */
export function seedOverrides(seed: string | undefined): string[] {
  if (seed === undefined) return [];
  const isNumber = /^(0|-?[1-9]\d*)$/.test(seed) && Number.isSafeInteger(Number(seed));
  return [`seed=${isNumber ? seed : JSON.stringify(seed)}`];
}
