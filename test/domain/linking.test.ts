import { explain, notices, type Command, type IssueId } from '../../domain';
import { follow, followerChange, leadViewOf } from '../../domain/capabilities/linking/follow';
import type { LeadView } from '../../domain/capabilities/linking/messages';
import {
  acknowledge,
  approve,
  askForceClose,
  by,
  confirm,
  given,
  handle,
  HOUR,
  person,
  reopen,
  T0,
  type Given,
} from './given';

const LEAD = 'i-lead' as IssueId;
const lead = (more: Partial<LeadView> = {}): { lead: LeadView } => ({
  lead: {
    id: LEAD,
    seq: 7,
    stage: 'handling',
    outcome: null,
    tier: 1,
    tierKey: 'building-lead',
    handled: null,
    isFollower: false,
    ...more,
  },
});
const link = (id: string, to: string = LEAD): Command => ({
  type: 'link',
  ...by(id),
  to: to as IssueId,
  reason: 'same pipe',
});
const unlink = (id: string): Command => ({ type: 'unlink', ...by(id), reason: 'another pipe' });
const linked = (): Given => given().and(acknowledge('lead'), HOUR).and(link('lead'), HOUR, lead());
const moved = (issue: Given, more: Partial<LeadView>) => follow(issue.state, lead(more).lead, issue.nowMs);

describe('linked issues escalate as a group, reversibly', () => {
  test('GIVEN an issue WHEN it is linked THEN its clocks stand still and nothing rings for it', () => {
    const issue = linked();
    expect(issue.state).toMatchObject({ stage: 'linked', link: { lead: LEAD, stage: 'handling' }, clocks: {} });
    expect(issue.pass(500 * HOUR).types(3)).toEqual([]);
    expect(explain(issue.state).waits).toMatchObject([{ what: 'lead', issue: LEAD }]);
  });

  test('GIVEN a follower WHEN its lead climbs THEN it climbs too, however often it is asked', () => {
    const issue = linked();
    const climbed = { tier: 3, tierKey: 'party-group', seq: 9 };
    const events = moved(issue, climbed);
    expect(events).toMatchObject([{ type: 'followed', what: 'climbed', tier: 3 }]);
    issue.happens(events);
    expect(issue.state).toMatchObject({ tier: 3, stage: 'linked', assignee: null });
    expect(moved(issue, climbed)).toEqual([]);
  });

  test('GIVEN a follower WHEN its lead is handled THEN its own resident has the word on it', () => {
    const issue = linked();
    const events = moved(issue, { stage: 'confirming', handled: { by: person('grid') } });
    issue.happens(events);
    expect(issue.state).toMatchObject({ stage: 'confirming', handled: { by: 'grid' } });
    expect(issue.state.link).toBeUndefined();
    expect(notices(issue.state, events[0]!)).toMatchObject([{ recipient: 'resident', template: 'please-confirm' }]);
    issue.when(confirm()).then({ type: 'confirmed' }, { type: 'closed', outcome: 'confirmed' });
  });

  test('WHEN the lead waits for a check THEN nobody is asked yet', () => {
    expect(moved(linked(), { stage: 'checking', handled: { by: person('grid') } })).toEqual([]);
  });

  test.each(['force-closed', 'voided', 'withdrawn', 'declined'] as const)(
    'GIVEN a follower WHEN its lead ends as %s THEN it goes on by itself',
    (outcome) => {
      const issue = linked();
      issue.happens(moved(issue, { stage: 'closed', outcome }));
      expect(issue.state).toMatchObject({ stage: 'handling', assignee: 'lead' });
      expect(issue.state.clocks.handle?.dueAtMs).toBe(T0 + 8 * HOUR);
    },
  );

  test('WHEN it is unlinked after a while THEN it goes on with exactly what was left of its time', () => {
    const issue = linked().and(unlink('lead'), 20 * HOUR);
    expect(issue.state).toMatchObject({ stage: 'handling', assignee: 'lead' });
    expect(issue.state.link).toBeUndefined();
    expect(issue.state.clocks.handle?.dueAtMs).toBe(T0 + 28 * HOUR);
    expect(issue.state.clocks.handle?.charges.map(({ why }) => why)).toEqual(['term', 'waiting']);
    expect(issue.folded()).toEqual(issue.state);
  });

  test('WHEN it is unlinked after it climbed THEN the higher tier has its whole time', () => {
    const issue = linked();
    issue.happens(moved(issue, { tier: 2, tierKey: 'grid-worker' })).and(unlink('resident'), HOUR);
    expect(issue.state).toMatchObject({ stage: 'open', tier: 2 });
    expect(issue.state.clocks.acknowledge?.dueAtMs).toBe(issue.nowMs + 2 * HOUR);
  });

  test('WHEN the one who handled the lead reported the follower THEN they are not asked about their own work', () => {
    const issue = linked();
    expect(moved(issue, { stage: 'confirming', handled: { by: person('resident') } })).toMatchObject([
      { type: 'unlinked' },
    ]);
  });

  test('GIVEN a lead that was closed WHEN it is reopened THEN nobody goes with it any more, and it may go with another', () => {
    const issue = given()
      .and(acknowledge('lead'))
      .happens([{ type: 'follower-joined', follower: 'i-x' as IssueId }])
      .and(askForceClose('lead'))
      .and(approve('grid'))
      .and(reopen());
    expect(issue.state.followers).toBeUndefined();
    issue.when(link('grid'), 0, 0, lead()).then({ type: 'linked' });
  });

  test('what can not be: itself, an unknown, a closed one, one that follows, one that is followed', () => {
    const open = () => given().and(acknowledge('lead'));
    open()
      .when(link('lead', 'i-test'), 0, 0, lead({ id: 'i-test' as IssueId }))
      .refused('LINK_IMPOSSIBLE');
    open().when(link('lead')).refused('LINK_IMPOSSIBLE');
    open()
      .when(link('lead'), 0, 0, lead({ stage: 'closed' }))
      .refused('LINK_IMPOSSIBLE');
    open()
      .when(link('lead'), 0, 0, lead({ isFollower: true }))
      .refused('LINK_IMPOSSIBLE');
    open()
      .happens([{ type: 'follower-joined', follower: 'i-x' as IssueId }])
      .when(link('lead'), 0, 0, lead())
      .refused('LINK_IMPOSSIBLE');
    open().when(link('resident'), 0, 0, lead()).refused('NOT_YOURS_TO_DO');
    linked().when(handle('lead')).refused('NOT_IN_THIS_STAGE');
  });

  test('the lead knows who goes with it, each once', () => {
    const follower = 'i-x' as IssueId;
    const issue = given();
    issue.happens(followerChange(issue.state, follower, true));
    expect(issue.state.followers).toEqual([follower]);
    expect(followerChange(issue.state, follower, true)).toEqual([]);
    issue.happens(followerChange(issue.state, follower, false));
    expect(issue.state.followers).toBeUndefined();
    expect(followerChange(issue.state, follower, false)).toEqual([]);
    expect(leadViewOf(issue.state)).toMatchObject({ seq: 3, stage: 'open', isFollower: false });
  });
});
