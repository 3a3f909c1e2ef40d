/** What a question says to whom, and what of it is kept. */
import { type IssueRules, type OnTimeout, type PersonId } from '../../domain';
import {
  acknowledge,
  approve,
  askExtension,
  askForceClose,
  askSuspension,
  delegate,
  given,
  handle,
  HOUR,
  reject,
  RULES,
  T0,
} from './given';
import { asked, closedBy, decision, panel, withGrid } from './panels';
import { latest, said, stored } from './said';

const silent = (onTimeout: OnTimeout): IssueRules => ({ ...RULES, forceClose: decision({ onTimeout }) });
const why = (id: string, reason: string) => ({ ...approve(id), reason });

describe('whoever is asked or has asked is told what it is about', () => {
  test('GIVEN a question WHEN it is put THEN each decider learns of what kind it is, who asks, and until when to decide', () => {
    const facts = { by: 'grid', kind: 'extension', approval: 'a1', dueAtMs: T0 + 9 * HOUR };
    expect(said(withGrid().and(askExtension('grid')), 'approval-requested')).toEqual([
      ['approval-asked', 'group', facts],
      ['approval-asked', 'group-member', facts],
    ]);
  });

  test.each([
    ['a yes', approve('group'), 'approved', { by: 'group' }, ['grid', 'group-member']],
    ['a no', reject('group-member'), 'rejected', { by: 'group-member' }, ['grid', 'group']],
  ] as const)('GIVEN %s THEN the asker and the others learn whose it was', (_what, command, type, facts, whom) => {
    const issue = asked(RULES).and(command);
    expect(said(issue, type)).toEqual(
      whom.map((id) => [`approval-${type}`, id, { kind: 'force-close', approval: 'a1', ...facts }]),
    );
  });

  test.each([
    ['lapse', 'approval-lapsed'],
    ['reject', 'rejected'],
    ['approve', 'approved'],
  ] as const)(
    'GIVEN silence that the procedure takes for %s THEN they learn that nobody decided',
    (onTimeout, type) => {
      const issue = asked(silent(onTimeout)).pass(6 * HOUR);
      const facts = { kind: 'force-close', approval: 'a1', cause: 'expired' };
      expect(said(issue, type).map(([, whom]) => whom)).toEqual(['grid', 'group', 'group-member']);
      expect(said(issue, type).map(([, , fact]) => fact)).toEqual([facts, facts, facts]);
    },
  );

  test('GIVEN a question that events have overtaken THEN they learn that as well', () => {
    const facts = { kind: 'force-close', approval: 'a1', cause: 'overtaken' };
    expect(said(asked(RULES).and(handle('grid')), 'approval-lapsed')).toEqual([
      ['approval-lapsed', 'grid', facts],
      ['approval-lapsed', 'group', facts],
      ['approval-lapsed', 'group-member', facts],
    ]);
  });

  test('GIVEN a question that goes to the next tier THEN the asker and those who did not answer learn which', () => {
    const issue = asked(silent('climb')).pass(6 * HOUR);
    expect(said(issue, 'approval-climbed').slice(2)).toEqual([
      ['approval-asked', 'committee-c', { by: 'grid', kind: 'force-close', approval: 'a1', dueAtMs: T0 + 15 * HOUR }],
      ...['grid', 'group', 'group-member'].map((id) => [
        'for-information',
        id,
        { event: 'approval-climbed', approval: 'a1' },
      ]),
    ]);
  });

  test('GIVEN a question that was decided before WHEN a second is decided THEN what is said is of the second', () => {
    const issue = withGrid().and(askExtension('grid')).and(reject('group')).and(askForceClose('grid'));
    expect(said(issue, 'approval-requested')[0]?.[2]).toMatchObject({ kind: 'force-close', approval: 'a2' });
    issue.and(approve('group-member'));
    expect(said(issue, 'approved').map(([, whom]) => whom)).toEqual(['grid', 'group']);
    expect(said(issue, 'approved')[0]?.[2]).toMatchObject({ kind: 'force-close', approval: 'a2' });
    expect(issue.state.approvals.map(({ status }) => status)).toEqual(['rejected', 'approved']);
  });
});

