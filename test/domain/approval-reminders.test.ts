/** A decision that waits is called to mind, of those whose voice is still wanted. */
import { explain, nextWake, notices, wakeKey, wakes, type IssueRules, type Warning } from '../../domain';
import { remind } from '../../domain/capabilities/approval/remind';
import { approve, askForceClose, delegate, given, HOUR, person, RULES, T0, told, type Given } from './given';
import { migrate } from './other-rules';
import { asked, closedBy, decision, panel, type Deciding } from './panels';
import { latest, said, stored } from './said';
import { rings, staff, staffing } from './staff';

const HALF: readonly Warning[] = [{ share: 0.5 }];
const ALL: Omit<Deciding, 'decideWithin'> = { quorum: { share: 1 }, reminders: HALF };
/** Asked three hours after the opening, to be decided within six. */
const ASKED = T0 + 3 * HOUR;
const reminded = (issue: Given): readonly string[] => told(issue, 'approval-reminded');
const reminders = ({ log }: Given): number => log.filter(({ event }) => event.type === 'approval-reminded').length;
const whom = (...ids: readonly string[]): readonly string[] => ids.map((id) => `approval-reminder ${id}`);

describe('when', () => {
  test('GIVEN shares and spans WHEN it is asked THEN the event says the instants, the earliest first, and the wakes are these', () => {
    const issue = asked(closedBy({ reminders: [{ beforeMs: HOUR }, { share: 0.5 }, { beforeMs: 9 * HOUR }] }));
    const remindAtMs = [ASKED + 3 * HOUR, ASKED + 5 * HOUR];
    expect(latest(issue, 'approval-requested')).toMatchObject({ dueAtMs: ASKED + 6 * HOUR, remindAtMs });
    const wake = wakes(issue.state).find(({ clock }) => clock === 'approval-reminder');
    expect(wake).toStrictEqual({ clock: 'approval-reminder', atMs: remindAtMs[0], tier: 2, round: 0, approval: 'a1' });
    issue.pass(3 * HOUR);
    expect(latest(issue, 'approval-reminded')).toStrictEqual({
      type: 'approval-reminded',
      approval: 'a1',
      firedAtMs: remindAtMs[0],
      dueAtMs: ASKED + 6 * HOUR,
    });
    expect(issue.state.approvals[0]?.remindAtMs).toStrictEqual([remindAtMs[1]]);
    issue.pass(2 * HOUR);
    expect(reminders(issue)).toBe(2);
    expect(issue.state.approvals[0]).not.toHaveProperty('remindAtMs');
    expect(issue.folded()).toStrictEqual(stored(issue.state));
  });

  test('GIVEN a procedure that says nothing of it THEN neither event nor state has a word of it', () => {
    const issue = asked(RULES);
    expect(latest(issue, 'approval-requested')).not.toHaveProperty('remindAtMs');
    expect(issue.state.approvals[0]).not.toHaveProperty('remindAtMs');
    expect(reminders(issue.pass(5 * HOUR))).toBe(0);
  });

  test('GIVEN two reminders THEN each is a notice of its own: no two of one person have the same tier and round', () => {
    const issue = asked(closedBy({ reminders: [{ share: 0.5 }, { share: 0.9 }] }));
    const before = issue.state.calls;
    const rounds = [3, 2.5].map((hours) => {
      issue.pass(hours * HOUR);
      return notices(issue.state, latest(issue, 'approval-reminded'))[0]?.round;
    });
    // The rounds of a tier only go up, whatever tells them.
    expect(rounds).toEqual([before + 1, before + 2]);
  });

  test('GIVEN it is decided THEN nothing is left of the reminders', () => {
    const issue = asked(closedBy({ reminders: HALF })).and(approve('group'));
    expect(reminders(issue.pass(4 * HOUR))).toBe(0);
  });

  test('GIVEN an outage over two of them THEN one is told for both; over the time to decide, nobody is', () => {
    const two = closedBy({ reminders: [{ share: 0.25 }, { share: 0.5 }] });
    const late = asked(two);
    late.nowMs = ASKED + 4 * HOUR;
    late.wakeOnce();
    expect(reminded(late)).toEqual(whom('group', 'group-member'));
    expect(late.state.approvals[0]).not.toHaveProperty('remindAtMs');
    const over = asked(two);
    over.nowMs = ASKED + 7 * HOUR;
    expect(over.wakeOnce()).toMatchObject([{ type: 'approval-reminded', untold: true }]);
    expect(reminded(over)).toEqual([]);
    expect(over.wakeOnce()).toMatchObject([{ type: 'approval-lapsed', cause: 'expired' }]);
    // The time to decide ends at its instant, and does not include it.
    const just = asked(two);
    just.nowMs = ASKED + 6 * HOUR;
    expect(just.wakeOnce()).toMatchObject([{ type: 'approval-reminded', untold: true }]);
    const before = asked(two);
    before.nowMs = ASKED + 6 * HOUR - 1;
    expect(before.wakeOnce()[0]).not.toHaveProperty('untold');
  });

  test('GIVEN a reminder that has outlived its question THEN nothing comes of it', () => {
    const issue = asked(closedBy({ reminders: HALF }));
    const wake = nextWake(issue.state)!;
    expect(remind(issue.state, wake, wake.atMs)).toHaveLength(1);
    expect(remind(issue.and(approve('group')).state, wake, wake.atMs)).toStrictEqual([]);
  });

  test('GIVEN it climbs THEN those above are reminded in their own time, and under other names', () => {
    const issue = asked(closedBy({ reminders: HALF, onTimeout: 'climb' }));
    const first = wakeKey(nextWake(issue.state)!);
    issue.pass(6 * HOUR);
    expect(latest(issue, 'approval-climbed')).toMatchObject({ remindAtMs: [ASKED + 9 * HOUR] });
    expect(wakeKey(nextWake(issue.state)!)).not.toBe(first);
    issue.pass(3 * HOUR);
    expect(reminded(issue)).toEqual(whom('committee', 'committee-b', 'committee-c'));
  });

  test('GIVEN the rest of the first time was still to be reminded of WHEN it climbs THEN that is gone', () => {
    const issue = asked(closedBy({ reminders: HALF, onTimeout: 'climb' }));
    const { approvals } = issue.state;
    issue.state = { ...issue.state, approvals: approvals.map((one) => ({ ...one, remindAtMs: [ASKED + 99 * HOUR] })) };
    issue.pass(6 * HOUR);
    expect(issue.state.approvals[0]?.remindAtMs).toStrictEqual([ASKED + 9 * HOUR]);
  });
});

