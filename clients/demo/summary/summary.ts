/**
 * What happened, counted from the logs. Every figure has its denominator beside it; a share of nothing is null, and
 * residents who could not be reached are counted apart from those who agreed.
 */
import { OUTCOMES, type IssueEvent, type Outcome } from '../../../domain';
import { accountOf, latenessMs, type AuditedIssue } from '../../../store';
import { rate, spreadOf, type Spread } from './percentiles';
import { practiceOf, type Practice } from './practice';
import { visitsOf } from './visits';

export interface TierSummary {
  readonly role: string;
  /** How often the tier was called; an issue that comes back counts again. */
  readonly reached: number;
  readonly acknowledgedOnTime: number;
  readonly acknowledgedLate: number;
  readonly neverAcknowledged: number;
  readonly handledHere: number;
  readonly handledOnTime: number;
  /** Of those reached; of those handled here. */
  readonly acknowledgedOnTimeRate: number | null;
  readonly handledOnTimeRate: number | null;
}

export interface Summary {
  readonly issues: number;
  readonly events: number;
  readonly tiers: readonly TierSummary[];
  readonly climbs: Readonly<Record<Cause, number>>;
  readonly reminders: number;
  readonly alerts: number;
  readonly approvals: Readonly<Record<'asked' | 'approved' | 'rejected' | 'lapsed' | 'pending', number>>;
  readonly outcomes: Readonly<Record<Outcome | 'open', number>>;
  /** Of the residents who answered: confirmed against disputed. Those never reached are beside it, not in it. */
  readonly agreedRate: number | null;
  readonly disputed: number;
  readonly reopened: number;
  readonly residentsNotReached: number;
  readonly notices: Readonly<Record<'queued' | 'delivered' | 'read', number>>;
  readonly latenessMs: Spread;
  readonly practice: Practice;
}

const CAUSES = [
  'not-acknowledged',
  'not-handled',
  'not-closed',
  'passed-up',
  'disputed',
  'returned',
  'problem',
  'again',
] as const satisfies readonly Extract<IssueEvent, { type: 'escalated' }>['cause'][];
type Cause = (typeof CAUSES)[number];

/** @param roles of the ladder, lowest first: a tier that nothing reached is shown as well */
export function summarise(issues: readonly AuditedIssue[], roles: readonly string[]): Summary {
  const events = issues.flatMap(({ log }) => log.map(({ event }) => event));
  const count = (holds: (event: IssueEvent) => boolean): number => events.filter(holds).length;
  const climbs = (cause: string): number => count((event) => event.type === 'escalated' && event.cause === cause);
  const last = issues.map(
    ({ log }) => log.findLast(({ event }) => event.type === 'closed' || event.type === 'reopened')?.event,
  );
  const ended = (outcome: string): number =>
    last.filter((event) => event?.type === 'closed' && event.outcome === outcome).length;
  const asked = count(({ type }) => type === 'approval-requested');
  const decided = {
    approved: count(({ type }) => type === 'approved'),
    rejected: count(({ type }) => type === 'rejected'),
    lapsed: count(({ type }) => type === 'approval-lapsed'),
  };
  const confirmed = count(({ type }) => type === 'confirmed');
  const disputed = count(({ type }) => type === 'disputed');
  const notices = issues.flatMap((issue) => issue.notices);
  return {
    issues: issues.length,
    events: events.length,
    tiers: tiersOf(issues, roles),
    climbs: Object.fromEntries(CAUSES.map((cause) => [cause, climbs(cause)])) as Summary['climbs'],
    reminders: count((event) => event.type === 'reminded' && !event.alert),
    alerts: count((event) => event.type === 'reminded' && event.alert),
    approvals: { asked, ...decided, pending: asked - decided.approved - decided.rejected - decided.lapsed },
    outcomes: {
      ...(Object.fromEntries(OUTCOMES.map((outcome) => [outcome, ended(outcome)])) as Record<Outcome, number>),
      open: last.filter((event) => event?.type !== 'closed').length,
    },
    agreedRate: rate(confirmed, confirmed + disputed),
    disputed,
    reopened: count(({ type }) => type === 'reopened'),
    residentsNotReached: count(
      (event) => event.type === 'closed' && (event.outcome === 'unconfirmed' || event.outcome === 'unreachable'),
    ),
    notices: {
      queued: notices.length,
      delivered: notices.filter(({ deliveredAtMs }) => deliveredAtMs !== null).length,
      read: notices.filter(({ readAtMs }) => readAtMs !== null).length,
    },
    latenessMs: spreadOf(
      issues.flatMap(({ log }) => accountOf(log).deadlines.flatMap((deadline) => latenessMs(deadline) ?? [])),
    ),
    practice: practiceOf(issues),
  };
}

function tiersOf(issues: readonly AuditedIssue[], roles: readonly string[]): readonly TierSummary[] {
  const visits = issues.flatMap(({ log }) => visitsOf(log));
  const all = [...new Set([...roles, ...visits.map(({ role }) => role)])];
  return all.map((role) => {
    const here = visits.filter((visit) => visit.role === role);
    const acknowledged = (how: string): number => here.filter(({ acknowledge }) => acknowledge === how).length;
    const handledHere = here.filter(({ handled }) => handled !== 'no').length;
    const handledOnTime = here.filter(({ handled }) => handled === 'on time').length;
    return {
      role,
      reached: here.length,
      acknowledgedOnTime: acknowledged('on time'),
      acknowledgedLate: acknowledged('late'),
      neverAcknowledged: acknowledged('never'),
      handledHere,
      handledOnTime,
      acknowledgedOnTimeRate: rate(acknowledged('on time'), here.length),
      handledOnTimeRate: rate(handledOnTime, handledHere),
    };
  });
}
