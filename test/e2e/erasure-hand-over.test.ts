/** Somebody who has an issue in hand is erased: they leave, the engine gives the issue to whoever is there, and only then they are forgotten. */
import { certificatesOf, erasuresOf, readLog } from '../../store';
import { grid, lead, report } from '../support/people';
import { until } from '../support/until';
import { worldForTests } from '../support/world';

const world = worldForTests();
beforeEach(() => world().inbox.expectWhatTheLogSays());

it('with --hand-over: to whoever holds the post with them', async () => {
  const { doorstep, database, inbox } = world();
  const { issue } = await doorstep.report(report('calm'));
  await doorstep.acknowledge(issue, { by: lead });
  await doorstep.escalate(issue, { by: lead, reason: 'x' });
  await doorstep.acknowledge(issue, { by: grid[0] });
  const ask = { person: grid[0], askedBy: 'root', reason: 'leaves', dutyRoles: ['grid-worker'] };
  await expect(doorstep.people.erase({ ...ask, handsOver: false })).rejects.toMatchObject({ code: 'ERASURE_DUTIES' });
  expect(await doorstep.people.foretellErasure(grid[0], ['grid-worker'])).toMatchObject({
    duties: [{ kind: 'post', role: 'grid-worker', unit: 'east' }],
    openIssues: { assigned: 1, reported: 0 },
  });
  await inbox.untilDelivered();
  inbox.expectPurged(grid[0]);
  const asked = await doorstep.people.erase({ ...ask, handsOver: true });
  expect(asked).toMatchObject({
    finishedAtMs: null,
    steps: [{ step: 'hand-over', found: { issues: 1 }, doneAtMs: null }],
  });
  const [certificate] = await until('it is certified', async () => {
    const found = await certificatesOf(database, asked.id);
    return found.length > 0 && found;
  });
  expect(certificate).toMatchObject({ person: grid[0], counts: { 'hand-over': { issues: 1 } } });
  expect((await doorstep.get(issue)).assignee).not.toBe(grid[0]);
  const log = await readLog(database, issue);
  const handedOver = log.find(({ event }) => event.type === 'handed-over' || event.type === 'assigned');
  // Nothing else was begun before the issue had somebody.
  const [erasure] = await erasuresOf(database, grid[0]);
  const begun = erasure!.steps.find(({ step }) => step === 'directory')!.doneAtMs!;
  expect(handedOver!.recordedAtMs).toBeLessThanOrEqual(begun);
  expect(await doorstep.verifyChain(issue)).toMatchObject({ brokenAtSeq: null });
});
