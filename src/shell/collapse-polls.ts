/** A new picture of the progress begins with such a line; on a screen it takes the place of the one before. */
const newPicture = /^(?=overall progress: |verify: )/m;

/** What a client prints while it waits, with pictures that look alike shown once. Other text is left as it is. */
export function collapsePolls(stdout: string): string {
  const pictures = stdout.split(newPicture);
  return pictures.filter((picture, index) => picture !== pictures[index - 1]).join('');
}
