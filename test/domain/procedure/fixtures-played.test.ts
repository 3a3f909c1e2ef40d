/** What a scenario plays beside what its steps do: people who go, people whom nothing reaches, deadlines without end. */
import { pin } from '../../../domain/directory/pin';
import { lookUpIn } from '../../../domain/procedure/fixtures/look-up';
import { MOST_WAKES, Play, TooManyWakes, type Watcher } from '../../../domain/procedure/fixtures/play';
import { parsePolicies, type Policies } from '../../../domain/procedure/policies';
import type { Command, IssueEvent } from '../../../domain';
import { HOUR, person } from '../given';
import { failuresOf, parsed, scenario, stepsOf } from './one-scenario';
import { policies, spoiled } from './shipped';

const quiet: Watcher = {
  stood: () => undefined,
  accepted: () => undefined,
  ranOut: () => undefined,
  happened: () => undefined,
};
const ACK = 'when: { by: lead-oleaster-1, does: acknowledge }';
const gone = (...people: readonly string[]): string => `given: { absent: [${people.join(', ')}] }`;
const silent = (...people: readonly string[]): string => `given: { unreachable: [${people.join(', ')}] }`;
const played = (rest: string, steps: readonly string[], procedure?: string, among: Policies = policies) => {
  const text = scenario(steps.length === 0 ? rest : `${rest}\n    ${stepsOf(...steps)}`, procedure);
  const [one] = parsed(text, among).scenarios;
  if (one === undefined) throw new Error('nothing was parsed');
  const play = new Play(one, pin(among, one.report), quiet, lookUpIn(among, one.absent));
  for (const { when } of one.steps) play.step(when);
  return { play };
};
/** `minutes since the report, who, what, at which tier`. */
const timeline = ({ play }: ReturnType<typeof played>): readonly string[] =>
  play.timeline.map((entry) => {
    const minutes = (entry.atMs - Date.parse('2026-03-02T09:00+08:00')) / 60_000;
    return `${minutes} ${entry.by} ${'event' in entry ? `${entry.event} ${entry.tier}` : entry.refused.code}`;
  });

describe('GIVEN whoever has it goes', () => {
  const ONE = '{ person: lead-oleaster-1, from: 2026-03-02T10:00, deputy: lead-oleaster-2 }';
  const TWO = '{ person: lead-oleaster-2, from: 2026-03-02T10:30, deputy: lead-oleaster-3 }';

  test('THEN the deputy has it from that very minute on, and whoever goes next hands it on, in whichever order they are written', () => {
    const after = played(gone(TWO, ONE), [ACK, 'when: { passes: 3h }']);
    expect(after.play.state).toMatchObject({ stage: 'handling', assignee: 'lead-oleaster-3' });
    expect(timeline(after).filter((line) => line.includes('handed-over'))).toEqual([
      '60 engine handed-over building-lead',
      '90 engine handed-over building-lead',
    ]);
  });

  test('THEN it counts in the step that ends then, and not again in the next', () => {
    expect(played(gone(ONE), [ACK, 'when: { passes: 59m }']).play.state.assignee).toBe('lead-oleaster-1');
    expect(played(gone(ONE), [ACK, 'when: { passes: 60m }']).play.state.assignee).toBe('lead-oleaster-2');
    const { play } = played(gone(ONE), [ACK, 'when: { passes: 60m }']);
    // Gone is gone once: what is given back to them in that minute stays with them.
    play.step({
      kind: 'does',
      command: { type: 'assign', by: person('lead-oleaster-2'), to: person('lead-oleaster-1') },
    });
    play.step({ kind: 'passes', ms: 60_000 });
    expect(play.state.assignee).toBe('lead-oleaster-1');
  });

  test('THEN that is known of those alone of whom it is said', () => {
    const going = (rest: string) => {
      const [one] = parsed(scenario(rest)).scenarios;
      return lookUpIn(policies, one?.absent).goings;
    };
    expect(lookUpIn(policies).goings).toStrictEqual([]);
    expect(going('then: { stage: open }')).toStrictEqual([]);
    const ten = Date.parse('2026-03-02T10:00+08:00');
    expect(going(`${gone(TWO, ONE)}\n    then: { stage: open }`)).toStrictEqual([ten + HOUR / 2, ten]);
  });

  test('THEN what was to happen before happens before, by those who were there then', () => {
    const told = (from: string) => {
      const { play } = played(gone(`{ person: worker-oleaster-1, from: ${from} }`), ['when: { passes: 4h }']);
      const last = play.timeline.at(-1);
      return last !== undefined && 'told' in last ? last.told.map((one) => one.person) : [];
    };
    // The tier above is called at noon.
    expect(told('2026-03-02T12:01')).toEqual(['worker-oleaster-1', 'worker-oleaster-2', 'resident-01']);
    expect(told('2026-03-02T12:00')).toEqual(['worker-oleaster-2', 'resident-01']);
  });

  test('THEN those whom the documents say are away go as well, and their deputies stay', () => {
    const absences =
      "absences: [{ person: lead-oleaster-1, from: '2026-03-02T10:00' }]\n\ndeputies:\n" +
      '  - { person: lead-oleaster-1, deputy: lead-oleaster-4 }\n';
    const among = parsePolicies(spoiled('community.yaml', 'deputies:\n', absences));
    const other = '{ person: worker-oleaster-1, deputy: worker-oleaster-2 }';
    for (const rest of ['then: { stage: open }', gone(other)])
      expect(played(rest, [ACK, 'when: { passes: 2h }'], 'default', among).play.state.assignee).toBe('lead-oleaster-4');
  });
});

