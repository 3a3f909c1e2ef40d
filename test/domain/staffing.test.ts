/** Who is there is asked when somebody is to be told: they are told and may act, and the ladder goes on past nobody. */
import { explain, followLead, natural, postsOf, type IssueId, type IssueRules } from '../../domain';
import type { LeadView } from '../../domain/capabilities/linking/messages';
import {
  acknowledge,
  askExtension,
  approve,
  by,
  CHECKED,
  comment,
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
import { rings, looks, staff, staffing, without } from './staff';

const supervised = { type: 'supervise', ...by('group'), reason: 'r' } as const;
const TOP = ['committee', 'committee-b', 'committee-c'];
const alarm = TOP.map((id) => `nobody-on-duty ${id}`);

describe('a tier of which nobody is there', () => {
  test('GIVEN nobody of the first tier is there WHEN it is reported THEN the next tier has it at once, with an alarm', () => {
    const issue = given(T0, without(RULES, 'building-lead'));
    expect(issue.log.map(({ event }) => event)).toMatchObject([
      { type: 'opened' },
      { type: 'unstaffed', tier: 1, role: 'building-lead' },
      {
        type: 'escalated',
        fromTier: 1,
        toTier: 2,
        cause: 'unstaffed',
        acknowledge: { sinceMs: T0, dueAtMs: T0 + 2 * HOUR },
        handle: { sinceMs: T0, dueAtMs: T0 + 12 * HOUR },
      },
    ]);
    expect(issue.state).toMatchObject({ stage: 'open', tier: 2, assignee: null });
    expect(told(issue, 'opened')).toEqual(['report-received resident']);
    expect(told(issue, 'unstaffed')).toEqual(alarm);
    expect(told(issue, 'escalated')).toEqual(['tier-called grid', 'tier-called grid-deputy', 'escalated resident']);
    expect(issue.folded()).toEqual(issue.state);
  });

  test('GIVEN nobody of two tiers is there THEN each is said, and the reporter learns only where it ends', () => {
    const issue = given(T0, without(RULES, 'building-lead', 'grid-worker'));
    expect(issue.types()).toEqual(['opened', 'unstaffed', 'escalated', 'unstaffed', 'escalated']);
    expect(issue.state.tier).toBe(3);
    expect(told({ ...issue, log: issue.log.slice(0, 3) } as typeof issue, 'escalated')).toEqual([]);
  });

  test('GIVEN nobody of the middle tier is there WHEN the ladder comes to it THEN it goes past it, and not past those a tier names', () => {
    const issue = rings(given(T0).pass(2 * HOUR), staffing(staff('grid-worker', ['grid', 'grid-deputy'], [])));
    expect(issue.types(2)).toEqual(['staffed', 'escalated', 'unstaffed', 'escalated']);
    expect(issue.log.slice(-3).map(({ event }) => event)).toMatchObject([
      { cause: 'not-acknowledged', toTier: 2 },
      { tier: 2, role: 'grid-worker' },
      { cause: 'unstaffed', fromTier: 2, toTier: 3 },
    ]);
    expect(told(issue, 'escalated').slice(0, 2)).toEqual(['tier-called group', 'tier-called group-member']);
  });

  test('GIVEN nobody of the top is there WHEN it has it THEN everybody of it is called all the same, and it is said once', () => {
    const issue = given(T0, without(RULES, 'committee'));
    issue.and({ type: 'escalate', ...by('lead'), reason: 'r', to: 'committee' });
    expect(issue.types(1)).toEqual(['escalated', 'unstaffed']);
    expect(told(issue, 'escalated')).toEqual([...TOP.map((id) => `tier-called ${id}`), 'escalated resident']);
    expect(told(issue, 'unstaffed')).toEqual(alarm);
    issue.pass(4 * HOUR);
    expect(issue.types(3)).toEqual(['reminded']);
    expect(told(issue, 'reminded')).toEqual(TOP.map((id) => `tier-alerted ${id}`));
  });

  test('GIVEN a tier was called WHEN it is to be reminded and nobody is there any more THEN the ladder climbs at once', () => {
    const issue = rings(given(T0), staffing(staff('building-lead', ['lead'], [])));
    expect(issue.types(1)).toEqual(['staffed', 'reminded', 'unstaffed', 'escalated']);
    expect(told(issue, 'reminded')).toEqual([]);
    expect(issue.state.tier).toBe(2);
  });

  test('GIVEN the log learns of it by something else THEN the ladder does not wait for the next deadline either', () => {
    const gone = staffing(staff('building-lead', ['lead', 'newcomer'], []));
    const issue = given(T0).and(comment('newcomer'), HOUR, { staffing: gone });
    expect(issue.types(1)).toEqual(['staffed', 'commented', 'unstaffed', 'escalated']);
    expect(looks(given(T0), gone).types(1)).toEqual(['staffed', 'unstaffed', 'escalated']);
  });

  test('GIVEN other rules call nobody of the tier on duty THEN it is passed over in the same step', () => {
    const rules: IssueRules = { ...without(RULES, 'building-lead'), version: 2 };
    const issue = given(T0).and({ type: 'migrate', ...by('committee'), what: 'procedure', reason: 'r' }, HOUR, {
      rules,
    });
    expect(issue.types(1)).toEqual(['rules-changed', 'unstaffed', 'escalated']);
  });

  test('GIVEN somebody has it WHEN nobody else of the tier is there THEN it stays with them', () => {
    const issue = looks(given(T0).and(acknowledge('lead')), staffing(staff('building-lead', ['lead'], [])));
    expect(issue.types(2)).toEqual(['staffed']);
    expect(issue.state).toMatchObject({ stage: 'handling', tier: 1, assignee: 'lead' });
  });

  test('GIVEN a post that nobody holds any more THEN nobody of it is there, and who had it last may still act', () => {
    const issue = looks(given(T0), staffing(staff('building-lead', [])));
    expect(issue.log[1]?.event).toMatchObject({ posts: [{ people: ['lead'], called: [] }] });
    expect(issue.state.tier).toBe(2);
    const other = given(T0).and(acknowledge('lead'), 0, { staffing: staffing(staff('building-lead', [])) });
    expect(other.state).toMatchObject({ stage: 'handling', assignee: 'lead' });
  });

  test('GIVEN it went with another issue WHEN it goes its own way and nobody of its tier is there THEN it climbs', () => {
    const lead: LeadView = {
      id: 'i-lead' as IssueId,
      seq: 7,
      stage: 'handling',
      outcome: null,
      tier: 1,
      tierKey: 'building-lead',
      handled: null,
      isFollower: false,
    };
    const issue = given(T0).and({ type: 'link', ...by('lead'), to: lead.id, reason: 'r' }, 0, { lead });
    const nobody = staffing(staff('building-lead', ['lead'], []));
    const closed: LeadView = { ...lead, seq: 9, stage: 'closed', outcome: 'withdrawn' };
    const types = followLead(issue.state, closed, issue.nowMs, nobody).map(({ type }) => type);
    expect(types).toEqual(['staffed', 'unlinked', 'unstaffed', 'escalated']);
    expect(followLead(issue.state, lead, issue.nowMs, nobody)).toEqual([]);
  });
});

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

  test('GIVEN posts are filled anew THEN no clock, no question and nobody’s having it changes', () => {
    const issue = given(T0).and(acknowledge('lead')).and(askExtension('lead'), HOUR);
    const { clocks, approvals, stage, tier, assignee, calls } = issue.state;
    looks(issue, staffing(staff('grid-worker', ['others'], ['others']), staff('building-lead', ['others'])));
    expect(issue.types(3)).toEqual(['staffed']);
    expect(issue.state).toMatchObject({ clocks, approvals, stage, tier, assignee, calls });
    issue.and(approve('grid'));
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
