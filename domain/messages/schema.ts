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
import { field, mentions, type Mention } from '../procedure/documents/loose';
import type { Problem } from '../procedure/documents/problems';
import { idSchema, LANGS, type Lang } from '../procedure/documents/words';
import { EVENT_WORDS } from '../procedure/fixtures/words-told';
import {
  CODE_PLACEHOLDERS,
  cut,
  GATHERED_PLACEHOLDERS,
  LINE_PLACEHOLDERS,
  misfits,
  MORE_PLACEHOLDERS,
  PLACEHOLDERS,
  type CutText,
} from './placeholders';

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
  /** A reporter without an account, of whom nobody knows a name. */
  guest: word,
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

/** Messages that list notices: of what fell due together, and of a day or week. */
export const GATHERED = ['bundle', 'digest'] as const;
export type Gathered = (typeof GATHERED)[number];

const subjectSchema = z.string().trim().min(1).max(120);
const bodySchema = z.string().trim().min(1).max(2_000);
const textSchema = z.strictObject({ subject: subjectSchema, body: bodySchema });
const gatheredSchema = z.strictObject({
  subject: subjectSchema,
  body: bodySchema.describe('Around {lines}.'),
  line: word.describe('Of a notice that is due at some time.'),
  undated: word.describe('Of a notice that is not.'),
  more: word.describe('How many are not listed.'),
});

export const messagesSchema = z.strictObject({
  lang: z.enum(LANGS),
  words: wordsSchema,
  templates: z.record(z.enum(TEMPLATES), textSchema),
  gathered: z.record(z.enum(GATHERED), gatheredSchema),
  'report-code': textSchema.describe('The letter that brings a one-time code; of a text message the body is all.'),
  guests: z
    .partialRecord(z.enum(TEMPLATES), textSchema)
    .optional()
    .describe('Texts for reporters without an account, who have a tracking code and no name, instead of all others.'),
  procedures: z
    .record(idSchema, z.partialRecord(z.enum(TEMPLATES), textSchema))
    .optional()
    .describe('Texts that a procedure has instead of those above, by the id of the procedure.'),
});

interface CutMessage {
  readonly subject: CutText;
  readonly body: CutText;
}
type CutGathered = Readonly<Record<keyof z.output<typeof gatheredSchema>, CutText>>;

export interface Messages {
  readonly lang: Lang;
  readonly words: {
    readonly severity: Readonly<Record<Severity, string>>;
    readonly kind: Readonly<Record<ApprovalKind, string>>;
    readonly cause: Readonly<Record<Cause, string>>;
    readonly outcome: Readonly<Record<Outcome, string>>;
    readonly event: Readonly<Record<EventType, string>>;
    readonly guest: string;
    readonly missing: z.output<typeof wordsSchema>['missing'];
  };
  readonly texts: Readonly<Record<Template, CutMessage>>;
  readonly gathered: Readonly<Record<Gathered, CutGathered>>;
  readonly reportCode: CutMessage;
  /** Of guests; whatever is missing there is as for everybody. */
  readonly ofGuests: Readonly<Partial<Record<Template, CutMessage>>>;
  /** By the id of the procedure; whatever is missing there is as in `texts`. */
  readonly ofProcedure: ReadonlyMap<string, Readonly<Partial<Record<Template, CutMessage>>>>;
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
  const { lang, words, templates, gathered, procedures = {}, guests = {}, 'report-code': reportCode } = judged.value;
  const messages: Messages = {
    lang,
    words,
    texts: cutAll(templates),
    gathered: { bundle: cutFields(gathered.bundle), digest: cutFields(gathered.digest) },
    reportCode: cutFields(reportCode),
    ofGuests: cutAll(guests),
    ofProcedure: new Map(Object.entries(procedures).map(([id, texts]) => [id, cutAll(texts)])),
  };
  return { document, messages, problems: [] };
}

