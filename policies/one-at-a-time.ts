/** Looks that many ask for and that cost something. */

/**
 * However many ask at once, one look runs and at most one waits. Whoever comes while one runs takes the next: it may have
 * begun before what they have to see.
 */
export function oneAtATime(look: () => Promise<void>): () => Promise<void> {
  let running: Promise<void> = Promise.resolve();
  let waiting: Promise<void> | undefined;
  return () =>
    (waiting ??= running
      .catch(() => undefined)
      .then(() => {
        waiting = undefined;
        return (running = look());
      }));
}
