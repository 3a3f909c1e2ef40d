/** How an issue stands, in the statuses of GeoReport v2 and in those that FixMyStreet adds. */
import type { IssueState } from '../../../domain';
import type { Lang } from '../../../domain/procedure/documents/words';
import type { Open311Settings } from './settings';
import { WORDS } from './words';

export const EXTENDED_STATUSES = [
  'open',
  'investigating',
  'in_progress',
  'action_scheduled',
  'fixed',
  'no_further_action',
  'not_councils_responsibility',
  'closed',
] as const;
export type ExtendedStatus = (typeof EXTENDED_STATUSES)[number];

export const statusOf = ({ stage }: IssueState): 'open' | 'closed' => (stage === 'closed' ? 'closed' : 'open');

/**
 * `fixed` as soon as the resident is asked: only then can they say that it is not. An issue that goes with another one is
 * still in progress, since FixMyStreet takes its `duplicate` and `internal_referral` for closed.
 */
export function extendedStatusOf(state: IssueState): ExtendedStatus {
  switch (state.stage) {
    case 'verifying':
      return 'investigating';
    case 'open':
      return 'open';
    case 'handling':
    case 'checking':
    case 'linked':
      return 'in_progress';
    case 'suspended':
      return 'action_scheduled';
    case 'confirming':
      return 'fixed';
    case 'closed':
      return closedAs(state);
    default:
      return state.stage satisfies never;
  }
}

function closedAs({ closure }: IssueState): ExtendedStatus {
  const outcome = closure?.outcome;
  switch (outcome) {
    case 'confirmed':
    case 'unconfirmed':
    case 'unreachable':
      return 'fixed';
    case 'force-closed':
    case 'voided':
      return 'no_further_action';
    case 'declined':
      return 'not_councils_responsibility';
    case 'withdrawn':
    case 'imported':
    case undefined:
      return 'closed';
    default:
      return outcome satisfies never;
  }
}

const OPEN: ReadonlySet<ExtendedStatus> = new Set(['open', 'investigating', 'in_progress', 'action_scheduled']);

/** What is said of a change. */
export const toldStatus = (status: ExtendedStatus, { statuses }: Pick<Open311Settings, 'statuses'>): string =>
  statuses === 'extended' ? status : OPEN.has(status) ? 'open' : 'closed';

export function statusNotes(state: IssueState, lang: Lang): string {
  const { status, outcome } = WORDS[lang];
  if (state.closure !== null) return outcome[state.closure.outcome];
  const extended = extendedStatusOf(state);
  return extended === 'closed' || extended === 'no_further_action' ? '' : status[extended];
}
