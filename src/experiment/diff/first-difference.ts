/** Two rows in the same place of two sequences; `null` = that one has ended. */
export type Pair<Row> = readonly [Row | null, Row | null];

/** The first place at which two sequences differ; `null` if they do not. Only one row of each is in memory. */
export async function firstDifference<Row>(
  first: AsyncIterable<Row> | Iterable<Row>,
  second: AsyncIterable<Row> | Iterable<Row>,
  isSame: (a: Row, b: Row) => boolean,
): Promise<Pair<Row> | null> {
  const iterators = [iteratorOf(first), iteratorOf(second)] as const;
  try {
    for (;;) {
      const [a, b] = [await next(iterators[0]), await next(iterators[1])];
      if (a === null && b === null) return null;
      if (a === null || b === null || !isSame(a, b)) return [a, b];
    }
  } finally {
    for (const iterator of iterators) await iterator.return?.();
  }
}

function iteratorOf<Row>(rows: AsyncIterable<Row> | Iterable<Row>): AsyncIterator<Row> | Iterator<Row> {
  return Symbol.asyncIterator in rows ? rows[Symbol.asyncIterator]() : rows[Symbol.iterator]();
}

async function next<Row>(iterator: AsyncIterator<Row> | Iterator<Row>): Promise<Row | null> {
  const { done, value } = await iterator.next();
  return done === true ? null : value;
}
