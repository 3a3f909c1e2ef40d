/** Who decides, by which way, and what a second decision is told. */
import type { IssueId } from '../../clients/sdk';
import { workflowOf } from '../support/operator';
import { closeIt, grid, lead, moreTime, report } from '../support/people';
import { until } from '../support/until';
import { worldForTests } from '../support/world';

const world = worldForTests();

const OPENED = ['lead-1 tier-called', 'resident-1 report-received'];
const TAKEN = [...OPENED, 'resident-1 acknowledged'];
const ASKED = [...TAKEN, 'grid-1 approval-asked', 'grid-2 approval-asked'];

/** An issue whose building lead has asked the grid workers for more time. */
async function asked(question: typeof moreTime | typeof closeIt = moreTime): Promise<IssueId> {
  const { doorstep } = world();
  const { issue } = await doorstep.report(report('calm'));
  await doorstep.acknowledge(issue, { by: lead });
  await doorstep.request(issue, { by: lead, ...question });
  return issue;
}

const eventsOf = async (issue: IssueId) => (await world().doorstep.timeline(issue)).map(({ event }) => event);
const untilEvent = (issue: IssueId, type: string) =>
  until(`${issue} has an event ${type}`, async () => (await eventsOf(issue)).find((event) => event?.type === type));

it('a supervisor with nothing but a Temporal client approves by a plain signal', async () => {
  const issue = await asked(closeIt);
  await workflowOf(world(), issue).signal('approve', { by: 'grid-2' });
  await expect(workflowOf(world(), issue).result()).resolves.toEqual({ issue, outcome: 'force-closed' });
  expect((await eventsOf(issue)).slice(-2)).toEqual([
    { type: 'approved', approval: 'a1', by: 'grid-2' },
    { type: 'closed', outcome: 'force-closed', atMs: expect.any(Number) as number },
  ]);
  world().expectNotices(
    issue,
    ...ASKED,
    'lead-1 approval-approved',
    'grid-1 approval-approved',
    'lead-1 closed',
    'resident-1 closed',
  );
});

it('a plain signal rejects with a reason', async () => {
  const issue = await asked();
  await workflowOf(world(), issue).signal('reject', { by: 'grid-1', reason: '今天必须修好' });
  expect(await untilEvent(issue, 'rejected')).toEqual({
    type: 'rejected',
    approval: 'a1',
    by: 'grid-1',
    reason: '今天必须修好',
  });
  world().expectNotices(issue, ...ASKED, 'lead-1 approval-rejected', 'grid-2 approval-rejected');
});

it.each([
  ['of the asker', { by: 'lead-1' }, 'APPROVAL_BY_ASKER', 'lead-1'],
  ['of somebody it was not put to', { by: 'group-1' }, 'APPROVAL_NOT_YOURS', 'group-1'],
  ['on an approval that does not exist', { by: 'grid-1', approval: 'a7' }, 'APPROVAL_UNKNOWN', 'grid-1'],
  ['without a person', {}, 'COMMAND_MALFORMED', '?'],
  ['that is no object', 'yes!', 'COMMAND_MALFORMED', '?'],
  ['with a person that is no id', { by: 'DROP TABLE' }, 'COMMAND_MALFORMED', '?'],
  ['with a field nobody knows', { by: 'grid-1', aproval: 'a1' }, 'COMMAND_MALFORMED', 'grid-1'],
  ['with nothing at all', undefined, 'COMMAND_MALFORMED', '?'],
])('a signal %s is refused, leaves an event and changes nothing', async (_what, payload, code, by) => {
  const issue = await asked();
  const before = await world().doorstep.get(issue);
  await workflowOf(world(), issue).signal('approve', payload);
  expect(await untilEvent(issue, 'command-refused')).toMatchObject({ command: 'approve', code, by });
  const after = await world().doorstep.get(issue);
  expect(after).toEqual({ ...before, seq: before.seq + 1, recent: after.recent });
  // The question is still open for those it was put to.
  await world().doorstep.approve(issue, { by: grid[0] });
  world().expectNotices(issue, ...ASKED, 'lead-1 approval-approved', 'grid-2 approval-approved');
});

it('two supervisors decide at once: one wins, the other is told by whom, fifty times over', async () => {
  const issues = await Promise.all(Array.from({ length: 50 }, () => asked()));
  const { doorstep } = world();
  const outcomes = await Promise.all(
    issues.map(async (issue, index) => {
      // Half of the time the other one says no, and every other time the second is asked first.
      const calls = [
        () => doorstep.approve(issue, { by: grid[0] }),
        () => (index % 2 === 0 ? doorstep.approve(issue, { by: grid[1] }) : doorstep.reject(issue, { by: grid[1] })),
      ];
      const settled = await Promise.allSettled((index % 4 < 2 ? calls : calls.reverse()).map((call) => call()));
      return { issue, settled };
    }),
  );
  for (const { issue, settled } of outcomes) {
    const [approval] = (await doorstep.get(issue)).approvals;
    const refused = settled.filter((outcome) => outcome.status === 'rejected').map(({ reason }) => reason as Error);
    expect(refused).toHaveLength(1);
    expect(refused[0]).toMatchObject({
      code: 'APPROVAL_DECIDED',
      message: `Approval a1 of ${issue} was already ${approval?.status} by ${approval?.decidedBy}.`,
    });
    const decisions = (await eventsOf(issue)).filter(
      (event) => event?.type === 'approved' || event?.type === 'rejected',
    );
    expect(decisions).toEqual([{ type: approval?.status, approval: 'a1', by: approval?.decidedBy }]);
    const loser = approval?.decidedBy === grid[0] ? grid[1] : grid[0];
    world().expectNotices(
      issue,
      ...ASKED,
      `lead-1 approval-${approval?.status}`,
      `${loser} approval-${approval?.status}`,
    );
  }
});

it('an update and a signal decide at once: one decision, and the late one is answered or leaves an event', async () => {
  const issue = await asked();
  const handle = workflowOf(world(), issue);
  const [update] = await Promise.allSettled([
    world().doorstep.reject(issue, { by: grid[0] }),
    handle.signal('approve', { by: grid[1] }),
  ]);
  const decided = await until('the approval is decided', async () => {
    const [approval] = (await world().doorstep.get(issue)).approvals;
    return approval?.status !== 'pending' && approval;
  });
  if (update.status === 'rejected') expect(update.reason).toMatchObject({ code: 'APPROVAL_DECIDED' });
  else
    expect(await untilEvent(issue, 'command-refused')).toMatchObject({
      command: 'approve',
      code: 'APPROVAL_DECIDED',
      by: 'grid-2',
    });
  const loser = decided.decidedBy === grid[0] ? grid[1] : grid[0];
  world().expectNotices(issue, ...ASKED, `lead-1 approval-${decided.status}`, `${loser} approval-${decided.status}`);
});

it('climbing overtakes a pending question, and its deciders are told', async () => {
  const { doorstep } = world();
  const issue = await asked();
  await doorstep.escalate(issue, { by: lead, reason: '楼里解决不了' });
  await expect(doorstep.approve(issue, { by: grid[0] })).rejects.toMatchObject({ code: 'APPROVAL_DECIDED' });
  expect(await doorstep.get(issue)).toMatchObject({ tier: 2, approvals: [{ status: 'lapsed' }] });
  world().expectNotices(
    issue,
    ...[...ASKED, 'lead-1 approval-lapsed', 'grid-1 approval-lapsed', 'grid-2 approval-lapsed'],
    ...['grid-1 tier-called', 'grid-2 tier-called', 'resident-1 escalated'],
  );
});
