import type { Check } from '../check';

export const sequence: Check = {
  name: 'sequence',
  promise: 'G2: the events of an issue are numbered 1..n without a gap, and time never goes back.',
  event: (before, { seq, occurredAtMs }, { nowMs }, say) => {
    if (seq !== before.seq + 1) say(`event ${seq} follows event ${before.seq}`);
    if (occurredAtMs !== nowMs) say(`event ${seq} is dated ${occurredAtMs - nowMs} ms beside the present`);
  },
};
