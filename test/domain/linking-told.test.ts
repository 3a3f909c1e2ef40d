/** What becomes of the time, the people and the notices of an issue that goes with another. */
import { explain, natural, notices, type Command, type EventType, type IssueId, type IssueRules } from '../../domain';
import { follow, leadViewOf } from '../../domain/capabilities/linking/follow';
import type { LeadView } from '../../domain/capabilities/linking/messages';
import {
  acknowledge,
  approve,
  askForceClose,
  assign,
  by,
  confirm,
  given,
  handle,
  HOUR,
  person,
  RULES,
  supervise,
  T0,
  told,
  type Given,
} from './given';
import { dispatch, PARTY_RULES, release, summon } from './parties';

const LEAD = 'i-lead' as IssueId;
const VIEW: LeadView = {
  id: LEAD,
  seq: 7,
  stage: 'handling',
  outcome: null,
  tier: 1,
  tierKey: 'building-lead',
  handled: null,
  isFollower: false,
};
const link = (id: string): Command => ({ type: 'link', ...by(id), to: LEAD, reason: 'same pipe' });
const unlink = (id: string): Command => ({ type: 'unlink', ...by(id), reason: 'another pipe' });
const join = (issue: Given, id = 'lead', laterMs = 0): Given => issue.and(link(id), laterMs, { lead: VIEW });
/** The lead has moved, and the engine lets the follower know. */
const moved = (issue: Given, more: Partial<LeadView>): Given =>
  issue.happens(follow(issue.state, { ...VIEW, ...more }, issue.nowMs));
/** What the latest event of a type told whom, with what is said. */
const said = (issue: Given, type: EventType) =>
  notices(issue.state, issue.log.findLast(({ event }) => event.type === type)!.event).map(
    ({ template, recipient, facts }) => [template, recipient, facts],
  );
const handling = (rules: IssueRules = RULES): Given => given(T0, rules).and(acknowledge('lead'));
const gone = (issue: Given): Given => moved(issue, { stage: 'closed', outcome: 'withdrawn' });

describe('linking: who learns of it', () => {
  test('GIVEN nobody has it, or who links has it, WHEN it is linked THEN its resident learns with which it goes', () => {
    expect(said(join(given()), 'linked')).toEqual([['linked', 'resident', { by: 'lead', issue: LEAD }]]);
    expect(told(join(handling()), 'linked')).toEqual(['linked resident']);
  });

  test('GIVEN somebody has it WHEN another one links it THEN they learn that it is theirs no more', () => {
    const facts = { by: 'group', issue: LEAD };
    expect(said(join(handling(), 'group'), 'linked')).toEqual([
      ['linked', 'resident', facts],
      ['linked', 'lead', facts],
    ]);
  });

  test('GIVEN a follower WHEN it climbs with its lead THEN its resident learns that, and why', () => {
    const issue = moved(join(given()), { tier: 2, tierKey: 'grid-worker' });
    expect(said(issue, 'followed')).toEqual([['escalated', 'resident', { cause: 'with-lead', issue: LEAD }]]);
  });

  test('GIVEN a follower WHEN it was handled with its lead THEN its resident is asked in the name of the one who did', () => {
    const issue = moved(join(given()), { stage: 'confirming', handled: { by: person('grid') } });
    expect(said(issue, 'followed')).toEqual([
      ['please-confirm', 'resident', { by: 'grid', dueAtMs: issue.nowMs + 24 * HOUR }],
    ]);
  });

  test('GIVEN somebody had it WHEN it goes its own way again THEN they learn until when, and the resident by whom', () => {
    const issue = join(handling(), 'lead', HOUR).and(unlink('grid'), HOUR);
    expect(said(issue, 'unlinked')).toEqual([
      ['unlinked', 'lead', { issue: LEAD, dueAtMs: T0 + 9 * HOUR }],
      ['unlinked', 'resident', { issue: LEAD, by: 'grid' }],
    ]);
  });

  test('GIVEN nobody had it WHEN its lead ends THEN its tier is called, once more than before, and nobody is named', () => {
    const issue = gone(join(given(), 'lead', HOUR));
    expect(said(issue, 'unlinked')).toEqual([
      ['tier-called', 'lead', { dueAtMs: T0 + 2 * HOUR, cause: 'unlinked' }],
      ['unlinked', 'resident', { issue: LEAD }],
    ]);
    expect(issue.state).toMatchObject({ stage: 'open', calls: 1, stageSinceMs: T0 + HOUR });
  });
});

