/** What the log holds of a step, and what a state remembers of the log. */
import {
  EVENT_VERSION,
  eventTypeName,
  evolve,
  fold,
  mayHaveForgotten,
  notices,
  open,
  record,
  sameJson,
  type CommandId,
  type IssueEvent,
  type Recorded,
} from '../../domain';
import { acknowledge, comment, given, HOUR, ISSUE, REPORT, RULES, T0 } from './given';

const from = { actor: 'lead', commandId: 'c-9' as CommandId, occurredAtMs: T0 + HOUR };
const commented: IssueEvent = { type: 'commented', by: REPORT.reporter, text: 'dark', evidence: [] };

describe('a step', () => {
  test('its events follow the log without a gap, all by one person, through one command, at one instant', () => {
    const issue = given().and(acknowledge('lead'));
    const { records, after } = record(ISSUE, issue.state, [commented, commented], from);
    expect(records).toEqual([
      { seq: 3, ...from, event: commented },
      { seq: 4, ...from, event: commented },
    ]);
    expect(after.seq).toBe(4);
  });

  test('the first one is an opening, and who is told is told with the number of the event', () => {
    const opening = record(ISSUE, null, open(REPORT, RULES, T0), from);
    expect(opening.records.map(({ seq }) => seq)).toEqual([1]);
    expect(opening.notices).toEqual(
      notices(opening.after, opening.records[0]!.event).map((notice) => ({ ...notice, seq: 1 })),
    );
    expect(opening.notices.map(({ recipient }) => recipient)).toEqual(['lead', 'resident']);
    const spoken = record(ISSUE, opening.after, [commented], from);
    expect(spoken.notices).toMatchObject([{ template: 'commented', recipient: 'lead', seq: 2 }]);
  });

  test('a step without events leaves the state as it is, and opens nothing', () => {
    const { state } = given();
    expect(record(ISSUE, state, [], from)).toEqual({ records: [], after: state, notices: [] });
    expect(() => record(ISSUE, null, [], from)).toThrow(ISSUE);
  });

  test('a log begins with an opening, and has one', () => {
    const first: Recorded = { seq: 1, ...from, event: commented };
    expect(() => fold(ISSUE, [first])).toThrow('commented');
    const [opened] = open(REPORT, RULES, T0);
    expect(() => evolve(ISSUE, given().state, { seq: 2, ...from, event: opened })).toThrow('once');
  });

  test('an event that changes nothing leaves the state before it as it was', () => {
    const { state } = given();
    const after = evolve(ISSUE, state, { seq: 2, ...from, event: commented });
    expect(state.seq).toBe(1);
    expect(after).toEqual({ ...state, seq: 2, recent: [...state.recent, { id: 'c-9', seq: 2 }] });
  });

  test('its events are published under their names and the version of their data', () => {
    expect(eventTypeName('approval-requested')).toBe(`issue.approval-requested.v${EVENT_VERSION}`);
  });
});

describe('the commands that a state remembers', () => {
  test('each once, with its latest event', () => {
    const [opened] = open(REPORT, RULES, T0);
    expect(record(ISSUE, null, [opened, commented], from).after.recent).toStrictEqual([{ id: 'c-9', seq: 2 }]);
    const { after } = record(ISSUE, given().state, [commented, commented], from);
    expect(after.recent).toEqual([
      { id: 'open', seq: 1 },
      { id: 'c-9', seq: 3 },
    ]);
    const later = record(ISSUE, after, [commented], { ...from, commandId: 'c-10' as CommandId }).after;
    // Said again by whoever was not answered: it is the newest, and still one.
    expect(record(ISSUE, later, [commented], from).after.recent.map(({ id }) => id)).toEqual(['open', 'c-10', 'c-9']);
  });

  test('the latest 32; whether there were more can be told', () => {
    const issue = given();
    for (let count = 2; count <= 31; count += 1) issue.and(comment('resident'));
    expect(issue.state.recent).toHaveLength(31);
    expect(mayHaveForgotten(issue.state)).toBe(false);
    issue.and(comment('resident'));
    expect(issue.state.recent).toHaveLength(32);
    expect(issue.state.recent[0]).toEqual({ id: 'open', seq: 1 });
    expect(mayHaveForgotten(issue.state)).toBe(true);
    issue.and(comment('resident'));
    expect(issue.state.recent).toHaveLength(32);
    expect(issue.state.recent[0]).toEqual({ id: 'c1', seq: 2 });
    expect(issue.state.recent.at(-1)).toEqual({ id: 'c32', seq: 33 });
  });
});

describe('the same JSON', () => {
  test.each<[unknown, unknown, boolean]>([
    [1, 1, true],
    [1, 2, false],
    ['1', 1, false],
    [null, null, true],
    [null, {}, false],
    [{}, null, false],
    [1, {}, false],
    [{}, 1, false],
    [{ a: 1, b: { c: [1, 2] } }, { b: { c: [1, 2] }, a: 1 }, true],
    [{ a: 1 }, { a: 1, b: 2 }, false],
    [{ a: 1, b: 2 }, { a: 1 }, false],
    [{ a: 1 }, { b: 1 }, false],
    [{ a: undefined }, { b: undefined }, false],
    [{ a: 1, b: 1 }, { a: 1, b: 2 }, false],
    [[1, 2], [1, 2], true],
    [[1, 2], [2, 1], false],
    [[], {}, false],
    [[1], { 0: 1 }, false],
  ])('%j and %j: %j', (a, b, same) => {
    expect(sameJson(a, b)).toBe(same);
  });
});