describe('whom', () => {
  test('GIVEN one of two has voted THEN the other alone is told, what the question was and until when', () => {
    const issue = asked(closedBy(ALL))
      .and(approve('group'))
      .pass(3 * HOUR);
    expect(said(issue, 'approval-reminded')).toEqual([
      [
        'approval-reminder',
        'group-member',
        { by: 'grid', kind: 'force-close', approval: 'a1', dueAtMs: ASKED + 6 * HOUR },
      ],
    ]);
  });

  test('GIVEN some are away by then THEN the directory is asked, and those who are there are told', () => {
    const issue = asked(closedBy({ reminders: HALF }));
    rings(issue.pass(2 * HOUR), staffing(staff('party-group', ['group', 'group-member'], ['group-member'])));
    expect(issue.types().slice(-2)).toEqual(['staffed', 'approval-reminded']);
    expect(reminded(issue)).toEqual(whom('group-member'));
  });

  test('GIVEN a deputy WHEN they may speak for one who has not THEN they are told with them', () => {
    const issue = asked(closedBy(ALL)).and(delegate('group', 'committee', T0 + 99 * HOUR));
    expect(reminded(issue.pass(3 * HOUR))).toEqual(whom('group', 'group-member', 'committee'));
  });

  test('GIVEN a deputy of two who has spoken for one THEN they are not told with the other: the rules take no second voice', () => {
    const issue = asked(closedBy(ALL))
      .and(delegate('group', 'committee', T0 + 99 * HOUR))
      .and(delegate('group-member', 'committee', T0 + 99 * HOUR))
      .and(approve('committee'))
      .pass(3 * HOUR);
    issue.when(approve('committee')).refused('APPROVAL_DECIDED');
    expect(reminded(issue)).toEqual(whom('group-member'));
  });

  test('GIVEN a decider who has voted and is the deputy of one who has not THEN they are left in peace', () => {
    const issue = asked(closedBy(ALL))
      .and(delegate('group-member', 'group', T0 + 99 * HOUR))
      .and(approve('group'))
      .pass(3 * HOUR);
    expect(reminded(issue)).toEqual(whom('group-member'));
  });

  test('GIVEN the asker is the deputy of a decider THEN they are not reminded of what they ask for', () => {
    const issue = asked(closedBy(ALL)).and(delegate('group', 'grid', T0 + 99 * HOUR));
    expect(reminded(issue.pass(3 * HOUR))).toEqual(whom('group', 'group-member'));
  });

  test('GIVEN the procedure copies it to somebody who has voted THEN they learn of it, and so does their deputy', () => {
    const rules: IssueRules = {
      ...closedBy(ALL),
      copies: [{ event: 'approval-reminded', people: [person('group')] }],
    };
    const issue = asked(rules)
      .and(delegate('group', 'committee', T0 + 99 * HOUR))
      .and(approve('group'))
      .pass(3 * HOUR);
    expect(reminded(issue)).toEqual([...whom('group-member'), 'for-information group', 'for-information committee']);
  });

  test('GIVEN several panels THEN who is missing in each is told', () => {
    const rules = closedBy({
      panels: [panel({ count: 1 }, 'lawyer', 'notary'), panel({ count: 1 }, 'committee')],
      reminders: HALF,
    });
    expect(
      reminded(
        asked(rules)
          .and(approve('committee'))
          .pass(3 * HOUR),
      ),
    ).toEqual(whom('lawyer', 'notary'));
  });

  test('GIVEN a panel that has its number THEN the others of it are not asked for a voice that changes nothing', () => {
    const rules = closedBy({
      panels: [panel({ count: 1 }, 'lawyer', 'notary'), panel({ count: 1 }, 'committee', 'notary')],
      reminders: HALF,
    });
    const after = (first: string) =>
      reminded(
        asked(rules)
          .and(approve(first))
          .pass(3 * HOUR),
      );
    expect(after('lawyer')).toEqual(whom('notary', 'committee'));
    expect(after('committee')).toEqual(whom('lawyer', 'notary'));
    const apart = closedBy({
      panels: [panel({ count: 1 }, 'lawyer', 'clerk'), panel({ count: 1 }, 'committee')],
      reminders: HALF,
    });
    const issue = asked(apart).and(approve('clerk'));
    expect(reminded(issue.pass(3 * HOUR))).toEqual(whom('committee'));
  });
});