describe('GIVEN people whom nothing beyond the inbox reaches', () => {
  const AT = 'reporter: resident-01, unit: oleaster-1, category: gas, severity: urgent, at: 2026-03-02T09:00';
  /** Urgent: there whoever can't be told is passed over. */
  const urgent = (unreachable: string, rest: string): string =>
    `procedure: urgent\ngiven: { ${AT}, unreachable: [${unreachable}] }\nscenarios:\n  - name: one\n    ${rest}\n`;
  const WORKERS = 'worker-oleaster-1, worker-oleaster-2';

  test.each([
    ['their tier is passed at once', 'lead-oleaster-1', 'tier: 2, events: [opened, not-told, escalated]'],
    [
      'and the next one like it',
      `${WORKERS}, lead-oleaster-1`,
      'tier: 3, events: [opened, not-told, escalated, not-told, escalated]',
    ],
    ['one of the tier who is reached is enough', `lead-oleaster-1, worker-oleaster-1`, 'tier: 2'],
    ['another tier is none of it', WORKERS, 'tier: 1, events: [opened]'],
  ])('THEN %s', (_, unreachable, then) => {
    expect(failuresOf(urgent(unreachable, `then: { ${then} }`))).toEqual([]);
  });

  test('THEN it is the engine that says so, of each with no channel', () => {
    const [one] = parsed(urgent('lead-oleaster-1', 'then: { tier: 2 }')).scenarios;
    const seen: unknown[] = [];
    const watcher = { ...quiet, happened: (event: IssueEvent) => void (event.type === 'not-told' && seen.push(event)) };
    const { timeline } = new Play(one!, pin(policies, one!.report), watcher, lookUpIn(policies));
    expect(timeline.map(({ by }) => by)).toEqual(['resident-01', 'engine', 'engine']);
    expect(seen).toEqual([
      { type: 'not-told', tier: 1, round: 0, people: [{ person: 'lead-oleaster-1', channels: [] }] },
    ]);
  });

  test('THEN it is found out after every call: of a command, of a deadline, of somebody who goes', () => {
    const up = 'when: { by: lead-oleaster-1, does: escalate, reason: up }';
    const passed = 'then: { tier: 3, events: [escalated, not-told, escalated] }';
    expect(failuresOf(urgent(WORKERS, stepsOf(`${up}\n        ${passed}`)))).toEqual([]);
    const deadline = `when: { passes: 15m }\n        then: { tier: 3, events: [reminded, escalated, not-told, escalated] }`;
    expect(failuresOf(urgent(WORKERS, stepsOf(deadline)))).toEqual([]);
    const goes = (unreachable: string, then: string) =>
      urgent(
        `${unreachable}], absent: [{ person: worker-oleaster-1, from: 2026-03-02T09:30 }`,
        stepsOf(
          up,
          'when: { by: worker-oleaster-1, does: acknowledge }',
          `when: { until: 2026-03-02T09:30 }\n        then: ${then}`,
        ),
      );
    const called = 'events: [staffed, handed-over';
    expect(failuresOf(goes('worker-oleaster-2', `{ tier: 3, ${called}, not-told, escalated] }`))).toEqual([]);
    expect(failuresOf(goes('committee-1', `{ tier: 2, ${called}] }`))).toEqual([]);
  });

  test('THEN where the procedure does not pass them over that is said once of each call', () => {
    const { play } = played(silent('lead-oleaster-1'), ['when: { passes: 150m }']);
    expect(play.timeline.map((entry) => ('event' in entry ? entry.event : ''))).toEqual([
      ...['opened', 'not-told', 'reminded', 'not-told'],
    ]);
  });
});

