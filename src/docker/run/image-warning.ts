import type { Session } from './session.ts';

/** What the client says when a registry cannot tell the digest of an image: each node then pulls what it finds under the name. */
export function warnOfUnknownImage(session: Session, image: string): void {
  if (session.host.registryHas(image)) return;
  session.terminal.warn(
    `image ${image} could not be accessed on a registry to record\nits digest. Each node will access ${image} independently,\npossibly leading to different nodes running different\nversions of the image.\n`,
  );
}
