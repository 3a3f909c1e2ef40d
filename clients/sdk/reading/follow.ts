/** The timeline that goes on: read after a number, again whenever there may be more. */
import type { FollowOptions, TimelineItem } from '../issues';
import { Lookout, USUAL_PACE, type Pace, type WatchWith } from './watch';

/** @param readAfter the events behind a number, in order; throws for an issue that is unknown */
export async function* follow(
  readAfter: (seq: number) => Promise<readonly TimelineItem[]>,
  watchIssue: WatchWith,
  { after = 0, signal }: FollowOptions,
  pace: Pace = USUAL_PACE,
): AsyncGenerator<TimelineItem, void, undefined> {
  if (signal?.aborted === true) return;
  const lookout = new Lookout(watchIssue, pace, signal);
  const isOver = (): boolean => signal?.aborted === true;
  let seq = after;
  try {
    while (!isOver()) {
      lookout.begin();
      const items = await readAfter(seq).catch((error: unknown) => {
        if (isOver()) return [];
        throw error;
      });
      for (const item of items) {
        if (isOver()) return;
        seq = item.seq;
        yield item;
      }
      if (items.length > 0) lookout.refresh();
      else await lookout.rest();
    }
  } finally {
    lookout.stop();
  }
}
