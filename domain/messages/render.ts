/** A notice in the words of its reader. Pure: the same notice gives the same text on every machine. */
import { isGuest, type Instant } from '../kernel/ids';
import type { Notice } from '../kernel/notice';
import { type HasDirectory } from '../directory/directory';
import type { Community } from '../directory/community';
import type { Lang } from '../procedure/documents/words';
import type { Procedure } from '../procedure/procedure';
import { fill, type Placeholder } from './placeholders';
import type { Messages } from './schema';

/** What a text needs to know of the issue; an IssueState is one. */
export interface NoticeIssue {
  readonly id: string;
  readonly report: { readonly category: string; readonly severity: string; readonly unit: string };
  readonly rules: {
    readonly procedure: string;
    readonly version: number;
    readonly timeScale: number;
    readonly tiers: readonly { readonly key: string; readonly role: string }[];
  };
}

export interface HasMessages extends HasDirectory {
  readonly community: Community;
  readonly procedures: readonly Procedure[];
  readonly messages: Readonly<Record<Lang, Messages>>;
}

export interface RenderedNotice {
  readonly subject: string;
  readonly body: string;
}

/**
 * Times are shown in the community's zone, with seconds when time is played faster than life.
 * Never throws for an id that the directory no longer knows: the id itself, or a general word, is shown then.
 */
export function renderNotice(policies: HasMessages, lang: Lang, notice: Notice, issue: NoticeIssue): RenderedNotice {
  const { texts, ofProcedure, ofGuests } = policies.messages[lang];
  const ofGuest = isGuest(notice.recipient) ? ofGuests[notice.template] : undefined;
  const text = ofGuest ?? ofProcedure.get(issue.rules.procedure)?.[notice.template] ?? texts[notice.template];
  const values = valuesOf(policies, lang, notice, issue);
  return { subject: fill(text.subject, values), body: fill(text.body, values) };
}

/** The letter that brings a one-time code. */
export function renderCode(
  { messages, community }: Pick<HasMessages, 'messages' | 'community'>,
  lang: Lang,
  { code, minutes }: { readonly code: string; readonly minutes: number },
): RenderedNotice {
  const { subject, body } = messages[lang].reportCode;
  const values = { code, minutes: String(minutes), community: community.name[lang] };
  return { subject: fill(subject, values), body: fill(body, values) };
}

function valuesOf(policies: HasMessages, lang: Lang, notice: Notice, issue: NoticeIssue): Record<Placeholder, string> {
  const { words } = policies.messages[lang];
  const { directory, community } = policies;
  const { facts } = notice;
  const { report } = issue;
  const person = (id: string | undefined): string | undefined =>
    id === undefined ? undefined : (directory.people.get(id)?.name ?? (isGuest(id) ? words.guest : undefined));
  const party = facts.party === undefined ? undefined : partyName(policies, lang, facts.party, issue);
  // Whoever is called by a dispatch is of the party, not of the tier.
  const dispatchedTo = facts.cause === 'dispatched' ? party : undefined;
  return {
    issue: issue.id,
    category: directory.categories.get(report.category)?.name[lang] ?? report.category,
    severity: wordFor(words.severity, report.severity, report.severity),
    unit: directory.units.get(report.unit)?.name[lang] ?? report.unit,
    community: community.name[lang],
    tier: dispatchedTo ?? tierName(policies, lang, notice.tier, issue),
    role: dispatchedTo ?? roleName(policies, lang, notice.tier, issue),
    round: String(notice.round),
    due:
      facts.dueAtMs === undefined
        ? words.missing.due
        : formatInstant(facts.dueAtMs, lang, community, issue.rules.timeScale > 1),
    by: person(facts.by) ?? (facts.cause === 'expired' ? words.cause.expired : words.missing.by),
    kind: wordFor(words.kind, facts.kind, words.missing.kind),
    approval: facts.approval ?? words.missing.approval,
    cause: wordFor(words.cause, facts.cause, words.missing.cause),
    outcome: wordFor(words.outcome, facts.outcome, words.missing.outcome),
    party: party ?? words.missing.party,
    'party-id': facts.party ?? words.missing.party,
    event: wordFor(words.event, facts.event, words.missing.event),
    other: facts.issue ?? words.missing.other,
    of: person(facts.of) ?? words.missing.of,
    recipient: person(notice.recipient) ?? notice.recipient,
    as: notice.recipient,
  };
}

const wordFor = (words: Readonly<Record<string, string>>, key: string | undefined, missing: string): string =>
  key !== undefined && Object.hasOwn(words, key) ? (words[key] ?? missing) : missing;

/** The name the procedure gives the rung, else the name of its role. */
function tierName(policies: HasMessages, lang: Lang, number: number, issue: NoticeIssue): string {
  const pinned = issue.rules.tiers[number - 1];
  if (pinned === undefined) return String(number);
  const named = procedureOf(policies, issue)?.tiers.find((tier) => tier.key === pinned.key)?.name;
  return named?.[lang] ?? policies.directory.roles.get(pinned.role)?.name[lang] ?? pinned.key;
}

function roleName(policies: HasMessages, lang: Lang, number: number, issue: NoticeIssue): string {
  const role = issue.rules.tiers[number - 1]?.role;
  return role === undefined ? String(number) : (policies.directory.roles.get(role)?.name[lang] ?? role);
}

/** The name the procedure gives the party, else the name of its role, else its key. */
function partyName(policies: HasMessages, lang: Lang, key: string, issue: NoticeIssue): string {
  const party = procedureOf(policies, issue)?.parties?.find((known) => known.key === key);
  if (party === undefined) return key;
  return party.name?.[lang] ?? policies.directory.roles.get(party.role)?.name[lang] ?? key;
}

const procedureOf = ({ procedures }: HasMessages, { rules }: NoticeIssue): Procedure | undefined =>
  procedures.find(({ id, version }) => id === rules.procedure && version === rules.version);

/** Of one place; forgotten with it. */
const formats = new WeakMap<Community, Map<string, Intl.DateTimeFormat>>();

/** `7月3日周五 14:05` or `Fri, 3 July, 14:05`; formatters are kept because making one costs more than the text. */
export function formatInstant(atMs: Instant, lang: Lang, community: Community, seconds: boolean): string {
  const kept = formats.get(community) ?? new Map<string, Intl.DateTimeFormat>();
  formats.set(community, kept);
  const key = `${lang} ${seconds}`;
  let format = kept.get(key);
  if (format === undefined) {
    format = new Intl.DateTimeFormat(lang === 'zh' ? 'zh-CN' : 'en-GB', {
      timeZone: community.zone,
      month: 'long',
      day: 'numeric',
      weekday: 'short',
      hour: '2-digit',
      minute: '2-digit',
      hourCycle: 'h23',
      ...(seconds ? { second: '2-digit' as const } : {}),
    });
    kept.set(key, format);
  }
  return format.format(atMs);
}
