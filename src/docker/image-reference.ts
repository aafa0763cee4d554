/** Names of images as Docker writes them: `nginx` → `nginx:latest`, `docker.io/library/nginx:1` → `nginx:1`. Source: github.com/distribution/reference. */

const pathComponent = '[a-z0-9]+(?:(?:\\.|_|__|-+)[a-z0-9]+)*';
const repository = new RegExp(`^${pathComponent}(?:/${pathComponent})*$`);
const tagForm = /^\w[\w.-]{0,127}$/;
const digestForm = /^[A-Za-z][A-Za-z0-9]*(?:[-_+.][A-Za-z][A-Za-z0-9]*)*:[\da-fA-F]{32,}$/;
const domainForm = /^[a-zA-Z0-9](?:[a-zA-Z0-9.-]*[a-zA-Z0-9])?(?::\d+)?$/;
const bareId = /^[\da-f]{64}$/;

export interface ImageReference {
  /** The registry and path, in the short form in which Docker shows them. */
  readonly name: string;
  /** Empty = none. */
  readonly tag: string;
  /** With its algorithm, `sha256:…`; empty = none. */
  readonly digest: string;
}

/** @returns `null` if it is not a valid reference (capitals, a bad tag…) */
export function parseImageReference(text: string): ImageReference | null {
  if (bareId.test(text)) return null;
  const at = text.indexOf('@');
  const digest = at === -1 ? '' : text.slice(at + 1);
  const named = at === -1 ? text : text.slice(0, at);
  const colon = named.indexOf(':', named.lastIndexOf('/') + 1);
  const tag = colon === -1 ? '' : named.slice(colon + 1);
  const name = familiarName(colon === -1 ? named : named.slice(0, colon));
  const isTagged = colon !== -1;
  if (name === null || (isTagged && !tagForm.test(tag)) || (at !== -1 && !digestForm.test(digest))) return null;
  return { name, tag, digest };
}

/** The short form: the default registry `docker.io` and its `library/` are left out. */
function familiarName(name: string): string | null {
  const slash = name.indexOf('/');
  const first = slash === -1 ? '' : name.slice(0, slash);
  const isDomain = /[.:]/.test(first) || first === 'localhost' || first !== first.toLowerCase();
  const path = isDomain ? name.slice(slash + 1) : name;
  if (!repository.test(path) || (isDomain && !domainForm.test(first))) return null;
  if (isDomain && first !== 'docker.io' && first !== 'index.docker.io') return name;
  return /^library\/[^/]+$/.test(path) ? path.slice('library/'.length) : path;
}

/** What the client sends for an image: the short form with a tag. What is no reference is sent as it is, and refused by the swarm. */
export function imageWithTag(text: string): string {
  const image = parseImageReference(text);
  if (image === null) return text;
  const tag = image.tag === '' && image.digest === '' ? 'latest' : image.tag;
  return image.name + (tag === '' ? '' : `:${tag}`) + (image.digest === '' ? '' : `@${image.digest}`);
}

/** What tables show: a tagged image without its digest. */
export function imageWithoutDigest(text: string): string {
  const image = parseImageReference(text);
  return image === null || image.tag === '' ? text : `${image.name}:${image.tag}`;
}
