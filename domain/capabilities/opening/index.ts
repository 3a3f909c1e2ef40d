import type { Capability } from '../../kernel/capability';
import { callTier, tellReporter } from '../../kernel/tell';
import { verifiersOf } from '../verification/verifiers';
import { tellReachable } from '../staffing/reachable';

/** A report becomes an issue. */
export const opening = {
  events: {
    // An issue opens once; a second opening in a log is a defect that the fold must not hide.
    opened: () => {
      throw new Error('An issue can be opened only once.');
    },
  },
  notices: {
    opened: (after, { verify, imported }) =>
      // What was over before it came here is nobody's to take up.
      imported !== undefined
        ? []
        : [
            ...(verify === undefined
              ? callTier(after, 'tier-called')
              : tellReachable(after, verifiersOf(after), 'verify-asked', { dueAtMs: verify.dueAtMs })),
            tellReporter(after, 'report-received'),
          ],
  },
} satisfies Capability;
