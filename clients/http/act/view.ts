/** What somebody sees who opens or uses a link. */
import type { Choice, NoticeQuestion } from '../../../contracts/act-from-notice/choices';
import type { Instant, IssueState, PersonId, RefusalCode, Wait } from '../../../domain';
import type { ActionLink } from '../../../store';

/** Of a link that is known: whose, about what. */
export interface Known {
  readonly link: ActionLink;
  readonly question: NoticeQuestion;
  readonly state: IssueState;
}

/** What somebody wrote elsewhere and whoever decides has to know. */
export interface Told {
  /** Why it is asked. */
  readonly why?: string;
  /** What was done, in the words of whoever handled it. */
  readonly done?: string;
  readonly doneBy?: string;
}

/** Why somebody who tried to sign in is asked again. */
export type SignInFault = 'wrong' | 'later';

export type View =
  | (Known & {
      readonly kind: 'ask';
      readonly wait: Wait;
      readonly choices: readonly Choice[];
      readonly told: Told;
      /** Words are missing, or too many; what was written is shown again. */
      readonly wrong?: { readonly choice: Choice; readonly words: string };
    })
  /** `repeated`: the answer is an earlier one. */
  | (Known & { readonly kind: 'done'; readonly choice: Choice; readonly atMs: Instant; readonly repeated: boolean })
  | (Known & { readonly kind: 'settled'; readonly code?: RefusalCode })
  | (Known & { readonly kind: 'expired' | 'revoked' })
  /** Only whom it was sent to may decide this, and has to show it. */
  | (Known & {
      readonly kind: 'sign-in';
      readonly wait: Wait;
      readonly choices: readonly Choice[];
      readonly fault?: SignInFault;
    })
  /** Somebody else is signed in. */
  | { readonly kind: 'somebody-else'; readonly person: PersonId; readonly fault?: SignInFault }
  | { readonly kind: 'unknown' }
  /** A server did not answer, or not in time: to be tried again, which counts once. */
  | { readonly kind: 'away' }
  | { readonly kind: 'too-many' }
  | { readonly kind: 'malformed' }
  | { readonly kind: 'failed' };

/** The status that tells programs the same. */
export function statusOf(view: View, method: 'GET' | 'POST'): number {
  switch (view.kind) {
    case 'ask':
      return view.wrong === undefined ? 200 : 422;
    case 'done':
      return 200;
    case 'settled':
      return method === 'GET' ? 200 : 409;
    case 'expired':
    case 'revoked':
      return 410;
    case 'sign-in':
      return statusOfFault(view.fault) ?? (method === 'GET' ? 200 : 403);
    case 'somebody-else':
      return statusOfFault(view.fault) ?? 403;
    case 'unknown':
      return 404;
    case 'away':
      return 503;
    case 'too-many':
      return 429;
    case 'malformed':
      return 400;
    case 'failed':
      return 500;
    default:
      return view satisfies never;
  }
}

const statusOfFault = (fault: SignInFault | undefined): number | undefined =>
  fault === undefined ? undefined : { wrong: 401, later: 429 }[fault];
