const domainPart = '(?:[a-zA-Z0-9]|[a-zA-Z0-9][a-zA-Z0-9-]*[a-zA-Z0-9])';
const domain = new RegExp(`^${domainPart}(?:\\.${domainPart})*(?::[0-9]+)?$`);
const pathPart = '[a-z0-9]+(?:(?:[._]|__|-+)[a-z0-9]+)*';
const tag = '[\\w][\\w.-]{0,127}';
const digest = '[A-Za-z][A-Za-z0-9]*(?:[-_+.][A-Za-z][A-Za-z0-9]*)*:[0-9a-fA-F]{32,}';
const rest = new RegExp(`^${pathPart}(?:/${pathPart})*(?::${tag})?(?:@${digest})?$`);
const identifier = /^[0-9a-f]{64}$/;

/**
 * Whether a text names an image: `[registry/]path[:tag][@digest]`, the path in lower case.
 * Source: distribution `reference/normalize.go`, `reference/regexp.go`.
 */
export function isImageReference(text: string): boolean {
  if (identifier.test(text)) return false;
  const slash = text.indexOf('/');
  const first = text.slice(0, Math.max(0, slash));
  const isDomain = /[.:]/.test(first) || first === 'localhost' || first.toLowerCase() !== first;
  if (slash < 0 || !isDomain) return rest.test(text);
  return domain.test(first) && rest.test(text.slice(slash + 1));
}
