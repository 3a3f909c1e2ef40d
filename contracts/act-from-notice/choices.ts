/** What a person may answer from a notice: the one table of questions, the answers to them, and the command of each. */
import type { ApprovalId, Command, PersonId, Wait } from '../../domain';
import type { NoticeQuestion } from '../../domain/procedure/from-notice';

export type { NoticeQuestion } from '../../domain/procedure/from-notice';

/** Of which wait of an issue a question is; what waits for evidence, for time or for others has none. */
const QUESTION_OF: Readonly<Record<Wait['what'], NoticeQuestion | null>> = {
  verification: 'verification',
  acknowledgement: 'acknowledgement',
  renewal: 'acknowledgement',
  approval: 'approval',
  'report-in': 'report-in',
  check: 'check',
  'call-back': 'call-back',
  confirmation: 'confirmation',
  answer: 'answer',
  handling: null,
  part: null,
  closing: null,
  resumption: null,
  lead: null,
  migration: null,
};
export const questionOf = (what: Wait['what']): NoticeQuestion | null => QUESTION_OF[what];

/** Whether words go with an answer. */
export type Words = 'none' | 'optional' | 'required';

export const CHOICES = {
  acknowledge: { question: 'acknowledgement', words: 'none' },
  verify: { question: 'verification', words: 'optional' },
  decline: { question: 'verification', words: 'required' },
  approve: { question: 'approval', words: 'optional' },
  reject: { question: 'approval', words: 'required' },
  'report-in': { question: 'report-in', words: 'none' },
  'pass-check': { question: 'check', words: 'optional' },
  'fail-check': { question: 'check', words: 'required' },
  satisfied: { question: 'call-back', words: 'optional' },
  dissatisfied: { question: 'call-back', words: 'required' },
  unreachable: { question: 'call-back', words: 'optional' },
  confirm: { question: 'confirmation', words: 'none' },
  dispute: { question: 'confirmation', words: 'required' },
  answer: { question: 'answer', words: 'required' },
} as const satisfies Readonly<Record<string, { readonly question: NoticeQuestion; readonly words: Words }>>;
export type Choice = keyof typeof CHOICES;

export const isChoice = (text: unknown): text is Choice => typeof text === 'string' && Object.hasOwn(CHOICES, text);
export const choicesOf = (question: NoticeQuestion): readonly Choice[] =>
  (Object.keys(CHOICES) as Choice[]).filter((choice) => CHOICES[choice].question === question);

/** Longest words that an answer may carry: what the commands take. */
export const LONGEST_WORDS = 2_000;

/**
 * @param about of an approval: its id
 * @param words trimmed; empty for none. An answer that needs words and has none makes a command that is refused.
 */
export function commandOf(choice: Choice, by: PersonId, about: string, words: string): Command {
  const reason = words;
  const spoken = words === '' ? {} : { reason };
  const noted = words === '' ? {} : { note: words };
  switch (choice) {
    case 'acknowledge':
    case 'report-in':
    case 'confirm':
      return { type: choice, by };
    case 'verify':
      return { type: choice, by, ...noted };
    case 'decline':
    case 'dispute':
      return { type: choice, by, reason };
    case 'approve':
    case 'reject':
      return { type: choice, by, approval: about as ApprovalId, ...spoken };
    case 'pass-check':
      return { type: choice, by, evidence: [], ...noted };
    case 'fail-check':
      return { type: choice, by, reason, evidence: [] };
    case 'satisfied':
    case 'dissatisfied':
    case 'unreachable':
      return { type: 'call-back', by, answer: choice, ...noted };
    case 'answer':
      return { type: choice, by, note: words };
    default:
      return choice satisfies never;
  }
}
