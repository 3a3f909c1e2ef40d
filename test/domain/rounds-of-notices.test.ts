/** A call names, with its tier, a round of notices for good: nobody is called twice under one name. */
import { fold, natural, notices, type IssueRules } from '../../domain';
import { follow } from '../../domain/capabilities/linking/follow';
import { acknowledge, by, given, HOUR, ISSUE, person, post, RULES, T0, verify, type Given } from './given';

const supervise = (id: string) => ({ type: 'supervise', ...by(id), reason: 'look' }) as const;
const migrate = { type: 'migrate', ...by('committee'), what: 'procedure', reason: 'newer' } as const;

/** Tier, round and person of each call so far, seen from the state after each event. */
const calls = ({ log }: Given): readonly string[] =>
  log.flatMap(({ event }, index) => {
    const after = fold(ISSUE, log.slice(0, index + 1));
    if (after === null) return [];
    return notices(after, event)
      .filter(({ template }) => template.startsWith('tier-'))
      .map(({ tier, round, recipient }) => `${tier} ${round} ${recipient}`);
  });

test('GIVEN a tier that was told that an answer is owed WHEN it goes on duty THEN that is another call', () => {
  const rules: IssueRules = {
    ...RULES,
    verification: {
      by: post('verifier', 'lead', 'checker'),
      within: natural(8 * HOUR),
      repeat: { every: natural(HOUR), times: 0 },
    },
    supervision: { answerWithin: natural(HOUR) },
  };
  const issue = given(T0, rules).and(supervise('grid')).pass(HOUR);
  const before = issue.state.calls;
  expect(issue.and(verify('checker')).state.calls).toBeGreaterThan(before);
});

test('GIVEN a ladder whose tiers get other numbers WHEN the same people are called again THEN never by the same number and round', () => {
  const issue = given().pass(3 * HOUR);
  expect(issue.state).toMatchObject({ tier: 2 });
  const shorter: IssueRules = { ...RULES, version: 2, tiers: RULES.tiers.slice(1) };
  issue.and(migrate, 0, { rules: shorter });
  expect(issue.state).toMatchObject({ tier: 1, calls: 10_000 });
  issue.pass(HOUR).and(migrate, 0, { rules: { ...RULES, version: 3 } });
  expect(issue.state).toMatchObject({ tier: 2, calls: 20_000 });
  issue.pass(8 * HOUR);
  expect(new Set(calls(issue)).size).toBe(calls(issue).length);
});

test('GIVEN a supervising tier WHEN other rules give it another number THEN it watches on until it has the issue itself', () => {
  const issue = given().and(acknowledge('lead')).and(supervise('grid'));
  const longer: IssueRules = {
    ...RULES,
    version: 2,
    tiers: [
      ...RULES.tiers.slice(0, 1),
      { ...RULES.tiers[0]!, key: 'new', people: [person('new')] },
      ...RULES.tiers.slice(1),
    ],
  };
  issue.and(migrate, 0, { rules: longer });
  expect(issue.state.supervision).toMatchObject({ tier: 3 });
  issue.and({ type: 'escalate', ...by('lead'), reason: 'r' });
  expect(issue.state).toMatchObject({ tier: 2, supervision: { tier: 3 } });
  issue.and({ type: 'escalate', ...by('new'), reason: 'r' });
  expect(issue.state.supervision).toBeUndefined();
  expect(issue.state.clocks.answer).toBeUndefined();
});

test('GIVEN a follower WHEN it climbs with its lead to the tier that watches THEN nobody is owed an answer any more', () => {
  const lead = {
    id: 'i-lead' as never,
    seq: 5,
    stage: 'open',
    outcome: null,
    handled: null,
    isFollower: false,
  } as const;
  const issue = given()
    .and(supervise('group'))
    .and({ type: 'link', ...by('lead'), to: lead.id, reason: 'same' }, 0, {
      lead: { ...lead, tier: 1, tierKey: 'building-lead' },
    });
  expect(issue.state.clocks.answer).toBeDefined();
  issue.happens(follow(issue.state, { ...lead, tier: 3, tierKey: 'party-group' }, issue.nowMs));
  expect(issue.state.tier).toBe(3);
  expect(issue.state.clocks.answer).toBeUndefined();
});
