/** A procedure changes while issues are under way: its engines read the new documents, and somebody of the top migrates. */
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { procedureMigrate } from '../../clients/cli/commands/procedure-migrate';
import { wordsOf } from '../../clients/cli/lang';
import { openSession } from '../../clients/cli/session';
import { newCommandId, type IssueId } from '../../clients/sdk';
import { suggestingAfter } from '../support/early-continue-as-new';
import { killHard } from '../support/faults';
import { currentDetails, findWorkflows, workflowOf } from '../support/operator';
import { committee, done, lead, report, resident } from '../support/people';
import { expectNothingLostDoubledEarlyOrStuck } from '../support/settled';
import { until } from '../support/until';
import { findIssue } from '../../store';
import { worldForTests } from '../support/world';

const world = worldForTests({ env: (folder) => suggestingAfter(60, folder) });
const HOUR = 3_600_000;

const edit = (procedure: string, change: (text: string) => string): void => {
  const path = join(world().folder, 'policies', 'procedures', `${procedure}.yaml`);
  writeFileSync(path, change(readFileSync(path, 'utf8')));
};
const cli = async (apply: boolean): Promise<{ exit: number; said: { counts: object; applied?: object[] } }> => {
  const out: string[] = [];
  const io = {
    out: (text: string) => void out.push(text),
    err: () => undefined,
    env: { DOORSTEP_DATA: world().folder, DOORSTEP_POLICIES: join(world().folder, 'policies') },
    stopped: new AbortController().signal,
  };
  const session = openSession(io, 'en', wordsOf('en'), { json: true, as: committee[0] });
  try {
    const exit = await procedureMigrate(session, 'calm', { apply });
    return { exit, said: JSON.parse(out.join('\n')) as { counts: object } };
  } finally {
    await session.close();
  }
};
const dueOf = async (issue: IssueId): Promise<number> =>
  (await world().doorstep.get(issue)).clocks.handle?.dueAtMs ?? 0;

it('issues under way go to the new version, with what they had, and operators see it', async () => {
  const { caller, doorstep } = world();
  const issues = [await caller.report(report('calm')), await caller.report(report('calm'))] as const;
  const [first, second] = issues;
  await caller.command('acknowledge', first, { by: lead });
  const before = [await dueOf(first), await dueOf(second)];
  edit('calm', (text) => text.replace('version: 1', 'version: 2').replaceAll('handle: 12h', 'handle: 20h'));

  // The engine has not read it yet.
  await expect(
    doorstep.migrate(first, { by: committee[0], what: 'procedure', reason: '新版本' }),
  ).rejects.toMatchObject({ code: 'NOTHING_CHANGES' });
  await killHard(world(), 'engine');
  await expect(doorstep.migrate(first, { by: lead, what: 'procedure', reason: '新版本' })).rejects.toMatchObject({
    code: 'NOT_YOURS_TO_DO',
  });

  const preview = await cli(false);
  expect(preview.said.counts).toMatchObject({ open: 2, changes: 2, moves: 2, largestShiftMs: 8 * HOUR });
  expect(await dueOf(first)).toBe(before[0]);
  const applied = await cli(true);
  expect(applied).toMatchObject({ exit: 0, said: { counts: { changes: 2 } } });
  expect(applied.said.applied).toHaveLength(2);
  expect(await cli(true)).toMatchObject({ exit: 0, said: { counts: { same: 2 }, applied: [] } });
  expect([await dueOf(first), await dueOf(second)]).toEqual(before.map((dueAtMs) => dueAtMs + 8 * HOUR));

  expect(await currentDetails(world(), first)).toContain('calm@2');
  await until('it is found by its new procedure', async () =>
    (await findWorkflows(world(), 'IssueProcedure = "calm@2"')).includes(`issue/${first}`),
  );
  await caller.command('handle', first, { by: lead, ...done });
  await caller.command('confirm', first, { by: resident });
  world().expectNotices(
    first,
    ...['lead-1 tier-called', 'resident-1 report-received', 'resident-1 acknowledged'],
    ...['lead-1 rules-changed', 'resident-1 rules-changed', 'resident-1 please-confirm', 'lead-1 closed'],
    'resident-1 closed',
  );
  world().expectNotices(
    second,
    ...['lead-1 tier-called', 'resident-1 report-received', 'lead-1 rules-changed', 'resident-1 rules-changed'],
  );
});

it('a matter of another kind gets its procedure, is listed by it, and what is unknown is refused by its code', async () => {
  const { caller, doorstep } = world();
  const issue = await caller.report(report('calm'));
  await expect(
    doorstep.reclassify(issue, { by: lead, category: 'nothing-like-it', reason: '?' }),
  ).rejects.toMatchObject({ code: 'CATEGORY_UNKNOWN' });
  await caller.command('reclassify', issue, { by: lead, category: 'asking', severity: 'high', reason: '漏水' });
  const state = await doorstep.get(issue);
  expect(state).toMatchObject({
    rules: { procedure: 'asking' },
    report: { category: 'asking', severity: 'high' },
    reportedAs: { category: 'calm', severity: 'normal' },
  });
  expect((await doorstep.list({ category: 'asking' })).map(({ id }) => id)).toEqual([issue]);
  expect(await workflowOf(world(), issue).query('state')).toEqual(await findIssue(world().database, issue));
  world().inbox.expectWhatTheLogSays();
});

it('a flood of look-ups over many runs loses none and doubles none', async () => {
  const { caller, inbox } = world();
  const issue = await caller.report(report('calm'));
  await caller.command('acknowledge', issue, { by: lead });
  const { runId: first } = await workflowOf(world(), issue).describe();
  // Among people who all want something else: each of these changes the matter, or it is that already.
  const severities = ['low', 'high', 'normal'] as const;
  const queue = Array.from({ length: 90 }, (_, index) => ({ id: newCommandId(), severity: severities[index % 3]! }));
  let refused = 0;
  const sender = async (): Promise<void> => {
    for (let one = queue.shift(); one !== undefined; one = queue.shift()) {
      const { id, severity } = one;
      const send = () =>
        caller.command('reclassify', issue, { by: lead, severity, reason: '看错了' }, id).catch((error: unknown) => {
          expect(error).toMatchObject({ code: 'NOTHING_CHANGES' });
          refused += 1;
        });
      // Every fifth is sent twice.
      await Promise.all(queue.length % 5 === 0 ? [send(), send()] : [send()]);
    }
  };
  await Promise.all(Array.from({ length: 6 }, sender));
  expect((await workflowOf(world(), issue).describe()).runId).not.toBe(first);
  const log = await world().doorstep.timeline(issue);
  const changed = log.filter(({ type }) => type === 'reclassified').length;
  expect(new Set(caller.promised.filter((one) => one.issue === issue).map(({ seq }) => seq)).size).toBe(changed + 2);
  expect(changed).toBeGreaterThan(40);
  expect(refused).toBeLessThan(60);
  expect(await workflowOf(world(), issue).query('state')).toEqual(await findIssue(world().database, issue));
  inbox.expectWhatTheLogSays();
  await expectNothingLostDoubledEarlyOrStuck(world());
});
