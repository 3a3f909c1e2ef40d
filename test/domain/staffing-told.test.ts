/** Who is there is asked when somebody is to be told: they are told, and everybody who holds the post may act. */
import {
  explain,
  followLead,
  natural,
  postsOf,
  wantsStaffing,
  type Decision,
  type IssueRules,
  type RefusalCode,
} from '../../domain';
import {
  acknowledge,
  askExtension,
  approve,
  by,
  CHECKED,
  given,
  handle,
  HOUR,
  person,
  post,
  RULES,
  T0,
  told,
} from './given';
import { dispatch, ONE_TIER, PARTY_RULES, summon, withLead } from './parties';
import { latest } from './said';
import { LEAD, rings, looks, staff, staffing, without } from './staff';

const supervised = { type: 'supervise', ...by('group'), reason: 'r' } as const;

describe('who is told', () => {
  test('GIVEN some of a tier are called THEN they alone are told, and every other of it may act too', () => {
    const issue = rings(
      given(T0).pass(2 * HOUR),
      staffing(staff('grid-worker', ['grid', 'grid-deputy'], ['grid-deputy'])),
    );
    expect(told(issue, 'escalated')).toEqual(['tier-called grid-deputy', 'escalated resident']);
    issue.when(acknowledge('grid')).then({ type: 'acknowledged', by: person('grid') });
  });

  test('GIVEN a deputy is called for somebody THEN the deputy is told and may act', () => {
    const issue = rings(given(T0).pass(2 * HOUR), staffing(staff('grid-worker', ['grid', 'stand-in'], ['stand-in'])));
    expect(told(issue, 'escalated')[0]).toBe('tier-called stand-in');
    issue.when(acknowledge('stand-in')).then({ type: 'acknowledged', by: person('stand-in') });
  });

  test('GIVEN a colleague who joined after the opening THEN they may act as soon as the directory knows them', () => {
    const issue = given(T0);
    expect(issue.when(acknowledge('newcomer')).refused('NOT_YOURS_TO_DO')).toBeDefined();
    const there = { staffing: staffing(staff('building-lead', ['lead', 'newcomer'])) };
    issue.and(acknowledge('newcomer'), 0, there);
    expect(issue.types(1)).toEqual(['staffed', 'acknowledged']);
    expect(told(issue, 'staffed')).toEqual([]);
    expect(issue.state.assignee).toBe('newcomer');
    expect(issue.log[1]?.event).toEqual({ type: 'staffed', directory: 7, posts: there.staffing.posts });
  });

  test('GIVEN the directory says what the issue knows THEN nothing is recorded', () => {
    const same = { staffing: staffing(...postsOf(RULES)) };
    given(T0).when(acknowledge('lead'), 0, 0, same).then({ type: 'acknowledged' });
  });

  test('GIVEN nobody of a unit is there WHEN it is dispatched there THEN everybody of it is called, and the tier keeps it', () => {
    const nobody = staffing({ ...post('property', 'manager', 'porter'), called: [] });
    const issue = withLead().and(dispatch('lead', 'property'), HOUR, { staffing: nobody });
    expect(issue.types(2)).toEqual(['staffed', 'dispatched']);
    expect(told(issue, 'dispatched')).toEqual(['tier-called manager', 'tier-called porter', 'dispatched resident']);
    expect(issue.state.tier).toBe(1);
  });

  test('GIVEN one of a unit is there WHEN it is summoned, and does not come THEN they alone of it are told', () => {
    const one = staffing({ ...post('power', 'fitter', 'both'), called: [person('both')] });
    const issue = withLead().and(summon('lead', 'power'), HOUR, { staffing: one });
    expect(told(issue, 'summoned')).toEqual(['summoned both']);
    issue.pass(HOUR / 2);
    expect(told(issue, 'part-overdue')).toEqual([
      'part-overdue both',
      'part-overdue lead',
      'part-overdue grid',
      'part-overdue grid-deputy',
    ]);
    const nobody = staffing({ ...post('power', 'fitter', 'both'), called: [] });
    expect(told(withLead().and(summon('lead', 'power'), 0, { staffing: nobody }), 'summoned')).toEqual([
      'summoned fitter',
      'summoned both',
    ]);
  });

  test('GIVEN a part is overdue WHEN of those above only some are there THEN they alone are told', () => {
    const rules: IssueRules = {
      ...PARTY_RULES,
      tiers: PARTY_RULES.tiers.with(1, { ...PARTY_RULES.tiers[1]!, called: [person('grid-deputy')] }),
    };
    const issue = withLead(rules)
      .and(summon('lead', 'power'))
      .pass(HOUR / 2);
    expect(told(issue, 'part-overdue')).not.toContain('part-overdue grid');
    expect(told(issue, 'part-overdue')).toContain('part-overdue grid-deputy');
  });

  test('GIVEN a part is overdue WHEN nobody of those above is there THEN they are left in peace, but at the top', () => {
    const above = (tiers: number): readonly string[] => {
      const ladder = PARTY_RULES.tiers.slice(0, tiers);
      const rules = { ...PARTY_RULES, tiers: ladder.with(1, { ...ladder[1]!, called: [] }) };
      const issue = withLead(rules)
        .and(summon('lead', 'power'))
        .pass(HOUR / 2);
      return told(issue, 'part-overdue').filter((line) => /grid/.test(line));
    };
    expect(above(PARTY_RULES.tiers.length)).toEqual([]);
    expect(above(2)).toEqual(['part-overdue grid', 'part-overdue grid-deputy']);
  });

  test('GIVEN a question WHEN some who may decide are there THEN they are asked, and all of them may answer', () => {
    const one = staffing(staff('grid-worker', ['grid', 'grid-deputy'], ['grid-deputy']));
    const asked = () => given(T0).and(acknowledge('lead')).and(askExtension('lead'), HOUR, { staffing: one });
    expect(told(asked(), 'approval-requested')).toEqual(['approval-asked grid-deputy']);
    expect(asked().state.approvals[0]?.deciders).toEqual(['grid', 'grid-deputy']);
    expect(asked().and(approve('grid')).types(5)).toEqual(['extended']);
    const nobody = staffing(staff('grid-worker', ['grid', 'grid-deputy'], []));
    const all = given(T0).and(acknowledge('lead')).and(askExtension('lead'), HOUR, { staffing: nobody });
    expect(told(all, 'approval-requested')).toEqual(['approval-asked grid', 'approval-asked grid-deputy']);
  });

  test('GIVEN a question to several posts WHEN some of one are there THEN they are asked, and everybody of the others', () => {
    const panels = [
      { ...post('housing', 'h-1', 'h-2'), quorum: { count: 1 } },
      { ...post('works', 'w-1'), quorum: { count: 1 } },
    ];
    const rules: IssueRules = { ...RULES, extension: { ...RULES.extension, panels } };
    const one = staffing({ ...post('housing', 'h-1', 'h-2', 'h-3'), called: [person('h-3')] });
    const issue = given(T0, rules).and(acknowledge('lead')).and(askExtension('lead'), HOUR, { staffing: one });
    expect(told(issue, 'approval-requested')).toEqual(['approval-asked h-3', 'approval-asked w-1']);
    expect(issue.state.approvals[0]?.deciders).toEqual(['h-1', 'h-2', 'h-3', 'w-1']);
  });

  test('GIVEN a report is to be looked at THEN those are reminded who are there, and they may say that it counts', () => {
    const within = natural(HOUR);
    const verification = { by: post('verifier', 'ivy'), within, repeat: { every: within, times: 1 } };
    const issue = given(T0, { ...RULES, verification });
    rings(issue, staffing({ ...post('verifier', 'ivy', 'jun'), called: [person('jun')] }));
    expect(told(issue, 'reminded')).toEqual(['verify-reminder jun']);
    expect(told(issue.and(supervised), 'supervised')[0]).toBe('supervised jun');
    issue.and({ type: 'verify', ...by('jun') });
  });

  test('GIVEN residents are called THEN those are asked to who are there, and they may', () => {
    const callBack = { by: post('caller', 'kai'), attempts: 1 };
    const there = { staffing: staffing({ ...post('caller', 'kai', 'lin'), called: [person('lin')] }) };
    const issue = given(T0, { ...RULES, callBack })
      .and(acknowledge('lead'))
      .and(handle('lead'), HOUR, there);
    expect(told(issue, 'handled')).toEqual(['please-confirm resident', 'call-back-asked lin']);
    issue.and({ type: 'call-back', ...by('lin'), answer: 'satisfied' });
  });

  test('GIVEN a check on the spot THEN those are asked who are there', () => {
    const there = staffing({ ...post('inspector', 'inspector', 'inspector-b'), called: [person('inspector-b')] });
    const issue = given(T0, CHECKED).and(acknowledge('lead')).and(handle('lead'), HOUR, { staffing: there });
    expect(told(issue, 'handled')).toEqual(['check-asked inspector-b']);
  });

  test('GIVEN a supervising tier wants an answer THEN those of the tier on duty are asked who are there', () => {
    const there = staffing(staff('building-lead', ['lead', 'second'], ['second']));
    const issue = given(T0).and(supervised, 0, { staffing: there });
    expect(told(issue, 'supervised')).toEqual(['supervised second', 'supervised group-member']);
    const rules: IssueRules = { ...RULES, supervision: { answerWithin: natural(HOUR) } };
    const late = given(T0, rules).and(supervised, 0, { staffing: there }).pass(HOUR);
    expect(told(late, 'reminded').filter((one) => one.startsWith('tier-reminded'))).toEqual(['tier-reminded second']);
  });

  test('GIVEN it goes with another issue, with a tier of which nobody is there, THEN everybody of it is asked to answer', () => {
    const lead = { ...LEAD, tier: 2, tierKey: 'grid-worker' };
    const issue = given(T0, without(RULES, 'grid-worker'));
    issue.and({ type: 'link', ...by('lead'), to: lead.id, reason: 'r' }, 0, { lead: LEAD });
    issue.happens(followLead(issue.state, lead, T0)).and(supervised);
    expect(issue.state).toMatchObject({ stage: 'linked', tier: 2 });
    expect(told(issue, 'supervised').slice(0, 2)).toEqual(['supervised grid', 'supervised grid-deputy']);
  });

  test('GIVEN posts are filled anew THEN no clock, no question and nobody’s having it changes', () => {
    const issue = given(T0).and(acknowledge('lead')).and(askExtension('lead'), HOUR);
    const { clocks, approvals, stage, tier, assignee, calls } = issue.state;
    looks(issue, staffing(staff('grid-worker', ['others'], ['others']), staff('building-lead', ['others'])));
    expect(issue.types(3)).toEqual(['staffed']);
    expect(issue.state).toMatchObject({ clocks, approvals, stage, tier, assignee, calls });
    issue.and(approve('grid'));
  });
});

