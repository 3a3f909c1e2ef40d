/** Collects from every side what is known of the issues of this run, and holds it against the guarantees. */
import { setMaxListeners } from 'node:events';
import { setTimeout as pause } from 'node:timers/promises';
import type { IssueState } from '../../domain';
import {
  checkAccepted,
  checkApprovals,
  checkDeadlines,
  checkHashChain,
  checkNotices,
  checkReplay,
  checkSequence,
  checkStates,
  countEvents,
  finding,
  issueIds,
  readForAudit,
  type AuditedIssue,
  type Database,
  type Finding,
  type Violation,
} from '../../store';
import {
  connectDoorstep,
  DoorstepError,
  issueId,
  type Doorstep,
  type DoorstepOptions,
  type IssueId,
  type PersonId,
} from '../sdk';
import { inTurns, reportAgain, type Intake } from './intake';
import type { Ledger } from './people/ledger';
import { persistently } from './people/persistence';

export interface Evidence {
  readonly issues: readonly AuditedIssue[];
  readonly findings: readonly Finding[];
}

export interface Sources {
  readonly database: Database;
  readonly doorstep: Doorstep;
  readonly connections: DoorstepOptions;
  readonly ids: readonly IssueId[];
  readonly people: readonly PersonId[];
  readonly ledger: Ledger;
  readonly intake: Intake;
  /** The data was empty before: then nothing may be in the log that nobody reported. */
  readonly isWhole: boolean;
  readonly signal: AbortSignal;
}

/** How late a deadline may be while a process that was killed comes back. */
const GRACE_MS = 60_000;
/** Notices that the stream INBOX keeps of one person. */
const INBOX_KEEPS = 1_000;
const AT_ONCE = 8;

export async function collect(sources: Sources): Promise<Evidence> {
  const { database, ids, ledger, intake, isWhole, signal } = sources;
  // Before anything is sent again: the workflows as the day left them, replayed by Temporal from their histories.
  const workflows = await askWorkflows(sources);
  const before = await persistently(signal, ledger.repeat, () => countEvents(database));
  const wrong = await reportAgain(intake);
  const added = (await countEvents(database)) - before;
  const issues = await readForAudit(database, isWhole ? await everyId(database) : ids);
  const stream = await readInboxes(
    sources,
    new Set(issues.flatMap(({ notices }) => notices.map((n) => [n.issue, n.seq, n.recipient, n.channel].join(':')))),
  );
  const again: Violation[] = wrong.map((issue) => ({
    issue,
    what: 'the same report with the same key got another answer',
  }));
  if (added !== 0) again.push({ issue: 'all', what: `sending every report again added ${added} events` });
  const accepted = checkAccepted(issues, ledger.accepted, isWhole);
  return {
    issues,
    findings: [
      finding('G1', accepted.checked + ids.length, [...accepted.violations, ...again], accepted.remarks),
      checkSequence(issues),
      checkReplay(issues),
      checkDeadlines(issues, { nowMs: Date.now(), graceMs: GRACE_MS }),
      checkNotices(issues, [
        { where: 'what the people heard', counts: ledger.received },
        { where: 'the inboxes', counts: stream, keeps: INBOX_KEEPS },
      ]),
      checkStates(issues, workflows),
      checkApprovals(issues),
      checkHashChain(issues),
    ],
  };
}

/** Also an issue that nobody reported would be found. */
async function everyId(database: Database): Promise<readonly IssueId[]> {
  const all: IssueId[] = [];
  for (let page = await issueIds(database); page.length > 0; page = await issueIds(database, page.at(-1)))
    all.push(...page);
  return all;
}

/** A client that was given no database reads from the workflows themselves, the completed ones too. */
async function askWorkflows({
  connections,
  ids,
  ledger,
  signal,
}: Sources): Promise<ReadonlyMap<string, IssueState | null>> {
  const { temporalAddress, temporalNamespace } = connections;
  if (temporalAddress === undefined) return new Map();
  const client = await connectDoorstep({
    temporalAddress,
    ...(temporalNamespace === undefined ? {} : { temporalNamespace }),
    timeoutMs: 15_000,
  });
  const states = new Map<string, IssueState | null>();
  try {
    await inTurns(ids, AT_ONCE, async (id) => {
      states.set(id, await persistently(signal, ledger.repeat, () => client.get(id)).catch(unknownIsNull));
    });
  } finally {
    await client.close();
  }
  return states;
}

function unknownIsNull(error: unknown): null {
  if (error instanceof DoorstepError && error.code === 'ISSUE_UNKNOWN') return null;
  throw error;
}

/** How often each notice of these issues is in its recipient's inbox, read once more from its beginning. */
async function readInboxes(
  { doorstep, people, ids, signal }: Sources,
  expected: ReadonlySet<string>,
): Promise<ReadonlyMap<string, number>> {
  const ours = new Set<string>(ids);
  const counts = new Map<string, number>();
  const end = new AbortController();
  const stop = AbortSignal.any([end.signal, signal]);
  setMaxListeners(0, stop);
  const missing = new Set(expected);
  const readers = people.map(async (person) => {
    for await (const { id, issue } of doorstep.inbox(person, { since: 'all', signal: stop })) {
      if (!ours.has(issueId(issue))) continue;
      counts.set(id, (counts.get(id) ?? 0) + 1);
      missing.delete(id);
    }
  });
  const giveUpAtMs = Date.now() + 15_000;
  while (missing.size > 0 && Date.now() < giveUpAtMs && !signal.aborted) await pause(20);
  // A second copy would stand behind the first.
  await pause(300);
  end.abort();
  await Promise.allSettled(readers);
  return counts;
}
