/** Many things at once, but never more than so many, and never for longer than a bound. */

/** Ends at the first failure, but only when nothing is under way any more. Throws when `withinMs` are over. */
export async function each(
  count: number,
  atOnce: number,
  withinMs: number,
  work: (index: number) => Promise<void>,
): Promise<void> {
  const overMs = performance.now() + withinMs;
  let next = 0;
  let failed = false;
  const worker = async (): Promise<void> => {
    while (next < count && !failed) {
      const index = next++;
      if (performance.now() > overMs)
        throw new Error(`Only ${index} of ${count} were begun within ${withinMs / 1000} s.`);
      await work(index);
    }
  };
  const watched = async (): Promise<void> => {
    try {
      await worker();
    } catch (error) {
      failed = true;
      throw error;
    }
  };
  const ended = await Promise.allSettled(Array.from({ length: Math.min(atOnce, count) }, watched));
  const failure = ended.find((one) => one.status === 'rejected');
  if (failure !== undefined) throw failure.reason;
}
