/** A thing that the terminal showed, and how often in a row. */
export interface Shown {
  readonly text: string;
  readonly times: number;
}

/** `(×57)` at the end of a line stands for so many of it. */
const collapsed = /^(.*?) \(×(\d+)\)$/;
const progress = /^(overall progress: (?:rolling back update: )?|active tasks: )\d+ out of \d+ tasks$/;
const ofOneTask = /^\s*\d+\/\d+:/;

export function isProgress(text: string): boolean {
  return /^(overall progress|active tasks): /m.test(text);
}

/**
 * The lines of a progress display: each `overall progress` with the lines of its tasks is one block, and blocks that a poll
 * repeats are counted. How many tasks run at each of the polls in between is a matter of how fast containers start, so
 * that of blocks that differ in this number alone only the last is kept, and the first unless it begins the display.
 */
export function progressBlocks(lines: readonly string[]): Shown[] {
  const blocks: Shown[] = [];
  for (const line of lines) {
    const [, text = line, times = '1'] = collapsed.exec(line) ?? [];
    const before = blocks.at(-1);
    if (ofOneTask.test(text) && before !== undefined && isProgress(before.text)) {
      blocks[blocks.length - 1] = { ...before, text: `${before.text}\n${text.trim()}` };
    } else blocks.push({ text, times: Number(times) });
  }
  return withoutStepsBetween(countRepeats(blocks));
}

function countRepeats(blocks: readonly Shown[]): Shown[] {
  const counted: Shown[] = [];
  for (const block of blocks) {
    const before = counted.at(-1);
    if (before?.text === block.text) counted[counted.length - 1] = { ...block, times: before.times + block.times };
    else counted.push(block);
  }
  return counted;
}

function withoutStepsBetween(blocks: readonly Shown[]): Shown[] {
  return blocks.filter((block, at) => {
    const kind = kindOf(block);
    const isLast = kindOf(blocks[at + 1]) !== kind;
    return kind === null || isLast || (kindOf(blocks[at - 1]) !== kind && !isBeginning(blocks[at - 1]));
  });
}

/** The first number with a line for each task, all of them blank. */
function isBeginning(block: Shown | undefined): boolean {
  return /\n1\/\d+:$/m.test(block?.text ?? '');
}

function kindOf(block: Shown | undefined): string | null {
  return progress.exec(block?.text ?? '')?.[1] ?? null;
}