const cutFields = <K extends string>(text: Readonly<Record<K, string>>): Readonly<Record<K, CutText>> =>
  Object.fromEntries(Object.entries<string>(text).map(([name, one]) => [name, cut(one)])) as Record<K, CutText>;

const cutAll = <T extends Readonly<Partial<Record<Template, z.output<typeof textSchema>>>>>(texts: T) =>
  Object.fromEntries(Object.entries(texts).map(([name, text]) => [name, cutFields(text)])) as Readonly<
    Record<keyof T, CutMessage>
  >;

/** JSON Schema (draft 2020-12) of a file in policies/messages/, for editors. */
export const messagesJsonSchema = (): Readonly<Record<string, unknown>> =>
  z.toJSONSchema(messagesSchema, { io: 'input' });

function checkTexts(document: OpenDocument): readonly Problem[] {
  const procedures = field(document.value, 'procedures');
  const ids = typeof procedures === 'object' && procedures !== null ? Object.keys(procedures) : [];
  return [
    ...TEMPLATES.flatMap((name) => checkText(document, ['templates', name])),
    ...ids.flatMap((id) => TEMPLATES.flatMap((name) => checkText(document, ['procedures', id, name]))),
    ...TEMPLATES.flatMap((name) => checkText(document, ['guests', name])),
    ...GATHERED.flatMap((name) => checkGathered(document, name)),
    ...checkCode(document),
  ];
}

function checkCode(document: OpenDocument): readonly Problem[] {
  const path = ['report-code'];
  const texts = textsAt(document, path, ['subject', 'body']);
  const body = texts.find(({ path: at }) => at.at(-1) === 'body');
  const isShown = texts.find(({ path: at, value }) => at.at(-1) === 'subject' && value.includes('{code}'));
  return [
    ...texts.flatMap((text) => misfitsOf(document, text, CODE_PLACEHOLDERS)),
    ...(body === undefined || body.value.includes('{code}')
      ? []
      : [document.problem(body.path, 'has no {code}, so its reader could not type it')]),
    // Telephones show subjects while they are locked.
    ...(isShown === undefined ? [] : [document.problem(isShown.path, 'shows the {code}, which belongs into the body')]),
  ];
}

function checkText(document: OpenDocument, path: readonly string[]): readonly Problem[] {
  const texts = textsAt(document, path, ['subject', 'body']);
  const wrong = texts.flatMap((text) => misfitsOf(document, text, PLACEHOLDERS));
  if (texts.length === 0 || texts.some(({ value }) => value.includes('{issue}'))) return wrong;
  return [...wrong, document.problem(path, 'names no {issue}, so its reader could not act on it')];
}

function checkGathered(document: OpenDocument, name: Gathered): readonly Problem[] {
  const path = ['gathered', name];
  const of = (placeholders: readonly string[], fields: readonly string[]): readonly Problem[] =>
    textsAt(document, path, fields).flatMap((text) => misfitsOf(document, text, placeholders));
  const [body] = textsAt(document, path, ['body']);
  return [
    ...of(GATHERED_PLACEHOLDERS, ['subject', 'body']),
    ...of(LINE_PLACEHOLDERS, ['line', 'undated']),
    ...of(MORE_PLACEHOLDERS, ['more']),
    ...(body === undefined || body.value.includes('{lines}')
      ? []
      : [document.problem(body.path, 'has no {lines}, so it would list nothing')]),
  ];
}

const textsAt = (document: OpenDocument, path: readonly string[], fields: readonly string[]): readonly Mention[] => {
  const at = path.reduce<unknown>(field, document.value);
  const item = Object.fromEntries(fields.map((name) => [name, field(at, name)]));
  return fields.flatMap((name) => mentions({ path, item }, name));
};

const misfitsOf = (
  document: OpenDocument,
  { path, value }: Mention,
  placeholders: readonly string[],
): readonly Problem[] =>
  misfits(value, placeholders).map(({ piece, reason }) => document.problem(path, reason, { text: piece }));
