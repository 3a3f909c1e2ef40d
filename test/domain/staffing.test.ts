/** A tier of which nobody is there: the ladder goes on past it, whenever the log learns of it. */
import { followLead, natural, type IssueRules } from '../../domain';
import type { LeadView } from '../../domain/capabilities/linking/messages';
import { acknowledge, assign, by, comment, given, HOUR, post, RULES, T0, told } from './given';
import { dispatch, withLead } from './parties';
import { LEAD, rings, looks, staff, staffing, without } from './staff';

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

  test('GIVEN other rules empty the tier on duty, where some tier was empty before, THEN it is passed over too', () => {
    const rules: IssueRules = { ...without(RULES, 'building-lead', 'party-group'), version: 2 };
    const migrate = { type: 'migrate', ...by('committee'), what: 'procedure', reason: 'r' } as const;
    const issue = given(T0, without(RULES, 'party-group')).and(migrate, HOUR, { rules });
    expect(issue.types(1)).toEqual(['rules-changed', 'unstaffed', 'escalated']);
  });

  test('GIVEN a report is looked at first WHEN nobody of the first tier is there THEN that counts once it is verified', () => {
    const rules: IssueRules = {
      ...without(RULES, 'building-lead'),
      verification: { by: post('verifier', 'ivy'), within: natural(HOUR), repeat: { every: natural(HOUR), times: 0 } },
    };
    const issue = given(T0, rules);
    expect(issue.types()).toEqual(['opened']);
    issue.and({ type: 'verify', ...by('ivy') }, HOUR / 2);
    expect(issue.types(1)).toEqual(['verified', 'unstaffed', 'escalated']);
  });

  test('GIVEN it was given to somebody, or a unit has it, WHEN nobody of the tier is there THEN it stays where it is', () => {
    const nobody = staffing(staff('building-lead', ['lead'], []));
    const assigned = looks(given(T0).and(assign('lead', 'grid')), nobody);
    expect(assigned.types(2)).toEqual(['staffed']);
    const dispatched = looks(withLead().and(dispatch('lead', 'property')), nobody);
    expect(dispatched.types(3)).toEqual(['staffed']);
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
    const lead = LEAD;
    const issue = given(T0).and({ type: 'link', ...by('lead'), to: lead.id, reason: 'r' }, 0, { lead });
    const nobody = staffing(staff('building-lead', ['lead'], []));
    const closed: LeadView = { ...lead, seq: 9, stage: 'closed', outcome: 'withdrawn' };
    const types = followLead(issue.state, closed, issue.nowMs, nobody).map(({ type }) => type);
    expect(types).toEqual(['staffed', 'unlinked', 'unstaffed', 'escalated']);
    expect(followLead(issue.state, lead, issue.nowMs, nobody)).toEqual([]);
  });
});
