/**
 * The guarantees as questions to what is stored, asked after a fault has healed. Written from DESIGN.md and not from
 * the engine; each answer is a list of violations, which a test expects to be empty.
 */
import { isDeepStrictEqual } from 'node:util';
import type { IssueId } from '../../clients/sdk';
import { callersId, evolve, nextWake, notices, wakeKey, type IssueState } from '../../domain';
import { findIssue, firstBrokenLink, readLog, type LoggedEvent } from '../../store';
import type { Promised } from './caller';
import type { World } from './world';

/** A step that is older when it reaches the log has to be decided again (store/log.ts). */
const LATEST_MS = 10_000;

/** One event with the issue before and after it. */
interface Moment {
  readonly before: IssueState | null;
  readonly entry: LoggedEvent;
  readonly after: IssueState;
}

export interface IssueFile {
  readonly id: IssueId;
  readonly moments: readonly Moment[];
}

export async function allIssues({ database }: World): Promise<readonly IssueFile[]> {
  const rows = await database.db.selectFrom('doorstep.event').select('issue_id').distinct().execute();
  const issues: IssueFile[] = [];
  // In turn: hundreds at once would wait longer for a connection than anybody may.
  for (const { issue_id } of rows) {
    const id = issue_id as IssueId;
    issues.push({ id, moments: moments(id, await readLog(database, id)) });
  }
  return issues;
}

function moments(id: IssueId, log: readonly LoggedEvent[]): readonly Moment[] {
  let state: IssueState | null = null;
  return log.map((entry) => {
    const before = state;
    state = evolve(id, before, entry);
    return { before, entry, after: state };
  });
}

/** G1, G2: opened once, numbered without a gap. */
export const misnumbered = (issues: readonly IssueFile[]): readonly string[] =>
  issues.flatMap(({ id, moments }) => [
    ...moments.flatMap(({ entry }, index) =>
      entry.seq === index + 1 ? [] : [`${id}: ${entry.seq} stands in place ${index + 1}`],
    ),
    ...(moments.filter(({ entry }) => entry.event.type === 'opened').length === 1
      ? []
      : [`${id}: not opened exactly once`]),
  ]);

/** What callers were promised is in the log: once, and where the receipt says. */
export function brokenPromises(issues: readonly IssueFile[], promised: readonly Promised[]): readonly string[] {
  const byId = new Map(issues.map((issue) => [issue.id, issue]));
  return promised.flatMap(({ issue, commandId, seq }) => {
    const found = (byId.get(issue)?.moments ?? [])
      .filter(({ entry }) => callersId(entry.commandId) === commandId)
      .map(({ entry }) => entry.seq);
    // A command may lead to several events; they stand together and end where the receipt says.
    const together = found.every((one, index) => index === 0 || one === (found[index - 1] ?? 0) + 1);
    return together && found.at(-1) === seq
      ? []
      : [`${issue}: ${commandId} was promised at ${seq} and is at ${found.join(', ') || 'none'}`];
  });
}

/** G4: what the ladder decided was the next thing due, was due already, and not after the end. Names are unique per deadline. */
export const wrongWakes = (issues: readonly IssueFile[]): readonly string[] =>
  issues.flatMap(({ id, moments }) => {
    const first = moments.filter(
      ({ before, entry }) => entry.actor === 'ladder' && before?.recent.at(-1)?.id !== entry.commandId,
    );
    return first.flatMap(({ before, entry }) => {
      const wake = before === null ? undefined : nextWake(before);
      if (wake === undefined) return [`${id}: ${entry.seq} ${entry.event.type} though nothing was due any more`];
      if (wakeKey(wake) !== entry.commandId)
        return [`${id}: ${entry.seq} was decided as ${entry.commandId}, due was ${wakeKey(wake)}`];
      return entry.recordedAtMs >= wake.atMs
        ? []
        : [`${id}: ${entry.seq} came ${wake.atMs - entry.recordedAtMs} ms early`];
    });
  });

/** Nobody's time is over, or half over, before they are told: clocks begin when the log has them, give or take a bound. */
export const toldTooLate = (issues: readonly IssueFile[]): readonly string[] =>
  issues.flatMap(({ id, moments }) =>
    moments.flatMap(({ entry: { event, seq, recordedAtMs } }) => {
      if (event.type !== 'opened' && event.type !== 'escalated') return [];
      const began = event.type === 'opened' ? (event.verify ?? event.acknowledge) : event.acknowledge;
      const lateMs = recordedAtMs - (began?.sinceMs ?? 0);
      return lateMs <= LATEST_MS
        ? []
        : [`${id}: ${seq} ${event.type} was recorded ${lateMs} ms after its clocks began`];
    }),
  );

/** Liveness: deadlines that are over and that nobody has decided. */
export const overdue = (issues: readonly IssueFile[], nowMs: number): readonly string[] =>
  issues.flatMap(({ id, moments }) => {
    const state = moments.at(-1)?.after;
    const wake = state === undefined ? undefined : nextWake(state);
    return wake !== undefined && wake.atMs < nowMs
      ? [`${id}: ${wakeKey(wake)} is over since ${nowMs - wake.atMs} ms`]
      : [];
  });

/** G5: a round of a tier calls each person once. */
export const calledTwice = (issues: readonly IssueFile[]): readonly string[] =>
  issues.flatMap(({ id, moments }) => {
    const calls = moments.flatMap(({ entry, after }) =>
      notices(after, entry.event)
        .filter(({ template }) => template.startsWith('tier-'))
        .map(
          ({ recipient, tier, round }) =>
            `${id}: ${recipient} of tier ${tier} in round ${round}, reopened ${after.reopenings}`,
        ),
    );
    return calls.filter((call, index) => calls.indexOf(call) !== index);
  });

/** G7: one decision per approval, by one of those it was put to, and not by who asked. */
export const wrongApprovals = (issues: readonly IssueFile[]): readonly string[] =>
  issues.flatMap(({ id, moments }) =>
    moments.flatMap(({ before, entry }) => {
      const { event } = entry;
      if (event.type !== 'approved' && event.type !== 'rejected' && event.type !== 'approval-lapsed') return [];
      const approval = before?.approvals.find((known) => known.id === event.approval);
      if (approval?.status !== 'pending') return [`${id}: ${entry.seq} ends ${event.approval} a second time`];
      if (event.type === 'approval-lapsed') return [];
      // Silence that the procedure takes for an answer.
      if (event.by === undefined) return [];
      const mayDecide =
        approval.deciders.includes(event.for ?? event.by) &&
        event.by !== approval.askedBy &&
        event.by !== before?.assignee &&
        event.by !== before?.handled?.by;
      return mayDecide ? [] : [`${id}: ${event.by} decided ${event.approval}`];
    }),
  );

/** G6, G11: the read model is what the log folds to, and the chain holds. */
export async function unlikeTheLog({ database }: World, issues: readonly IssueFile[]): Promise<readonly string[]> {
  const found: string[] = [];
  for (const { id, moments } of issues) {
    const [row, broken] = await Promise.all([findIssue(database, id), firstBrokenLink(database, id)]);
    if (!isDeepStrictEqual(row, moments.at(-1)?.after))
      found.push(`${id}: the read model is not what the log folds to`);
    if (broken !== null) found.push(`${id}: the chain is broken at ${broken.seq}`);
  }
  return found;
}
