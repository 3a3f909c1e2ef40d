/** Who is called is who is there when somebody is to be told; a tier of which nobody is, and somebody who goes, hold nothing up. */
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { run } from '../../clients/cli/main';
import { personId, type IssueId } from '../../clients/sdk';
import { checkApprovals, checkReplay, checkSequence, issueIds, readForAudit } from '../../store';
import { committee, done, grid, group, lead, report, resident } from '../support/people';
import { worldForTests } from '../support/world';

const world = worldForTests();
beforeEach(() => world().inbox.expectWhatTheLogSays());

const deputy = personId('lead-2');
const newcomer = personId('grid-3');

/** Writes the directory anew, with what `change` makes of the one that holds. */
async function directory(change: (document: string) => string): Promise<void> {
  const out: string[] = [];
  const doorstep = (...argv: readonly string[]) =>
    run(['directory', ...argv], {
      out: (text) => void out.push(text),
      err: (text) => void out.push(text),
      env: { DOORSTEP_DATA: world().folder },
      stopped: AbortSignal.timeout(60_000),
    });
  await doorstep('export');
  const path = join(world().folder, 'changed.yaml');
  writeFileSync(path, change(`${out.splice(0).join('\n')}\n`));
  expect({ code: await doorstep('import', path, '--as', committee[0]), out }).toMatchObject({ code: 0 });
}

const types = async (issue: IssueId) => (await world().doorstep.timeline(issue)).map(({ type }) => type);
const told = async (issue: IssueId, template: string) => {
  await world().inbox.untilDelivered();
  const all = (await world().inbox.read()).filter((one) => one.issue === issue && one.template === template);
  return all.map(({ id }) => id.split(':')[2]).sort();
};

it('nobody of a tier is there: the next has it at once, and the top is told of the gap', async () => {
  const { doorstep, caller } = world();
  const before = await caller.report(report('calm'));
  await directory(
    (text) =>
      `${text}absences:\n  - { person: grid-1, from: 2020-01-01 }\n  - { person: grid-2, from: 2020-01-01, kind: sick }\n`,
  );
  // Opened before anybody was away: it is asked when the tier is called.
  await caller.command('escalate', before, { by: lead, reason: '要换电缆' });
  expect(await types(before)).toEqual(['opened', 'staffed', 'escalated', 'unstaffed', 'escalated']);
  expect(await doorstep.get(before)).toMatchObject({ tier: 3, stage: 'open' });
  expect(await told(before, 'tier-called')).toEqual([lead, ...group].sort());
  expect(await told(before, 'nobody-on-duty')).toEqual([...committee]);
  // Opened since: it is known from the start.
  const after = await caller.report(report('calm'));
  await caller.command('escalate', after, { by: lead, reason: '要换电缆' });
  expect(await types(after)).toEqual(['opened', 'escalated', 'unstaffed', 'escalated']);
  // Who is away is not told, and may act all the same.
  const given = await caller.report(report('calm'));
  await caller.command('assign', given, { by: lead, to: grid[0] });
  await caller.command('acknowledge', given, { by: grid[0] });
  await caller.command('handle', given, { by: grid[0], ...done });
  await caller.command('confirm', given, { by: resident });
});

it('whoever joined since the issue was opened may act', async () => {
  const { caller } = world();
  await directory((text) => text.replace(/absences:\n(?: {2}- .*\n)+/, ''));
  const issue = await caller.report(report('calm'));
  await caller.command('escalate', issue, { by: lead, reason: '要换电缆' });
  await directory((text) =>
    text
      .replace('people:\n', `people:\n  - { id: ${newcomer}, name: Grid Three, lang: en }\n`)
      .replace(/(role: grid-worker, unit: east, people: \[.*?) ?\]/, `$1, ${newcomer} ]`),
  );
  await caller.command('acknowledge', issue, { by: newcomer });
  expect(await types(issue)).toEqual(['opened', 'escalated', 'staffed', 'acknowledged']);
  await caller.command('handle', issue, { by: newcomer, ...done });
});

it('whoever has an issue goes on leave: it is handed over, and its clock goes on', async () => {
  const { doorstep, caller } = world();
  const issue = await caller.report(report('calm'));
  await caller.command('acknowledge', issue, { by: lead });
  const { clocks } = await doorstep.get(issue);
  await directory(
    (text) =>
      `${text}absences:\n  - { person: ${lead}, from: 2020-01-01 }\ndeputies:\n  - { person: ${lead}, deputy: ${deputy} }\n`,
  );
  await doorstep.waitFor(issue, ({ assignee }) => assignee === deputy, { timeoutMs: 40_000 });
  expect((await types(issue)).slice(-2)).toEqual(['staffed', 'handed-over']);
  expect(await doorstep.get(issue)).toMatchObject({ stage: 'handling', clocks });
  expect(await told(issue, 'handed-over')).toEqual([deputy]);
  await caller.command('handle', issue, { by: deputy, ...done });
  await caller.command('confirm', issue, { by: resident });
});

it('the log agrees with what the rules decide by the people whom it names', async () => {
  const { database } = world();
  const issues = await readForAudit(database, await issueIds(database));
  for (const finding of [checkSequence(issues), checkReplay(issues), checkApprovals(issues)])
    expect(finding).toMatchObject({ ok: true, violations: [], remarks: [] });
});
