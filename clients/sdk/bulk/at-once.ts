/** Many pieces of work, a few at once. */

/**
 * Gives each result as it comes, not in the order of the items. Goes no further than its reader: nothing more is begun
 * while nobody asks, after the signal, or once the reader has left; what is under way then is waited for.
 *
 * @param work never rejects
 */
export async function* atOnce<T, R>(
  items: Iterable<T>,
  most: number,
  work: (item: T) => Promise<R>,
  signal?: AbortSignal,
): AsyncGenerator<R, void, undefined> {
  const left = items[Symbol.iterator]();
  const underWay = new Set<Promise<{ readonly result: R; readonly done: () => void }>>();
  const begin = (item: T): void => {
    const one = work(item).then((result) => ({ result, done: () => void underWay.delete(one) }));
    underWay.add(one);
  };
  try {
    for (;;) {
      while (underWay.size < most && signal?.aborted !== true) {
        const next = left.next();
        if (next.done === true) break;
        begin(next.value);
      }
      if (underWay.size === 0) return;
      const { result, done } = await Promise.race(underWay);
      done();
      yield result;
    }
  } finally {
    await Promise.allSettled(underWay);
  }
}
