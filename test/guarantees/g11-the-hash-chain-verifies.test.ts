/** G11 and G12: what is in the log can be proven unchanged, and nothing of a resident's words leaves it. */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { lead, report } from '../support/people';
import { worldForTests } from '../support/world';

const world = worldForTests();
const OPENED = ['lead-1 tier-called', 'resident-1 report-received'];
const WORDS = '门牌四零二，电话一三九';

const tamper = (statement: string, issue: string) => world().database.pool.query(statement, [issue]);

it.each([
  ['changed', `update doorstep.event set data = '{"by":"lead-2"}' where issue_id = $1 and seq = 2`, 2],
  ['blamed on somebody else', `update doorstep.event set actor = 'lead-2' where issue_id = $1 and seq = 2`, 2],
  [
    'dated back',
    `update doorstep.event set occurred_at = occurred_at - interval '1 hour' where issue_id = $1 and seq = 2`,
    2,
  ],
  ['removed from the end', `delete from doorstep.event where issue_id = $1 and seq = 2`, 2],
  ['removed from the middle', `delete from doorstep.event where issue_id = $1 and seq = 1`, 1],
])('an event that is %s breaks the chain where it stood', async (_how, statement, seq) => {
  const { doorstep } = world();
  const { issue } = await doorstep.report(report('calm'));
  await doorstep.acknowledge(issue, { by: lead });
  expect(await doorstep.verifyChain(issue)).toEqual({ issue, events: 2, brokenAtSeq: null });
  await world().inbox.untilDelivered();
  await tamper(statement, issue);
  expect(await doorstep.verifyChain(issue)).toMatchObject({ brokenAtSeq: seq });
  world().expectNotices(issue, ...OPENED, 'resident-1 acknowledged');
});

it('a resident’s words are in no log file of any process', async () => {
  const { doorstep, folder, inbox } = world();
  const { issue } = await doorstep.report(report('calm', WORDS));
  await doorstep.report({ ...report('calm', WORDS), unit: 'atlantis' as never }).catch(() => undefined);
  await doorstep.dispute(issue, { by: lead, reason: WORDS }).catch(() => undefined);
  await inbox.untilDelivered();
  const logs = readdirSync(join(folder, 'log')).map((name) => readFileSync(join(folder, 'log', name), 'utf8'));
  expect(logs.length).toBeGreaterThanOrEqual(5);
  expect(logs.filter((text) => text.includes(WORDS))).toEqual([]);
  expect((await inbox.read()).filter((message) => JSON.stringify(message).includes(WORDS))).toEqual([]);
  world().expectNotices(issue, ...OPENED);
});