describe('what else is known of it', () => {
  test('whoever asks why learns that it comes next, and that nothing comes of it', () => {
    const { next } = explain(asked(closedBy({ reminders: HALF })).state);
    expect(next).toMatchObject({ clock: 'approval-reminder', atMs: ASKED + 3 * HOUR, then: 'nothing' });
  });

  test('GIVEN other rules under a pending question THEN it keeps its time, and its reminders', () => {
    const issue = asked(closedBy({ reminders: HALF }));
    issue.and(migrate(), 0, { rules: { ...RULES, version: 2 } });
    expect(latest(issue, 'rules-changed')).not.toHaveProperty('remindAtMs');
    expect(reminders(issue.pass(3 * HOUR))).toBe(1);
  });

  test('GIVEN quarantine over a reminder THEN nobody is reminded in it; what was left is left, and reminded of by the new rules', () => {
    const rules = closedBy({ reminders: HALF });
    const issue = given(T0, rules)
      .pass(3 * HOUR)
      .and({ type: 'acknowledge', by: person('grid') })
      .and(askForceClose('grid'));
    issue.pass(HOUR).happens([{ type: 'quarantined', what: 'handle', atMs: issue.nowMs }]);
    expect(reminders(issue.pass(20 * HOUR))).toBe(0);
    const next = {
      ...rules,
      version: 2,
      forceClose: decision({ reminders: [{ beforeMs: 2 * HOUR }, { beforeMs: 6 * HOUR }] }),
    };
    issue.and(migrate(), 0, { rules: next });
    const until = issue.nowMs + 5 * HOUR;
    expect(latest(issue, 'rules-changed')).toMatchObject({ decideUntilMs: until, remindAtMs: [until - 2 * HOUR] });
    expect(issue.state.approvals[0]).toMatchObject({ dueAtMs: until, remindAtMs: [until - 2 * HOUR] });
    expect(issue.folded()).toStrictEqual(stored(issue.state));
    expect(reminders(issue.pass(3 * HOUR))).toBe(1);
  });

  test('GIVEN quarantine and new rules without reminders THEN the old ones are gone', () => {
    const issue = asked(closedBy({ reminders: HALF }));
    issue.happens([{ type: 'quarantined', what: 'handle', atMs: issue.nowMs }]);
    issue.and(migrate(), HOUR, { rules: { ...RULES, version: 2 } });
    expect(issue.state.approvals[0]).not.toHaveProperty('remindAtMs');
  });
});
