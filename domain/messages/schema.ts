/** The document of one language in policies/messages/: a text per template, and the words that fill in for keys. */
import { z } from 'zod';
import type { ApprovalLapsed } from '../capabilities/approval/messages';
import type { ProblemRaised } from '../capabilities/dispatching/messages';
import type { Escalated } from '../capabilities/escalation/messages';
import type { PartOverdue } from '../capabilities/joint-handling/messages';
import type { Change } from '../kernel/clock';
import type { EventType } from '../kernel/event';
import { TEMPLATES, type Template } from '../kernel/notice';
import { APPROVAL_KINDS, OUTCOMES, SEVERITIES, type ApprovalKind, type Outcome, type Severity } from '../kernel/state';
import { openDocument, judge, type OpenDocument, type Source } from '../procedure/documents/document';
import { field, mentions } from '../procedure/documents/loose';
import type { Problem } from '../procedure/documents/problems';
import { LANGS, type Lang } from '../procedure/documents/words';
import { EVENT_WORDS } from '../procedure/fixtures/words-told';
import { cut, misfits, type CutText } from './placeholders';

/**
 * Why somebody is told. The keys that events use: one added there and not here does not compile; the others are what the
 * makers of notices say of themselves.
 */
type Cause =
  | Escalated['cause']
  | ApprovalLapsed['cause']
  | ProblemRaised['cause']
  | PartOverdue['clock']
  | Change
  | 'dispatched'
  | 'not-answered'
  | 'reopened'
  | 'unlinked'
  | 'with-lead';
const CAUSES = [
  'not-acknowledged',
  'not-handled',
  'not-closed',
  'not-answered',
  'report-in',
  'part',
  'passed-up',
  'dispatched',
  'returned',
  'problem',
  'reworks',
  'units',
  'again',
  'unstaffed',
  'not-told',
  'with-lead',
  'unlinked',
  'disputed',
  'reopened',
  'expired',
  'overtaken',
  'procedure',
  'calendar',
  'priority',
] as const satisfies readonly Cause[];
const EVENTS = Object.keys(EVENT_WORDS) as [EventType, ...EventType[]];
const word = z.string().trim().min(1).max(100);

const wordsSchema = z.strictObject({
  severity: z.record(z.enum(SEVERITIES), word),
  kind: z.record(z.enum(APPROVAL_KINDS), word),
  cause: z.record(z.enum(CAUSES), word),
  outcome: z.record(z.enum(OUTCOMES), word),
  /** What happened, for those who only have to know. */
  event: z.record(z.enum(EVENTS), word),
  /** Said when a notice does not carry the fact or the directory does not know the person any more. */
  missing: z.strictObject({
    due: word,
    by: word,
    kind: word,
    approval: word,
    cause: word,
    outcome: word,
    party: word,
    event: word,
    other: word,
    of: word,
  }),
});

export const messagesSchema = z.strictObject({
  lang: z.enum(LANGS),
  words: wordsSchema,
  templates: z.record(
    z.enum(TEMPLATES),
    z.strictObject({ subject: z.string().trim().min(1).max(120), body: z.string().trim().min(1).max(2_000) }),
  ),
});

export interface Messages {
  readonly lang: Lang;
  readonly words: {
    readonly severity: Readonly<Record<Severity, string>>;
    readonly kind: Readonly<Record<ApprovalKind, string>>;
    readonly cause: Readonly<Record<Cause, string>>;
    readonly outcome: Readonly<Record<Outcome, string>>;
    readonly event: Readonly<Record<EventType, string>>;
    readonly missing: z.output<typeof wordsSchema>['missing'];
  };
  readonly texts: Readonly<Record<Template, { readonly subject: CutText; readonly body: CutText }>>;
}

export type ReadMessages = {
  readonly messages?: Messages;
  readonly document?: OpenDocument;
  readonly problems: readonly Problem[];
};

/** Never throws; the problems say what is wrong. */
export function readMessages(source: Source): ReadMessages {
  const { document, problems } = openDocument(source);
  if (document === undefined) return { problems };
  const judged = judge(document, messagesSchema);
  const all = [...judged.problems, ...checkTexts(document)];
  if (judged.value === undefined || all.length > 0) return { document, problems: all };
  const { lang, words, templates } = judged.value;
  const texts = Object.fromEntries(
    TEMPLATES.map((name) => [name, { subject: cut(templates[name].subject), body: cut(templates[name].body) }]),
  );
  return { document, messages: { lang, words, texts: texts as Messages['texts'] }, problems: [] };
}

/** JSON Schema (draft 2020-12) of a file in policies/messages/, for editors. */
export const messagesJsonSchema = (): Readonly<Record<string, unknown>> =>
  z.toJSONSchema(messagesSchema, { io: 'input' });

function checkTexts(document: OpenDocument): readonly Problem[] {
  const templates = field(document.value, 'templates');
  return TEMPLATES.flatMap((name) => {
    const item = { subject: field(field(templates, name), 'subject'), body: field(field(templates, name), 'body') };
    const texts = [
      ...mentions({ path: ['templates', name], item }, 'subject'),
      ...mentions({ path: ['templates', name], item }, 'body'),
    ];
    const wrong = texts.flatMap(({ path, value }) =>
      misfits(value).map(({ piece, reason }) => document.problem(path, reason, { text: piece })),
    );
    if (texts.length === 0 || texts.some(({ value }) => value.includes('{issue}'))) return wrong;
    return [...wrong, document.problem(['templates', name], 'names no {issue}, so its reader could not act on it')];
  });
}
