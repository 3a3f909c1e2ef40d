/** G12 on NATS: whatever happens to an issue, nobody's own words leave the log. */
import {
  notices,
  type ApprovalId,
  type CommandId,
  type EventType,
  type IssueEvent,
  type IssueState,
  type PersonId,
  type Step,
  type Clock,
} from '../../domain';
import { buildStep, createPublisher, type Outgoing } from '../../messaging';
import { append, INBOX_CHANNEL, noticeCounts, readLog, sweepOutbox } from '../../store';
import { messagesOf } from '../../workers/notifier/relay';
import { LEAD, report, RESIDENT, startWorld, until, type World } from './harness';

jest.setTimeout(120_000);
let world: World;
beforeAll(async () => (world = await startWorld()));
afterAll(() => (world as World | undefined)?.end());

/** What people said; in the fixture it stands wherever somebody may write what they like. */
const WORDS = 'call-me-at-13800001111';
const CLOCK: Clock = { sinceMs: 1_000, dueAtMs: 2_000, round: 0, time: 'natural', charges: [] };
const WORKER = 'worker-oleaster-1' as PersonId;
const APPROVAL = 'a1' as ApprovalId;

/** Every event there is, with everything in it that it can hold. */
const everything: { readonly [T in Exclude<EventType, 'opened'>]: Required<Extract<IssueEvent, { type: T }>> } = {
  acknowledged: { type: 'acknowledged', by: LEAD },
  assigned: { type: 'assigned', by: LEAD, to: LEAD },
  escalated: {
    type: 'escalated',
    fromTier: 1,
    toTier: 2,
    cause: 'passed-up',
    firedAtMs: 1_000,
    by: LEAD,
    reason: WORDS,
    acknowledge: CLOCK,
    handle: CLOCK,
  },
  reminded: {
    type: 'reminded',
    clock: 'acknowledge',
    tier: 1,
    round: 1,
    firedAtMs: 1_000,
    nextAtMs: 2_000,
    alert: false,
  },
  handled: {
    type: 'handled',
    by: LEAD,
    note: WORDS,
    evidence: [{ kind: WORDS, ref: WORDS }],
    confirm: CLOCK,
  },
  'approval-requested': {
    type: 'approval-requested',
    approval: APPROVAL,
    kind: 'extension',
    by: LEAD,
    reason: WORDS,
    extendByMs: 1_000,
    untilMs: 3_000,
    deciders: [WORKER],
    sinceMs: 1_000,
    dueAtMs: 2_000,
  },
  approved: { type: 'approved', approval: APPROVAL, by: WORKER, reason: WORDS },
  rejected: { type: 'rejected', approval: APPROVAL, by: WORKER, reason: WORDS },
  'approval-lapsed': { type: 'approval-lapsed', approval: APPROVAL, cause: 'expired' },
  extended: { type: 'extended', approval: APPROVAL, fromAtMs: 1_000, toAtMs: 2_000, handle: CLOCK },
  suspended: {
    type: 'suspended',
    approval: APPROVAL,
    untilMs: 2_000,
    handle: { clock: CLOCK, pausedAtMs: 1_500, leftMs: 500 },
  },
  resumed: { type: 'resumed', by: LEAD, firedAtMs: 2_000, handle: CLOCK },
  confirmed: { type: 'confirmed', by: RESIDENT },
  disputed: { type: 'disputed', by: RESIDENT, reason: WORDS },
  closed: { type: 'closed', outcome: 'confirmed', atMs: 2_000 },
  reopened: { type: 'reopened', by: RESIDENT, reason: WORDS, tier: 2, acknowledge: CLOCK, handle: CLOCK },
  'command-refused': {
    type: 'command-refused',
    command: 'approve',
    by: LEAD,
    code: 'COMMAND_MALFORMED',
    message: WORDS,
  },
};

/** All of it happens to an issue at once; the log does not ask whether the rules would have it so. */
async function happenAll(opened: Outgoing): Promise<Outgoing> {
  const before = opened.step.after;
  const records = Object.values<IssueEvent>(everything).map((event, n) => ({
    seq: before.seq + 1 + n,
    actor: LEAD,
    commandId: 'c-1' as CommandId,
    occurredAtMs: Date.now(),
    event,
  }));
  const after: IssueState = {
    ...before,
    seq: before.seq + records.length,
    assignee: LEAD,
    handled: { by: LEAD, atMs: 1_000, tier: 1 },
    approvals: [
      {
        id: APPROVAL,
        kind: 'extension',
        status: 'pending',
        askedBy: LEAD,
        askedAtMs: 1_000,
        reason: WORDS,
        deciders: [WORKER],
        dueAtMs: 2_000,
      },
    ],
  };
  const told = records.flatMap(({ seq, event }) => notices(after, event).map((notice) => ({ ...notice, seq })));
  const step: Step = { records, after, notices: told };
  const appended = await append(world.database, opened.issue, step);
  if (appended.outcome !== 'appended') throw new Error(`the log said ${appended.outcome}`);
  return { issue: opened.issue, step, recordedAtMs: appended.recordedAtMs };
}

it('every event is published, and every notice sent and delivered, without anybody’s words', async () => {
  const heard: string[] = [];
  world.nats.subscribe('doorstep.>', {
    callback: (_error, msg) => void heard.push([msg.subject, ...(msg.headers ?? []), msg.string()].join('\n')),
  });
  await world.startNotifier();
  const publisher = createPublisher({ nats: world.nats, database: world.database });
  const opened = await report(world.database, 'published', WORDS);
  const happened = await happenAll(opened);
  for (const outgoing of [opened, happened]) publisher.enqueue(outgoing);
  const types = ['opened', ...Object.keys(everything)];
  await until(() => types.every((type) => heard.some((text) => text.includes(`"issue.${type}.v1"`))));
  await until(async () => (await noticeCounts(world.database)).owed === 0);

  expect(heard.filter((text) => text.includes(WORDS))).toEqual([]);
  expect(heard.filter((text) => text.startsWith('doorstep.inbox.')).length).toBe(
    opened.step.notices.length + happened.step.notices.length,
  );
  // The log keeps them: this is what the words would have looked like.
  expect(JSON.stringify(await readLog(world.database, opened.issue))).toContain(WORDS);
});

it('the relay leaves out the same, and builds the same messages byte for byte', async () => {
  const opened = await report(world.database, 'relayed', WORDS);
  const happened = await happenAll(opened);
  await sweepOutbox(world.database, { olderThanMs: -60_000, limit: 100 }, async (entries) => {
    const built = entries.filter(({ issue }) => issue === opened.issue).flatMap(messagesOf);
    expect(built).toEqual([opened, happened].flatMap((outgoing) => buildStep(outgoing, INBOX_CHANNEL)));
    expect(built.filter(({ payload }) => payload.includes(WORDS))).toEqual([]);
    return [];
  });
  expect.assertions(2);
});