describe('GIVEN deadlines that never stop falling due', () => {
  test('THEN as many as an honest scenario may have are played, and not one more', () => {
    const [one] = parsed(scenario('then: { stage: open }')).scenarios;
    let wakes = 0;
    const play = new Play(
      one!,
      pin(policies, one!.report),
      { ...quiet, ranOut: () => void (wakes += 1) },
      lookUpIn(policies),
    );
    while (wakes < MOST_WAKES) play.step({ kind: 'passes', ms: HOUR });
    expect(wakes).toBe(MOST_WAKES);
    expect(() => play.step({ kind: 'passes', ms: 12 * HOUR })).toThrow(TooManyWakes);
    expect(wakes).toBe(MOST_WAKES);
  });

  test('THEN the scenario fails by them, at the step in which they were too many', () => {
    const steps = stepsOf('when: { passes: 366d }', 'when: { passes: 366d }');
    expect(failuresOf(scenario(steps))).toEqual([`7:9 deadlines:  | > ${MOST_WAKES}`]);
  });
});

describe('GIVEN a command that changes the rules', () => {
  const stateOf = (procedure?: string) => played('then: { stage: open }', [], procedure).play.state;
  const by = person('committee-1');
  const rulesAfter = (command: Partial<Extract<Command, { type: 'reclassify' }>>, state = stateOf()) =>
    lookUpIn(policies).given(state, { type: 'reclassify', by, reason: 'r', ...command }).rules?.procedure;

  test('THEN what it does not say stays: the category, the severity, the place', () => {
    expect(rulesAfter({ severity: 'urgent' })).toBe('urgent');
    expect(rulesAfter({ severity: 'high' }, stateOf('slow'))).toBe('default');
    expect(rulesAfter({ severity: 'low' }, stateOf('slow'))).toBe('slow');
    const { state } = played('given: { severity: high }\n    then: { stage: open }', []).play;
    expect(rulesAfter({ category: 'greening' }, state)).toBe('default');
    expect(rulesAfter({ category: 'greening', severity: 'normal' }, state)).toBe('slow');
    const { rules } = lookUpIn(policies).given(stateOf(), { type: 'reclassify', by, reason: 'r', severity: 'urgent' });
    expect(rules?.tiers.map(({ unit }) => unit)).toEqual(['oleaster-1', 'oleaster', 'oleaster', 'camelbell']);
  });

  test('THEN a version that is no longer there gives no rules, and neither does its namesake', () => {
    const { rules, ...state } = stateOf();
    const given = (version: number, procedure = rules.procedure) =>
      lookUpIn(policies).given(
        { ...state, rules: { ...rules, procedure, version } },
        { type: 'migrate', by, what: 'calendar', reason: 'r' },
      );
    expect(given(2).rules).toMatchObject({ procedure: 'default', version: 2 });
    expect(given(9)).toStrictEqual({});
    expect(given(3)).toStrictEqual({});
    expect(given(3, 'joint').rules).toMatchObject({ procedure: 'joint', version: 3 });
  });
});