describe('linking: what is left of the time', () => {
  test('GIVEN nobody had acknowledged it WHEN it goes its own way THEN both of its clocks go on with what was left', () => {
    const issue = join(given(), 'lead', HOUR);
    expect(issue.state.link).toMatchObject({
      stage: 'open',
      acknowledge: { leftMs: HOUR },
      handle: { leftMs: 7 * HOUR },
    });
    issue.and(unlink('lead'), 10 * HOUR);
    expect(issue.state).toMatchObject({ stage: 'open', assignee: null, tier: 1 });
    expect(issue.state.clocks.acknowledge?.dueAtMs).toBe(T0 + 12 * HOUR);
    expect(issue.state.clocks.acknowledge?.charges.map(({ why }) => why)).toEqual(['term', 'waiting']);
    expect(issue.state.clocks.handle?.dueAtMs).toBe(T0 + 18 * HOUR);
    expect(issue.folded()).toEqual(issue.state);
  });

  test('GIVEN somebody has it WHEN it is linked and goes its own way THEN nobody is asked to acknowledge it again', () => {
    const issue = join(handling(), 'lead', HOUR);
    expect(issue.state.link?.acknowledge).toBeNull();
    issue.and(unlink('lead'), HOUR);
    expect(Object.keys(issue.state.clocks)).toEqual(['handle']);
  });

  test('GIVEN warnings of the tier WHEN it goes its own way THEN they come as long before the new deadline', () => {
    const tiers = RULES.tiers.map((tier) => ({ ...tier, warnings: [{ beforeMs: HOUR }] }));
    const issue = join(handling({ ...RULES, tiers }), 'lead', HOUR).and(unlink('lead'), 10 * HOUR);
    expect(issue.state.clocks.handle).toMatchObject({ dueAtMs: T0 + 18 * HOUR, warnAtMs: [T0 + 17 * HOUR] });
  });

  test('GIVEN an acknowledgement that expires WHEN it goes its own way THEN that begins anew where somebody has it, and only there', () => {
    const tiers = RULES.tiers.map((tier) => ({ ...tier, acknowledgementFor: natural(3 * HOUR) }));
    const issue = join(handling({ ...RULES, tiers }), 'lead', HOUR);
    expect(issue.state.clocks).not.toHaveProperty('renew');
    issue.and(unlink('lead'), 10 * HOUR);
    expect(issue.state.clocks.renew?.dueAtMs).toBe(T0 + 14 * HOUR);
    expect(join(given(T0, { ...RULES, tiers })).and(unlink('lead')).state.clocks).not.toHaveProperty('renew');
  });

  test('GIVEN a time over all tiers and an answer that is owed WHEN it is linked THEN both run on, also when it goes its own way', () => {
    const issue = join(handling({ ...RULES, total: { within: natural(90 * HOUR), to: 4 } }).and(supervise('group')));
    expect(issue.state.clocks).toMatchObject({
      total: { dueAtMs: T0 + 90 * HOUR },
      answer: { dueAtMs: T0 + 24 * HOUR },
    });
    issue.and(unlink('lead'), HOUR);
    expect(Object.keys(issue.state.clocks).sort()).toEqual(['answer', 'handle', 'total']);
  });

  test('GIVEN a time over all tiers WHEN it was handled with its lead THEN that stands still while the resident is asked', () => {
    const issue = join(handling({ ...RULES, total: { within: natural(90 * HOUR), to: 4 } }));
    issue.pass(10 * HOUR);
    moved(issue, { stage: 'confirming', handled: { by: person('grid') } });
    expect(issue.state.totalPaused).toMatchObject({ leftMs: 80 * HOUR });
    expect(Object.keys(issue.state.clocks)).toEqual(['confirm']);
    expect(issue.state).toMatchObject({
      handled: { by: 'grid', tier: 1, atMs: issue.nowMs },
      stageSinceMs: issue.nowMs,
    });
    expect(moved(join(handling()), { stage: 'confirming', handled: { by: person('grid') } }).state).not.toHaveProperty(
      'totalPaused',
    );
  });
});

