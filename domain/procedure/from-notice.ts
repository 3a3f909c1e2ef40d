/** What a procedure says of acting from a notice: how long a link is good for, and where whoever uses it has to sign in. */
import { z } from 'zod';
import { APPROVAL_KINDS, type ApprovalKind } from '../kernel/state';
import type { Span } from '../kernel/ids';
import { spanSchema } from './documents/span';

const DAY_MS = 86_400_000;

/** What somebody can answer from a notice. What needs evidence of its own (handling, a part) is not among them. */
export const NOTICE_QUESTIONS = [
  'acknowledgement',
  'verification',
  'approval',
  'report-in',
  'check',
  'call-back',
  'confirmation',
  'answer',
] as const;
export type NoticeQuestion = (typeof NOTICE_QUESTIONS)[number];

/** Where a procedure says nothing. */
export const LINK_WITHIN_MS: Span = 7 * DAY_MS;
const LONGEST_MS: Span = 31 * DAY_MS;

export interface FromNotice {
  readonly withinMs?: Span;
  /** A kind of approval means the questions of that kind, `approval` all of them. */
  readonly identity?: readonly (NoticeQuestion | ApprovalKind)[];
}

export const fromNoticeSchema = z.strictObject({
  within: spanSchema
    .refine((ms) => ms <= LONGEST_MS, { error: 'must be at most 31d' })
    .optional()
    .describe(
      'How long a link is good for at most; natural time, `7d` when left out. It ends earlier when it is settled.',
    ),
  identity: z
    .array(z.enum([...NOTICE_QUESTIONS, ...APPROVAL_KINDS]))
    .min(1)
    .optional()
    .describe('What a link alone does not decide: whoever uses it has to sign in as the person to whom it was sent.'),
});

export const toFromNotice = ({ within, identity }: z.output<typeof fromNoticeSchema>): FromNotice => ({
  ...(within === undefined ? {} : { withinMs: within }),
  ...(identity === undefined ? {} : { identity }),
});

/** @param kind of an approval */
export const needsIdentity = (
  { identity = [] }: FromNotice,
  question: NoticeQuestion,
  kind: ApprovalKind | undefined,
): boolean => identity.includes(question) || (kind !== undefined && identity.includes(kind));