describe('what is kept of a question', () => {
  const untilMs = T0 + 20 * HOUR;

  test.each([
    ['an extension', askExtension('grid', 4), { kind: 'extension', reason: 'parts', extendByMs: 4 * HOUR }],
    ['a suspension', askSuspension('grid', untilMs), { kind: 'suspension', reason: 'the ground is frozen', untilMs }],
    ['a force-close', askForceClose('grid'), { kind: 'force-close', reason: 'moved away' }],
  ])('of %s: what was asked for, by whom and why, and until when it is to be decided', (_what, command, what) => {
    const issue = withGrid().and(command, HOUR);
    expect(issue.log.at(-1)?.event).toStrictEqual({
      type: 'approval-requested',
      approval: 'a1',
      by: 'grid',
      ...what,
      deciders: ['group', 'group-member'],
      sinceMs: T0 + 4 * HOUR,
      dueAtMs: T0 + 10 * HOUR,
    });
    const question = {
      id: 'a1',
      status: 'pending',
      askedBy: 'grid',
      askedAtMs: T0 + 4 * HOUR,
      ...what,
      deciders: ['group', 'group-member'],
      dueAtMs: T0 + 10 * HOUR,
    };
    expect(issue.state.approvals).toStrictEqual([question]);
    issue.and(approve('group'), HOUR);
    const decided = { status: 'approved', decidedBy: 'group', decidedAtMs: T0 + 5 * HOUR };
    expect(issue.state.approvals).toStrictEqual([{ ...question, ...decided }]);
  });

  test('of an answer: by whom, and why where somebody says why', () => {
    expect(latest(asked(RULES).and(approve('group')), 'approved')).toStrictEqual({
      type: 'approved',
      approval: 'a1',
      by: 'group',
    });
    expect(latest(asked(RULES).and(why('group', 'nobody lives there')), 'approved')).toStrictEqual({
      type: 'approved',
      approval: 'a1',
      by: 'group',
      reason: 'nobody lives there',
    });
    const issue = asked(RULES).and(reject('group'), HOUR);
    expect(latest(issue, 'rejected')).toStrictEqual({ type: 'rejected', approval: 'a1', by: 'group', reason: 'no' });
    expect(issue.state.approvals[0]).toMatchObject({
      status: 'rejected',
      decidedBy: 'group',
      decidedAtMs: T0 + 4 * HOUR,
    });
    expect(issue.state.stage).toBe('handling');
  });

  test('of a question that nobody answered: that it lapsed and when, and nobody', () => {
    const issue = asked(RULES).pass(6 * HOUR);
    expect(issue.state.approvals[0]).toMatchObject({ status: 'lapsed', decidedAtMs: T0 + 9 * HOUR });
    expect(issue.state.approvals[0]).not.toHaveProperty('decidedBy');
  });

  test('of several voices: each in the order in which they were given, and in whose place', () => {
    const untilFar = T0 + 100 * HOUR;
    const rules = closedBy({ panels: [panel({ count: 3 }, 'group', 'elder', 'lawyer')] });
    const issue = asked(rules)
      .and(delegate('group', 'lead', untilFar))
      .and(approve('elder'))
      .and(approve('lead'));
    expect(latest(issue, 'voted')).toStrictEqual({
      type: 'voted',
      approval: 'a1',
      by: 'lead',
      for: 'group',
      vote: 'approve',
    });
    expect(issue.state.approvals[0]?.votes).toStrictEqual([
      { by: 'elder', vote: 'approve' },
      { by: 'lead', for: 'group', vote: 'approve' },
    ]);
    expect(issue.state.approvals[0]?.status).toBe('pending');
    issue.and(reject('lawyer'));
    expect(issue.state.approvals[0]?.votes).toHaveLength(3);
    expect(latest(issue, 'voted')).toMatchObject({ by: 'lawyer', vote: 'reject', reason: 'no' });
  });

  test('of a question that climbs: how often, and who decides now', () => {
    const issue = given(T0, silent('climb'))
      .and(acknowledge('lead'))
      .and(askForceClose('lead'), HOUR)
      .pass(6 * HOUR);
    expect(issue.state.approvals[0]).toStrictEqual({
      id: 'a1',
      kind: 'force-close',
      status: 'pending',
      askedBy: 'lead',
      askedAtMs: T0 + HOUR,
      reason: 'moved away',
      deciders: ['group', 'group-member'],
      climbs: 1,
      dueAtMs: T0 + 13 * HOUR,
    });
    expect(latest(issue, 'approval-climbed')).toMatchObject({ unanswered: ['grid', 'grid-deputy'] as PersonId[] });
  });

  test('GIVEN several questions WHEN one ends THEN nothing changes about the others', () => {
    const issue = withGrid().and(askExtension('grid')).and(reject('group'));
    const before = issue.state.approvals[0];
    issue.and(askExtension('grid')).and(approve('group'));
    expect(issue.state.approvals[0]).toStrictEqual(before);
    expect(stored(issue.state.approvals)).toStrictEqual(issue.state.approvals);
  });

  test('of an extension: from when to when the deadline moved', () => {
    const issue = withGrid().and(askExtension('grid', 4)).and(approve('group'), HOUR);
    const { clocks } = issue.state;
    expect(latest(issue, 'extended')).toStrictEqual({
      type: 'extended',
      approval: 'a1',
      fromAtMs: T0 + 15 * HOUR,
      toAtMs: T0 + 19 * HOUR,
      handle: clocks.handle,
    });
  });
});