describe('when the directory is asked', () => {
  const lead = { ...LEAD, seq: 9, stage: 'confirming', handled: { by: person('grid') } } as const;
  const refused = (code: RefusalCode): Decision => ({ ok: false, refusal: { code, message: '', allowed: [] } });
  const linked = given(T0).and({ type: 'link', ...by('lead'), to: LEAD.id, reason: 'r' }, 0, { lead: LEAD });
  const overdue = withLead()
    .and(summon('lead', 'power'))
    .pass(HOUR / 2);

  test.each([
    ['a tier is reminded', { ok: true, events: [latest(given(T0).pass(2 * HOUR), 'reminded')] }],
    ['a part is overdue', { ok: true, events: [latest(overdue, 'part-overdue')] }],
    ['its lead is handled, and residents are called', { ok: true, events: followLead(linked.state, lead, T0) }],
    ['a stranger may have joined', refused('NOT_YOURS_TO_DO')],
    ['a stranger may have joined the ladder', refused('NOT_ON_LADDER')],
    ['a stranger may have become a decider', refused('APPROVAL_NOT_YOURS')],
    ['somebody may have come who can decide', refused('NO_DECIDER')],
  ] satisfies [string, Decision][])('it is asked when %s', (_when, decision) => {
    expect(wantsStaffing(decision)).toBe(true);
  });

  test.each([
    ['somebody acknowledges', { ok: true, events: [latest(withLead(), 'acknowledged')] }],
    ['it is too late', refused('EXTENSION_OVERDUE')],
  ] satisfies [string, Decision][])('it is not asked when %s', (_when, decision) => {
    expect(wantsStaffing(decision)).toBe(false);
  });
});

describe('what is explained', () => {
  test('GIVEN some of a tier are called THEN it waits for them', () => {
    const rules: IssueRules = {
      ...ONE_TIER,
      tiers: [{ ...ONE_TIER.tiers[0]!, people: ['lead', 'second'].map(person), called: [person('second')] }],
    };
    const waits = explain(given(T0, rules).state).waits;
    expect(waits.find(({ what }) => what === 'acknowledgement')?.whom).toEqual(['second']);
    const offer = explain(given(T0, rules).state).offers.find(({ command }) => command === 'acknowledge');
    expect(offer?.whom).toEqual(['lead', 'second']);
  });

  test('GIVEN nobody of the top is there THEN it waits for everybody of it', () => {
    const issue = given(T0, without(ONE_TIER, 'building-lead'));
    expect(issue.types()).toEqual(['opened', 'unstaffed']);
    expect(explain(issue.state).waits.find(({ what }) => what === 'acknowledgement')?.whom).toEqual(['lead']);
  });
});
