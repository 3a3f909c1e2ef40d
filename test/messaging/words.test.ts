/** G12 on NATS: whatever happens to an issue, nobody's own words leave the log. */
import {
  natural,
  notices,
  type CommandId,
  type IssueEvent,
  type IssueState,
  type PartyKey,
  type PersonId,
  type Step,
} from '../../domain';
import { buildStep, createPublisher, type Outgoing } from '../../messaging';
import { append, INBOX_CHANNEL, noticeCounts, readLog, sweepOutbox } from '../../store';
import { messagesOf } from '../../workers/notifier/relay';
import { everyEvent, WORDS } from '../support/every-event';
import { LEAD, report, startWorld, until, type World } from './harness';

jest.setTimeout(120_000);
let world: World;
beforeAll(async () => (world = await startWorld()));
afterAll(() => (world as World | undefined)?.end());

const WORKER = 'worker-oleaster-1' as PersonId;
const PARTY = 'property' as PartyKey;
const { opened: _opened, ...everything } = everyEvent;

/** All of it happens to an issue at once; the log does not ask whether the rules would have it so. */
async function happenAll(opened: Outgoing): Promise<Outgoing> {
  const before = opened.step.after;
  // One append, one instant.
  const occurredAtMs = Date.now();
  const records = Object.values<IssueEvent>(everything).map((event, n) => ({
    seq: before.seq + 1 + n,
    actor: LEAD,
    commandId: 'c-1' as CommandId,
    occurredAtMs,
    event,
  }));
  const after: IssueState = {
    ...before,
    seq: before.seq + records.length,
    rules: {
      ...before.rules,
      parties: [
        {
          key: PARTY,
          role: 'grid-worker',
          unit: before.report.unit,
          people: [WORKER],
          acknowledgeWithin: natural(1_000),
          handleWithin: natural(1_000),
          reportInWithin: natural(1_000),
        },
      ],
    },
    supervision: { by: WORKER, tier: 2, people: [WORKER] },
    delegations: [{ from: LEAD, to: WORKER, untilMs: 3_000 }],
    assignee: LEAD,
    handled: { by: LEAD, atMs: 1_000, tier: 1 },
    approvals: [
      {
        id: everything.approved.approval,
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
    // Whom one event tells comes in no particular order.
    expect(built.sort(byId)).toEqual(
      [opened, happened].flatMap((outgoing) => buildStep(outgoing, INBOX_CHANNEL)).sort(byId),
    );
    expect(built.filter(({ payload }) => payload.includes(WORDS))).toEqual([]);
    return [];
  });
  expect.assertions(2);
});

const byId = (a: { readonly id: string }, b: { readonly id: string }): number => a.id.localeCompare(b.id);
