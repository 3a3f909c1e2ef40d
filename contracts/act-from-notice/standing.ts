/** Whether an issue, as it stands now, still waits for what was asked of somebody, and which answers the rules would take. */
import {
  decide,
  explain,
  type Instant,
  type IssueState,
  type PersonId,
  type RefusalCode,
  type Wait,
} from '../../domain';
import { choicesOf, commandOf, questionOf, type Choice, type NoticeQuestion } from './choices';

/** One question to one person: what a link is good for, and nothing else. */
export interface Asked {
  readonly question: NoticeQuestion;
  /** Which one of its kind: an approval's id, the instant since which it is asked; empty where one is as good as the other. */
  readonly about: string;
}

/** Taking an issue up is the same whoever called last; everything else is asked anew when it is asked again. */
const ALWAYS_THE_SAME: ReadonlySet<NoticeQuestion> = new Set<NoticeQuestion>(['acknowledgement', 'report-in']);

/** Undefined for a wait that nobody can end from a notice. Reminders ask the same question. */
export function askedBy({ what, question: approval, sinceMs }: Wait): Asked | undefined {
  const question = questionOf(what);
  if (question === null) return undefined;
  return { question, about: approval?.id ?? (ALWAYS_THE_SAME.has(question) ? '' : String(sinceMs)) };
}

export type Standing =
  | { readonly kind: 'open'; readonly wait: Wait; readonly choices: readonly Choice[] }
  /** `code`: what the rules say to an answer; absent when it is simply not asked any more. */
  | { readonly kind: 'settled'; readonly code?: RefusalCode };

/** Words stand for what somebody would write: the rules only ask that there are some. */
const SOME = '…';

/** @param choices those that were offered; all of the question when left out */
export function standingOf(
  state: IssueState,
  person: PersonId,
  { question, about }: Asked,
  nowMs: Instant,
  choices: readonly Choice[] = choicesOf(question),
): Standing {
  if (state.quarantine !== undefined) return { kind: 'settled', code: 'ISSUE_QUARANTINED' };
  const wait = explain(state).waits.find((one) => {
    const asked = askedBy(one);
    return asked?.question === question && asked.about === about;
  });
  if (wait === undefined) return { kind: 'settled' };
  let code: RefusalCode | undefined;
  const taken = choices.filter((choice) => {
    const decision = decide(state, commandOf(choice, person, about, SOME), nowMs);
    if (!decision.ok) code ??= decision.refusal.code;
    return decision.ok;
  });
  if (taken.length > 0) return { kind: 'open', wait, choices: taken };
  return { kind: 'settled', ...(code === undefined ? {} : { code }) };
}
