/**
 * What practice may write into a procedure and no shipped scenario reaches, on real servers: the ways in which a question
 * ends, a ladder that leaves tiers out, and each guard that nobody runs into otherwise.
 */
import { partyKey, type IssueId } from '../../clients/sdk';
import { natural, type IssueRules } from '../../domain';
import { appended } from '../support/appended';
import { closeIt, committee, done, grid, group, lead, moreTime, photo, report, resident } from '../support/people';
import { expectNothingLostDoubledEarlyOrStuck } from '../support/settled';
import { until } from '../support/until';
import { worldForTests } from '../support/world';

const world = worldForTests();
const HOUR = 3_600_000;
const SOON = natural(1_000);
const LONG = natural(6 * HOUR);

let count = 0;
const issueWith = (change: (rules: IssueRules) => IssueRules): Promise<IssueId> =>
  appended(world(), `i-practice-${++count}`, report('calm'), change);
const taken = async (change: (rules: IssueRules) => IssueRules): Promise<IssueId> => {
  const issue = await issueWith(change);
  await world().caller.command('acknowledge', issue, { by: lead });
  return issue;
};
/** Without its opening. */
const log = async (issue: IssueId) => (await world().doorstep.timeline(issue)).slice(2);
const types = async (issue: IssueId) => (await log(issue)).map(({ type }) => type);
const logged = (issue: IssueId, ...expected: readonly string[]) =>
  until(`${issue} has ${expected.join(', ')}`, async () => (await types(issue)).length >= expected.length).then(
    async () => expect(await types(issue)).toEqual(expected),
  );
const refused = (code: string) => expect.objectContaining({ code }) as unknown;

/** The ladder ends where it begins. */
const alone = ({ tiers, ...rules }: IssueRules): IssueRules => ({ ...rules, tiers: tiers.slice(0, 1) });

beforeEach(() => world().inbox.expectWhatTheLogSays());

it('silence is a yes where the procedure says so', async () => {
  const { caller, doorstep } = world();
  const issue = await taken((rules) => ({
    ...rules,
    extension: { ...rules.extension, decideWithin: SOON, onTimeout: 'approve' },
  }));
  const before = (await doorstep.get(issue)).clocks.handle?.dueAtMs ?? 0;
  await caller.command('request', issue, { by: lead, ...moreTime });
  await logged(issue, 'acknowledged', 'approval-requested', 'approved', 'extended');
  expect((await log(issue))[2]).toMatchObject({ actor: 'ladder', event: { type: 'approved', approval: 'a1' } });
  expect((await doorstep.get(issue)).clocks.handle?.dueAtMs).toBe(before + HOUR);
});

it('a question that nobody answers climbs tier by tier, and lapses at the top', async () => {
  const issue = await taken((rules) => ({ ...rules, forceClose: { decideWithin: SOON, onTimeout: 'climb' } }));
  await world().caller.command('request', issue, { by: lead, ...closeIt });
  await logged(
    issue,
    ...['acknowledged', 'approval-requested', 'approval-climbed', 'approval-climbed', 'approval-lapsed'],
  );
  expect((await world().doorstep.get(issue)).approvals).toMatchObject([{ status: 'lapsed', deciders: committee }]);
});

it('a deputy gives the voice of one, once; a no that leaves too few ends the question', async () => {
  const { caller, doorstep } = world();
  const issue = await taken((rules) => ({ ...rules, forceClose: { decideWithin: LONG, quorum: { share: 1 } } }));
  await caller.command('delegate', issue, { by: grid[0], to: group[0], untilMs: Date.now() + HOUR });
  await caller.command('request', issue, { by: lead, ...closeIt });
  await caller.command('approve', issue, { by: group[0] });
  expect((await log(issue)).at(-1)?.event).toMatchObject({ type: 'voted', by: group[0], for: grid[0] });
  for (const by of [group[0], grid[0]])
    await expect(doorstep.approve(issue, { by })).rejects.toEqual(refused('APPROVAL_DECIDED'));
  await caller.command('reject', issue, { by: grid[1] });
  await logged(issue, 'acknowledged', 'delegated', 'approval-requested', 'voted', 'voted', 'rejected');
});

it('a tier gives back what is not its own: it climbs when the tier above agrees', async () => {
  const { caller } = world();
  const issue = await taken((rules) => ({ ...rules, return: { decideWithin: LONG } }));
  await caller.command('request', issue, { by: lead, kind: 'return', reason: '不归楼栋管' });
  expect(await caller.command('approve', issue, { by: grid[0] })).toMatchObject({ stage: 'open', tier: 2 });
  expect((await log(issue)).at(-1)?.event).toMatchObject({ type: 'escalated', cause: 'returned' });
});

