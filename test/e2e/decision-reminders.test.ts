/** A decision that waits is called to mind on real servers: of those who have not spoken, with links that decide. */
import { sql } from 'kysely';
import type { IssueId } from '../../clients/sdk';
import { natural } from '../../domain';
import { actingWith, post, pressing } from '../support/acting';
import { appended } from '../support/appended';
import { lettersForTests } from '../support/letters';
import { closeIt, grid, lead } from '../support/people';
import { expectNothingLostDoubledEarlyOrStuck } from '../support/settled';
import { until } from '../support/until';

const letters = lettersForTests();
const { world, reach, linksTo } = letters;
const { countOf } = actingWith(letters);
const [first, second] = grid;
const MINUTE = 60_000;
const SOON = 4_000;

beforeAll(() => reach(lead, ...grid));
beforeEach(() => world().inbox.expectWhatTheLogSays());

/** Both of the tier above have to agree within a minute; who has not by then is reminded after four seconds. */
async function asked(id: string): Promise<IssueId> {
  const issue = await appended(world(), id, pressing('calm'), (rules) => ({
    ...rules,
    forceClose: { decideWithin: natural(MINUTE), quorum: { share: 1 }, reminders: [{ beforeMs: MINUTE - SOON }] },
  }));
  await world().caller.command('acknowledge', issue, { by: lead });
  await world().caller.command('request', issue, { by: lead, ...closeIt });
  await world().caller.command('approve', issue, { by: first });
  return issue;
}
const reminded = async (issue: IssueId): Promise<readonly string[]> =>
  (await world().inbox.read())
    .filter((message) => message.issue === issue && message.template === 'approval-reminder')
    .map(({ id }) => id.split(':').at(-2) ?? '');

it('who has voted is left in peace, the other is told, and the link in that letter decides; what is decided is not called to mind', async () => {
  const { caller, doorstep } = world();
  const settled = await asked('i-settled');
  await caller.command('approve', settled, { by: second });
  const issue = await asked('i-waiting');
  const { dueAtMs, remindAtMs } = (await doorstep.get(issue)).approvals[0] ?? {};
  expect(remindAtMs).toEqual([(dueAtMs ?? 0) - MINUTE + SOON]);
  expect((await doorstep.explain(issue)).next).toMatchObject({ clock: 'approval-reminder', atMs: remindAtMs?.[0] });
  const [link = ''] = await linksTo(second, issue, 2);
  expect(await countOf(issue, 'approval-reminded')).toBe(1);
  expect(await reminded(issue)).toEqual([second]);
  expect((await post(link, 'approve')).status).toBe(200);
  await until('it is closed', async () => (await doorstep.get(issue)).stage === 'closed');
  expect((await doorstep.timeline(issue)).at(-1)?.event).toMatchObject({ type: 'closed', outcome: 'force-closed' });
  expect(await countOf(settled, 'approval-reminded')).toBe(0);
  expect(await reminded(settled)).toEqual([]);
  await until('it is counted', async () => {
    const { rows } = await sql<{ count: number }>`
      select sum(approval_reminded)::int as count from doorstep.practice_statistics`.execute(world().database.db);
    return rows[0]?.count === 1;
  });
  await expectNothingLostDoubledEarlyOrStuck(world());
});