describe('linking: with its lead up the ladder', () => {
  test('GIVEN a question is pending, or units were summoned, WHEN it is linked THEN the one is overtaken, and the others come first', () => {
    handling()
      .and(askForceClose('lead'))
      .when(link('lead'), 0, 0, { lead: VIEW })
      .then({ type: 'approval-lapsed', cause: 'overtaken' }, { type: 'linked', lead: LEAD, leadSeq: 7 });
    const summoned = handling(PARTY_RULES).and(summon('lead', 'property'));
    summoned.when(link('lead'), 0, 0, { lead: VIEW }).refused('PARTS_UNFINISHED');
    summoned.and(release('lead', 'property')).when(link('lead'), 0, 0, { lead: VIEW }).then({ type: 'linked' });
  });

  test('GIVEN a party has it WHEN it climbs with its lead THEN the party has it no more, and the tier begins afresh', () => {
    const issue = join(handling(PARTY_RULES).and(dispatch('lead', 'property')), 'manager').pass(HOUR);
    moved(issue, { tier: 2, tierKey: 'grid-worker', seq: 9 });
    expect(issue.state).not.toHaveProperty('dispatch');
    expect(issue.state).toMatchObject({ tier: 2, tierSinceMs: T0 + HOUR, calls: 0, assignee: null });
    expect(issue.log.at(-1)?.event).toEqual({ type: 'followed', lead: LEAD, leadSeq: 9, what: 'climbed', tier: 2 });
    issue.and(unlink('grid'), HOUR);
    expect(issue.state).toMatchObject({ stage: 'open', assignee: null });
    expect(issue.state.clocks).toMatchObject({
      acknowledge: { dueAtMs: T0 + 4 * HOUR },
      handle: { dueAtMs: T0 + 14 * HOUR },
    });
  });

  test('GIVEN a tier watches WHEN the follower climbs to it THEN it is owed no answer any more', () => {
    const issue = moved(join(handling().and(supervise('grid'))), { tier: 2, tierKey: 'grid-worker' });
    expect(issue.state).not.toHaveProperty('supervision');
    expect(issue.state.clocks).toEqual({});
  });

  test.each([
    ['by the tier that has the same name', { tier: 1, tierKey: 'party-group' }, 3],
    ['by the number where it has none of that name', { tier: 2, tierKey: 'door' }, 2],
    ['to its own top where the other ladder is longer', { tier: 7, tierKey: 'door' }, 4],
  ])('it climbs %s', (_how, to, tier) => {
    expect(moved(join(given()), to).state.tier).toBe(tier);
  });

  test('it stays where it is when its lead stands lower, and it does not climb with another issue', () => {
    const issue = join(given().and({ type: 'escalate', ...by('lead'), reason: 'up' }), 'grid');
    expect(follow(issue.state, VIEW, issue.nowMs)).toEqual([]);
    const other = { ...VIEW, id: 'i-other' as IssueId, tier: 4, tierKey: 'committee' };
    expect(follow(issue.state, other, issue.nowMs)).toEqual([]);
    expect(follow(given().state, { ...VIEW, tier: 4, tierKey: 'committee' }, T0)).toEqual([]);
    const asked = moved(join(given()), { stage: 'confirming', handled: { by: person('grid') } });
    expect(follow(asked.state, { ...VIEW, stage: 'confirming', handled: { by: person('grid') } }, T0)).toEqual([]);
  });

  test.each(['confirmed', 'unconfirmed', 'unreachable'] as const)(
    'GIVEN its lead was closed as %s before it heard of it THEN its own resident is asked',
    (outcome) => {
      const issue = moved(join(given()), { stage: 'closed', outcome, handled: { by: person('grid') } });
      expect(issue.state).toMatchObject({ stage: 'confirming', handled: { by: 'grid' } });
      issue.when(confirm()).then({ type: 'confirmed' }, { type: 'closed' });
    },
  );

  test('GIVEN its lead goes with another issue by now THEN it goes on by itself', () => {
    expect(moved(join(given()), { isFollower: true }).state).toMatchObject({ stage: 'open' });
  });

  test('what a follower knows of its lead is where it stands, who handled it, and how it ended', () => {
    const issue = given()
      .pass(3 * HOUR)
      .and(acknowledge('grid'));
    expect(leadViewOf(issue.state)).toMatchObject({
      id: 'i-test',
      tier: 2,
      tierKey: 'grid-worker',
      handled: null,
      outcome: null,
    });
    issue.and(handle('grid'));
    expect(leadViewOf(issue.state)).toMatchObject({ stage: 'confirming', handled: { by: 'grid' } });
    issue.and(confirm());
    expect(leadViewOf(issue.state)).toMatchObject({ stage: 'closed', outcome: 'confirmed' });
    expect(leadViewOf(join(given()).state)).toMatchObject({ stage: 'linked', isFollower: true });
  });
});

