/** A workflow as it must never be written. */
export function endless(): Promise<void> {
  for (;;);
}

/** One that waits for nothing. */
export const prompt = (): Promise<string> => Promise.resolve('done');
