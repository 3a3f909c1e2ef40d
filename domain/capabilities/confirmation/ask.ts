import type { Instant, PersonId } from '../../kernel/ids';
import type { Notice } from '../../kernel/notice';
import type { IssueState } from '../../kernel/state';
import { tellReporter } from '../../kernel/tell';
import { callersOf } from '../callback/callers';
import { tellReachable } from '../staffing/reachable';

/** The resident is asked, and whoever calls residents back is asked to call. */
export const askResident = (after: IssueState, by: PersonId | undefined, dueAtMs: Instant): readonly Notice[] => [
  tellReporter(after, 'please-confirm', by === undefined ? { dueAtMs } : { by, dueAtMs }),
  ...tellReachable(after, callersOf(after), 'call-back-asked', { dueAtMs }),
];
