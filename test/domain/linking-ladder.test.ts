/** An issue climbs with the one with which it goes, and may be taken apart from it by some. */
import { explain, type IssueId } from '../../domain';
import { follow, leadViewOf } from '../../domain/capabilities/linking/follow';
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
  supervise,
  T0,
  type Given,
} from './given';
import { handling, join, LEAD, link, moved, unlink, VIEW } from './linked';
import { dispatch, PARTY_RULES, release, summon } from './parties';

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
      expect(issue.log.at(-1)?.event).toMatchObject({ type: 'followed', lead: LEAD, what: 'handled', tier: 1 });
      expect(issue.state).toMatchObject({ stage: 'confirming', handled: { by: 'grid' } });
      issue.when(confirm()).then({ type: 'confirmed' }, { type: 'closed' });
    },
  );

  test('GIVEN its lead goes with another issue by now, or nobody is known to have handled it, THEN it goes on by itself', () => {
    expect(moved(join(given()), { isFollower: true }).state).toMatchObject({ stage: 'open' });
    expect(moved(join(given()), { stage: 'confirming' }).state).toMatchObject({ stage: 'open' });
  });

  test('GIVEN several go with one lead WHEN one goes its own way THEN the others still do', () => {
    const ids = ['i-x', 'i-y', 'i-z'].map((id) => id as IssueId);
    const issue = given().happens(ids.map((follower) => ({ type: 'follower-joined', follower })));
    expect(issue.state.followers).toEqual(ids);
    issue.happens([{ type: 'follower-left', follower: ids[1]! }]);
    expect(issue.state.followers).toEqual(['i-x', 'i-z']);
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
    expect(issue.when(unlink('stranger')).refused('NOT_YOURS_TO_DO')?.message).toContain('may not unlink');
    issue.when(unlink('resident')).then({ type: 'unlinked', by: person('resident'), reason: 'another pipe' });
  });

  test('GIVEN it has climbed THEN those below may not any more, except whoever was given it', () => {
    const issue = given()
      .and({ type: 'escalate', ...by('lead'), reason: 'up' })
      .and(acknowledge('grid'));
    expect(offered(issue, 'link')).toEqual(above);
    const refusal = issue.when(link('lead'), 0, 0, { lead: VIEW }).refused('NOT_YOURS_TO_DO');
    expect(refusal?.message).toContain('may not link');
    expect(offered(issue.and(assign('grid', 'lead')), 'link')).toContain('lead');
  });

  test('GIVEN it is with its resident, or is not linked, THEN it is too late for the one and too early for the other', () => {
    const asked = handling().and(handle('lead'));
    expect(offered(asked, 'link')).toBeUndefined();
    const tooLate = asked.when(link('lead'), 0, 0, { lead: VIEW }).refused('NOT_IN_THIS_STAGE');
    expect(tooLate?.message).toMatch(/^link is possible in stage open or handling/);
    const tooEarly = given().when(unlink('lead')).refused('NOT_IN_THIS_STAGE');
    expect(tooEarly?.message).toMatch(/^unlink is possible in stage linked/);
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