describe('linking: who may', () => {
  const offered = (issue: Given, command: string) =>
    explain(issue.state).offers.find((offer) => offer.command === command)?.whom;
  const above = ['grid', 'grid-deputy', 'group', 'group-member', 'committee', 'committee-b', 'committee-c'];

  test('whoever works on it and the tiers above link it; the resident too may say that it is another matter', () => {
    expect(offered(given(), 'link')).toEqual(['lead', ...above]);
    expect(offered(given(), 'unlink')).toBeUndefined();
    const issue = join(handling());
    expect(offered(issue, 'unlink')).toEqual(['lead', ...above, 'resident']);
    expect(offered(issue, 'link')).toBeUndefined();
    issue.when(unlink('stranger')).refused('NOT_YOURS_TO_DO');
    issue.when(unlink('resident')).then({ type: 'unlinked', by: person('resident'), reason: 'another pipe' });
  });

  test('GIVEN it has climbed THEN those below may not any more, except whoever was given it', () => {
    const issue = given()
      .and({ type: 'escalate', ...by('lead'), reason: 'up' })
      .and(acknowledge('grid'));
    expect(offered(issue, 'link')).toEqual(above);
    issue.when(link('lead'), 0, 0, { lead: VIEW }).refused('NOT_YOURS_TO_DO');
    expect(offered(issue.and(assign('grid', 'lead')), 'link')).toContain('lead');
  });

  test('GIVEN it is with its resident, or is not linked, THEN it is too late for the one and too early for the other', () => {
    const asked = handling().and(handle('lead'));
    expect(offered(asked, 'link')).toBeUndefined();
    asked.when(link('lead'), 0, 0, { lead: VIEW }).refused('NOT_IN_THIS_STAGE');
    given().when(unlink('lead')).refused('NOT_IN_THIS_STAGE');
    given()
      .and(acknowledge('lead'))
      .and(askForceClose('lead'))
      .and(approve('grid'))
      .when(unlink('lead'))
      .refused('ISSUE_CLOSED');
  });

  test('what it waits for is its lead, as long as that takes', () => {
    const issue = join(given(), 'lead', HOUR);
    expect(explain(issue.state).waits).toEqual([
      {
        what: 'lead',
        whom: [],
        role: 'lead',
        issue: LEAD,
        sinceMs: T0 + HOUR,
        untilMs: null,
        rule: 'default@1#link',
        then: 'nothing',
      },
    ]);
    expect(explain(given().state).waits.map(({ what }) => what)).not.toContain('lead');
  });
});
