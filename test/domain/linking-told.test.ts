/** What becomes of the time, the people and the notices of an issue that goes with another. */
import { natural, notices, type EventType } from '../../domain';
import { given, HOUR, person, RULES, supervise, T0, told, type Given } from './given';
import { handling, join, LEAD, moved, unlink } from './linked';

/** What the latest event of a type told whom, with what is said. */
const said = (issue: Given, type: EventType) =>
  notices(issue.state, issue.log.findLast(({ event }) => event.type === type)!.event).map(
    ({ template, recipient, facts }) => [template, recipient, facts],
  );
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
    expect(said(issue, 'unlinked')).toStrictEqual([
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
