/** What differs between any two clusters and runs, and the words that stand in its place. */
const masks: readonly (readonly [RegExp, string])[] = [
  [/SWMTKN-1-[0-9a-z…-]+/g, '<token>'],
  [/\b[0-9a-f]{64}\b/g, '<digest>'],
  [/-----BEGIN CERTIFICATE-----\n[\s\S]*?-----END CERTIFICATE-----/g, '<certificate>'],
  [/(Issuer Public Key:\t|"CertIssuerPublicKey": ")[\w+/=]+/g, '$1<key>'],
  [/\b[a-z0-9]{25}\b/g, '<id>'],
  [/\b(?=[a-z]*\d)[a-z0-9]{12}\b/g, '<id>'],
  [/\b\d{1,3}(?:\.\d{1,3}){3}\b/g, '<address>'],
  [/\d{4}-\d\d-\d\d[T ]\d\d:\d\d:\d\d(?:\.\d+)?(?:Z| \+0000 UTC)/gi, '<time>'],
  [/(?:Less than a second|About an? (?:second|minute|hour)|\d+ (?:second|minute|hour)s?) ago/gi, '<age>'],
  [/\bUp (?:Less than a second|About an? (?:minute|hour)|\d+ (?:second|minute|hour)s?)/g, 'Up <age>'],
  [/"Index": \d+/g, '"Index": <n>'],
  // The recording names Debian's build of the engine.
  [/20\.10\.24\+dfsg1/g, '20.10.24'],
];

/** The text without ids, tokens, addresses, ages and versions of objects, and without what stands at the ends of lines. */
export function maskText(text: string): string {
  const masked = masks.reduce((line, [pattern, word]) => line.replace(pattern, word), text);
  return masked
    .split('\n')
    .map((line) => line.trimEnd())
    .join('\n')
    .trimEnd();
}
