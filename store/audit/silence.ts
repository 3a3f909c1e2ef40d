/** Which deadlines do not ring for now, by where an issue stands. */
import type { Deadline } from './deadline-ledger';

export interface Standing {
  readonly stage: 'verifying' | 'open' | 'handling' | 'elsewhere';
  readonly dispatched: boolean;
  readonly quarantined: boolean;
  /** Nobody is above the tier on duty. */
  readonly isTop: boolean;
}

/**
 * The clocks of the ladder ring while somebody of it is expected to move. On the last tier the time to handle does not ring
 * before somebody has the issue, and the time over all tiers has nobody above to call. In quarantine nothing rings.
 */
export function isSilent(clock: Deadline['clock'], { stage, dispatched, quarantined, isTop }: Standing): boolean {
  if (quarantined) return true;
  const isOnDuty = stage === 'open' || stage === 'handling';
  switch (clock) {
    case 'handle':
    case 'warning':
      return !isOnDuty || (isTop && stage === 'open' && !dispatched);
    case 'total':
      return !isOnDuty || isTop;
    case 'acknowledge':
    case 'report-in':
    case 'part':
      return !isOnDuty;
    case 'verify':
    case 'renew':
    case 'check':
    case 'confirm':
    case 'answer':
    case 'approval':
    case 'approval-reminder':
    case 'suspension':
    case 'delegation':
      return false;
    default:
      return clock satisfies never;
  }
}
