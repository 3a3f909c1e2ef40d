/** Somebody else appends behind the workflow's back, as a second engine or a sweeper would: the workflow follows the log. */
import type { IssueId } from '../../clients/sdk';
import { CATCH_UP_SIGNAL, QUERIES } from '../../contracts/workflow';
import { decide, record, type Command, type CommandId, type IssueState } from '../../domain';
import { append, findIssue } from '../../store';
import { workflowOf } from '../support/operator';
import { grid, lead, moreTime, report } from '../support/people';
import { until } from '../support/until';
import { worldForTests } from '../support/world';

const world = worldForTests();
const TAKEN = ['lead-1 tier-called', 'resident-1 report-received', 'resident-1 acknowledged'];

const stateOf = (issue: IssueId) => workflowOf(world(), issue).query<IssueState>(QUERIES.state);

/** What a second engine would do: the same rules on what the log holds. */
async function appendBehind(issue: IssueId, command: Command, commandId: string): Promise<void> {
  const { database } = world();
  const state = await findIssue(database, issue);
  if (state === null) throw new Error(`There is no ${issue}.`);
  const decision = decide(state, command, Date.now());
  if (!decision.ok) throw new Error(decision.refusal.message);
  const step = record(issue, state, decision.events, {
    actor: command.by,
    commandId: commandId as CommandId,
    occurredAtMs: Date.now(),
  });
  expect(await append(database, issue, step)).toMatchObject({ outcome: 'appended' });
  expect((await stateOf(issue)).seq).toBe(state.seq);
}

it('a step that meets a longer log adopts it and is decided again', async () => {
  const { doorstep } = world();
  const { issue } = await doorstep.report(report('calm'));
  await appendBehind(issue, { type: 'acknowledge', by: lead }, 'elsewhere-1');
  await expect(doorstep.acknowledge(issue, { by: lead })).rejects.toMatchObject({ code: 'NOT_IN_THIS_STAGE' });
  expect(await doorstep.request(issue, { by: lead, ...moreTime })).toMatchObject({ seq: 3, stage: 'handling' });

  await appendBehind(issue, { type: 'approve', by: grid[0] }, 'elsewhere-2');
  await expect(doorstep.approve(issue, { by: grid[1] })).rejects.toMatchObject({ code: 'APPROVAL_DECIDED' });
  // The very command that was recorded elsewhere gets the answer that was recorded.
  expect(await doorstep.approve(issue, { by: grid[0] }, { commandId: 'elsewhere-2' })).toMatchObject({
    seq: 5,
    repeated: true,
  });

  expect(await stateOf(issue)).toEqual(await findIssue(world().database, issue));
  expect(await doorstep.verifyChain(issue)).toEqual({ issue, events: 5, brokenAtSeq: null });
  // Appended behind the engine, so only the relay could publish it, and did.
  world().expectNotices(
    issue,
    ...TAKEN,
    'grid-1 approval-asked',
    'grid-2 approval-asked',
    'lead-1 approval-approved',
    'grid-2 approval-approved',
  );
});

it('the same command recorded elsewhere first is answered with what was recorded', async () => {
  const { doorstep } = world();
  const { issue } = await doorstep.report(report('calm'));
  await appendBehind(issue, { type: 'acknowledge', by: lead }, 'the-same');
  expect(await doorstep.acknowledge(issue, { by: lead }, { commandId: 'the-same' })).toMatchObject({
    seq: 2,
    repeated: true,
    stage: 'handling',
  });
  expect(await doorstep.timeline(issue)).toHaveLength(2);
  world().expectNotices(issue, ...TAKEN);
});

it('a signal that is served again after a crash meets what it decided itself, and leaves no refusal', async () => {
  const { doorstep } = world();
  const { issue } = await doorstep.report(report('calm'));
  await doorstep.acknowledge(issue, { by: lead });
  await doorstep.request(issue, { by: lead, ...moreTime });
  // The first time, up to the append; then the engine died, and looks at the log before the signal is served again.
  await appendBehind(issue, { type: 'approve', by: grid[0] }, 'signal:approve:grid-1:a1');
  await workflowOf(world(), issue).signal(CATCH_UP_SIGNAL);
  await workflowOf(world(), issue).signal('approve', { by: grid[0] });
  await doorstep.assign(issue, { by: lead, to: lead });
  expect((await doorstep.timeline(issue)).map(({ type }) => type)).toEqual([
    'opened',
    'acknowledged',
    'approval-requested',
    'approved',
    'extended',
    'assigned',
  ]);
  world().expectNotices(
    issue,
    ...[...TAKEN, 'grid-1 approval-asked', 'grid-2 approval-asked', 'lead-1 approval-approved'],
    ...['grid-2 approval-approved', 'lead-1 assigned'],
  );
});

it('told to catch up, a workflow adopts the log without a command, and its deadlines with it', async () => {
  const { doorstep } = world();
  const { issue } = await doorstep.report(report('calm'));
  await appendBehind(issue, { type: 'escalate', by: lead, reason: '要换电缆' }, 'elsewhere-3');
  await workflowOf(world(), issue).signal(CATCH_UP_SIGNAL);
  await until('the workflow stands where the log stands', async () => (await stateOf(issue)).tier === 2);
  expect(await doorstep.acknowledge(issue, { by: grid[0] })).toMatchObject({ seq: 3, tier: 2 });
  world().expectNotices(
    issue,
    ...['lead-1 tier-called', 'resident-1 report-received', 'grid-1 tier-called', 'grid-2 tier-called'],
    ...['resident-1 escalated', 'resident-1 acknowledged'],
  );
});