it('a tier is followed by the one that the procedure names', async () => {
  const issue = await issueWith(({ tiers, ...rules }) => ({
    ...rules,
    tiers: tiers.map((tier, index) => (index > 0 ? tier : { ...tier, acknowledgeWithin: SOON, next: 4 })),
  }));
  expect(await world().doorstep.waitFor(issue, ({ tier }) => tier > 1)).toMatchObject({ tier: 4, stage: 'open' });
});

it('nobody gets more time, or none at all, when it is over', async () => {
  const { doorstep } = world();
  const issue = await taken((rules) => ({
    ...rules,
    tiers: alone(rules).tiers.map((tier) => ({ ...tier, handleWithin: natural(2_000) })),
  }));
  await until('the time is over', async () => (await types(issue)).includes('reminded'));
  const pause = { kind: 'suspension', reason: '等开春', untilMs: Date.now() + HOUR } as const;
  for (const [asked, code] of [
    [moreTime, 'EXTENSION_OVERDUE'],
    [pause, 'SUSPENSION_OVERDUE'],
  ] as const)
    await expect(doorstep.request(issue, { by: lead, ...asked })).rejects.toEqual(refused(code));
});

it('nobody decides alone on what they want', async () => {
  const issue = await taken(alone);
  await expect(world().doorstep.request(issue, { by: lead, ...closeIt })).rejects.toEqual(refused('NO_DECIDER'));
});

it('whoever handled it does not check it; when nobody else holds the post, the tiers above do', async () => {
  const { caller, doorstep } = world();
  const issue = await taken((rules) => ({
    ...rules,
    check: {
      by: { role: 'building-lead', unit: report('calm').unit, people: [lead] },
      within: LONG,
      repeat: { every: LONG, times: 0 },
      evidenceMinimum: 1,
      reworkWithin: LONG,
    },
  }));
  await caller.command('handle', issue, { by: lead, ...done });
  await expect(doorstep['pass-check'](issue, { by: lead, evidence: photo })).rejects.toEqual(
    refused('CHECK_BY_HANDLER'),
  );
  const passed = await caller.command('pass-check', issue, { by: group[0], evidence: photo });
  expect(passed).toMatchObject({ stage: 'confirming' });
});

it('rules without the unit that is at it can not take over', async () => {
  const { caller, doorstep } = world();
  const party = { key: partyKey('gas'), role: 'party-group', unit: report('calm').unit, people: [...group] };
  const issue = await taken((rules) => ({
    ...rules,
    parties: [{ ...party, acknowledgeWithin: LONG, handleWithin: LONG, reportInWithin: LONG }],
  }));
  await caller.command('dispatch', issue, { by: lead, to: partyKey('gas') });
  await expect(doorstep.migrate(issue, { by: committee[0], what: 'procedure', reason: '新版本' })).rejects.toEqual(
    refused('MIGRATION_BREAKS'),
  );
});

it('too late to reopen is too late', async () => {
  const { caller, doorstep } = world();
  const issue = await issueWith((rules) => ({ ...rules, reopenWithinMs: 1 }));
  await expect(doorstep.reopen(issue, { by: resident, reason: '又坏了' })).rejects.toEqual(refused('ALREADY_OPEN'));
  await caller.command('withdraw', issue, { by: resident, reason: '好了' });
  await expect(doorstep.reopen(issue, { by: resident, reason: '又坏了' })).rejects.toEqual(refused('REOPEN_TOO_LATE'));
});

it('what makes no sense is refused with what to do instead, and changes nothing', async () => {
  const { doorstep } = world();
  const issue = await taken((rules) => rules);
  const before = await doorstep.get(issue);
  await expect(doorstep.assign(issue, { by: lead, to: resident })).rejects.toEqual(refused('NOT_ON_LADDER'));
  await expect(doorstep.escalate(issue, { by: lead, to: 'attic', reason: '高' })).rejects.toEqual(
    refused('TIER_UNKNOWN'),
  );
  await expect(doorstep.answer(issue, { by: lead, note: '好' })).rejects.toEqual(refused('NOTHING_TO_ANSWER'));
  await expect(doorstep.delegate(issue, { by: lead, to: lead, untilMs: Date.now() + HOUR })).rejects.toEqual(
    refused('DELEGATION_INVALID'),
  );
  await expect(doorstep.request(issue, { by: lead, kind: 'void', reason: '无' })).rejects.toEqual(
    refused('APPROVAL_KIND_UNUSED'),
  );
  expect(await doorstep.get(issue)).toEqual(before);
});

it('and everybody was told what the log says', async () => {
  await expectNothingLostDoubledEarlyOrStuck(world());
});
