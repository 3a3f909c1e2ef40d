/** One attempt with a bound, which may be given up from outside. */
import { setMaxListeners } from 'node:events';
import type { Span } from '../../domain';

/** What ended an attempt that got no answer in time. */
export class OutOfTime extends Error {
  override readonly name = 'OutOfTime';
}

/**
 * @param work has to end when its signal does
 * @param signals of others, which live longer: nothing of this call stays with them
 */
export async function within<T>(
  ms: Span,
  signals: readonly (AbortSignal | undefined)[],
  work: (signal: AbortSignal) => Promise<T>,
): Promise<T> {
  const over = new AbortController();
  const timer = setTimeout(() => over.abort(new OutOfTime(`no answer within ${Math.round(ms)} ms`)), ms);
  const release = passOn(signals, over);
  try {
    return await work(over.signal);
  } finally {
    clearTimeout(timer);
    release();
  }
}

/** Aborts with the first of the signals. Returns what takes the listeners away again: AbortSignal.any keeps them for as long as its sources live. */
export function passOn(signals: readonly (AbortSignal | undefined)[], to: AbortController): () => void {
  const given = signals.filter((signal) => signal !== undefined);
  const ended = given.find(({ aborted }) => aborted);
  if (ended !== undefined) {
    to.abort(ended.reason);
    return () => undefined;
  }
  const listeners = given.map((signal) => {
    manyMayListen(signal);
    const listener = () => to.abort(signal.reason);
    signal.addEventListener('abort', listener, { once: true });
    return () => signal.removeEventListener('abort', listener);
  });
  return () => listeners.forEach((remove) => remove());
}

/** Many calls at once under one signal are no leak. */
export const manyMayListen = (signal: AbortSignal): void => setMaxListeners(0, signal);

/** What was asked, unless the signal comes first; it then goes on unheard. */
export async function unlessAborted<T>(signal: AbortSignal | undefined, work: Promise<T>): Promise<T> {
  if (signal === undefined) return work;
  work.catch(() => undefined);
  signal.throwIfAborted();
  manyMayListen(signal);
  let listener = (): void => undefined;
  const aborted = new Promise<never>((_resolve, reject) => {
    listener = () => reject(signal.reason as Error);
    signal.addEventListener('abort', listener, { once: true });
  });
  try {
    return await Promise.race([work, aborted]);
  } finally {
    signal.removeEventListener('abort', listener);
  }
}
