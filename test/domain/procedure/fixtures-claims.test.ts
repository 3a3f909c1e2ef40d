import { runFixture } from '../../../domain/procedure/fixtures/run';
import { failuresOf, parsed, scenario, stepsOf } from './one-scenario';
import { policies } from './shipped';

const ACK = 'when: { by: lead-oleaster-1, does: acknowledge }';
const HANDLE = 'when: { by: lead-oleaster-1, does: handle, note: new bulb, evidence: [photo:1] }';
const ASK = 'when: { by: lead-oleaster-1, does: request, kind: extension, reason: spare part, extend-by: 2h }';

describe('GIVEN a scenario WHEN what it claims is so', () => {
  test.each([
    ['who is told, in any order', 'then: { told: [resident-01 report-received, lead-oleaster-1 tier-called] }'],
    ['at least who is told', 'then: { told-at-least: [resident-01 report-received] }'],
    ['the tier, by its number or its key', 'then: { tier: 1 }'],
    ['the tier by its key', 'then: { tier: building-lead }'],
    ['nobody has it yet', 'then: { assignee: nobody, stage: open, provisional: false }'],
    [
      'what is waited for, in any order',
      'then: { waits: [lead-oleaster-1 handling, lead-oleaster-1 acknowledgement] }',
    ],
    ['deadlines as spans and as times', 'then: { due: { acknowledge: 2h, handle: 2026-03-02T17:00 } }'],
    ['a deadline with an offset of its own', 'then: { due: { acknowledge: 2026-03-02T03:00Z } }'],
    ['no deadline', 'then: { due: { confirm: none, approval: none, warning: none, delegation: none } }'],
  ])('THEN %s holds', (_, then) => {
    expect(failuresOf(scenario(then))).toEqual([]);
  });

  test('THEN every step of it is played, and what only some clocks do is seen', () => {
    const text = scenario(
      stepsOf(
        `${ACK}\n        then: { assignee: lead-oleaster-1, stage: handling, events: [acknowledged], due: { acknowledge: none, handle: 8h } }`,
        `${ASK}\n        then: { due: { approval: 12h, handle: 8h }, told-at-least: [worker-oleaster-1 worker-oleaster-2 approval-asked] }`,
        'when: { by: worker-oleaster-1, does: approve }\n        then: { due: { approval: none, handle: 10h } }',
        'when: { passes: 90m }',
        `${HANDLE}\n        then: { stage: confirming, told: [resident-01 please-confirm], waits: [resident-01 confirmation] }`,
        'when: { by: resident-02, does: confirm }\n        then: { refused: NOT_YOURS_TO_DO, stage: confirming, told: nobody }',
        'when: { by: resident-01, does: confirm }\n        then: { outcome: confirmed, waits: nobody }',
      ),
    );
    expect(failuresOf(text)).toEqual([]);
    const [result] = runFixture(parsed(text), policies).results;
    const timeline = (result?.timeline ?? []).map((entry) =>
      'event' in entry
        ? `${entry.by} ${entry.event} at ${entry.tier}`
        : `${entry.by} ${entry.command}: ${entry.refused.code}`,
    );
    expect(timeline).toEqual([
      'resident-01 opened at building-lead',
      'lead-oleaster-1 acknowledged at building-lead',
      'lead-oleaster-1 approval-requested at building-lead',
      ...['worker-oleaster-1 approved at building-lead', 'worker-oleaster-1 extended at building-lead'],
      'lead-oleaster-1 handled at building-lead',
      'resident-02 confirm: NOT_YOURS_TO_DO',
      ...['resident-01 confirmed at building-lead', 'resident-01 closed at building-lead'],
    ]);
    const times = new Set((result?.timeline ?? []).map(({ atMs }) => new Date(atMs).toISOString()));
    expect([...times]).toEqual(['2026-03-02T01:00:00.000Z', '2026-03-02T02:30:00.000Z']);
  });
});

describe('GIVEN a scenario WHEN what it claims is not so', () => {
  test.each<[string, string, readonly string[]]>([
    ['the number of the tier', 'then: { tier: 2 }', ['5:13 tier: 2 | 1']],
    ['the key of the tier', 'then: { tier: committee }', ['5:13 tier: committee | building-lead']],
    [
      'nobody but somebody is told',
      'then: { told: nobody }',
      ['5:13 told:  | lead-oleaster-1 tier-called, resident-01 report-received'],
    ],
    [
      'more are told',
      'then: { told: [resident-01 report-received] }',
      ['5:13 told: resident-01 report-received | lead-oleaster-1 tier-called, resident-01 report-received'],
    ],
    [
      'fewer are told',
      'then: { told: [resident-01 report-received, lead-oleaster-1 lead-oleaster-2 tier-called] }',
      [
        '5:13 told: lead-oleaster-1 tier-called, lead-oleaster-2 tier-called, resident-01 report-received | lead-oleaster-1 tier-called, resident-01 report-received',
      ],
    ],
    [
      'somebody is told once, not twice',
      'then: { told-at-least: [lead-oleaster-1 lead-oleaster-1 tier-called] }',
      [
        '5:13 told-at-least: lead-oleaster-1 tier-called, lead-oleaster-1 tier-called | lead-oleaster-1 tier-called, resident-01 report-received',
      ],
    ],
    [
      'of several one is not told',
      'then: { told-at-least: [lead-oleaster-2 resident-01 report-received] }',
      [
        '5:13 told-at-least: lead-oleaster-2 report-received, resident-01 report-received | lead-oleaster-1 tier-called, resident-01 report-received',
      ],
    ],
    [
      'it waits for more',
      'then: { waits: [lead-oleaster-1 handling] }',
      ['5:13 waits: lead-oleaster-1 handling | lead-oleaster-1 acknowledgement, lead-oleaster-1 handling'],
    ],
    ['another has it', 'then: { assignee: resident-01 }', ['5:13 assignee: resident-01 | nobody']],
    ['a clock does not run', 'then: { due: { approval: 2h } }', ['5:20 due approval: 2026-03-02T11:00+08:00 | none']],
    ['a clock runs', 'then: { due: { acknowledge: none } }', ['5:20 due acknowledge: none | 2026-03-02T11:00+08:00']],
    [
      'a deadline is another',
      'then: { due: { acknowledge: 2h 1s, handle: 2026-03-02 17:00 } }',
      ['5:20 due acknowledge: 2026-03-02T11:00:01+08:00 | 2026-03-02T11:00+08:00'],
    ],
    ['it is certain', 'then: { provisional: true }', ['5:13 provisional: true | false']],
    ['it is not closed', 'then: { outcome: withdrawn }', ['5:13 outcome: withdrawn | none']],
  ])('THEN %s is told', (_, then, told) => {
    expect(failuresOf(scenario(then))).toEqual(told);
  });

  test('THEN what does not hold at once keeps the steps from being played', () => {
    const text = scenario(`then: { tier: 2 }\n    ${stepsOf('when: { passes: 1h }\n        then: { tier: 3 }')}`);
    expect(failuresOf(text)).toEqual(['5:13 tier: 2 | 1']);
    expect(runFixture(parsed(text), policies).results[0]?.timeline).toHaveLength(1);
  });

  test('THEN events are told in their order', () => {
    const step = stepsOf('when: { passes: 3h }\n        then: { events: [escalated, reminded] }');
    expect(failuresOf(scenario(step))).toEqual(['7:17 events: escalated, reminded | reminded, escalated']);
  });

  test('THEN a step is judged by what happened in it alone', () => {
    const steps = stepsOf('when: { passes: 2h }', 'when: { passes: 1m }\n        then: { told: nobody, tier: 2 }');
    expect(failuresOf(scenario(steps))).toEqual(['8:31 tier: 2 | 1']);
  });

  test('THEN a refusal of another kind is told with its code', () => {
    const step = stepsOf('when: { by: resident-01, does: confirm }\n        then: { refused: NOT_DUE, stage: closed }');
    const [refused, stage] = failuresOf(scenario(step));
    expect(refused).toMatch(/^7:17 refused: NOT_DUE \| [A-Z_]+$/);
    expect(stage).toBe('7:35 stage: closed | open');
  });

  test('THEN a refusal that nobody expected is told where the step is', () => {
    const [told, ...more] = failuresOf(
      scenario(stepsOf('when: { passes: 1h }', 'when: { by: resident-02, does: confirm }')),
    );
    expect(told).toMatch(/^7:9 accepted: {2}\| [A-Z_]+: ./);
    expect(more).toEqual([]);
  });
});

test('time passes to an instant or by a span, and what falls due on it has happened', () => {
  const told = (when: string, then: string) =>
    failuresOf(scenario(stepsOf(`when: { ${when} }\n        then: { ${then} }`)));
  expect(told('passes: 119m', 'events: [reminded]')).toEqual(['7:17 events: reminded | ']);
  expect(told('passes: 2h', 'events: [reminded]')).toEqual([]);
  expect(told('until: 2026-03-02T11:00', 'events: [reminded]')).toEqual([]);
  expect(told('until: 2026-03-02T10:59:59', 'told: nobody')).toEqual([]);
  expect(told('until: 2026-03-02T03:00Z', 'events: [reminded]')).toEqual([]);
});

test('what falls due is done by the ladder, each at its own instant', () => {
  const [result] = runFixture(parsed(scenario(stepsOf('when: { passes: 4h }'))), policies).results;
  const timeline = (result?.timeline ?? []).map(
    (entry) => `${entry.by} ${'event' in entry ? entry.event : ''} ${new Date(entry.atMs).toISOString()}`,
  );
  expect(timeline).toEqual([
    'resident-01 opened 2026-03-02T01:00:00.000Z',
    'ladder reminded 2026-03-02T03:00:00.000Z',
    'ladder escalated 2026-03-02T04:00:00.000Z',
  ]);
});

test('each scenario begins anew, with what differs from the report of the file', () => {
  const text = `procedure: default
given: { reporter: resident-01, unit: oleaster-1, category: lamps, at: 2026-03-02T09:00, text: dark, channel: phone }
scenarios:
  - name: as the file says
    then: { told-at-least: [lead-oleaster-1 tier-called] }
  - name: somewhere else
    given: { reporter: resident-04, unit: oleaster-2, severity: low, text: light, channel: app }
    then: { told-at-least: [lead-oleaster-2 tier-called] }
  - name: with less
    given: { at: 2026-03-02T10:00 }
`;
  expect(failuresOf(text)).toEqual([]);
  const report = { unit: 'oleaster-1', category: 'lamps', severity: 'normal', reporter: 'resident-01' };
  expect(
    parsed(text).scenarios.map(({ name, report: one, atMs }) => ({ name, one, at: new Date(atMs).toISOString() })),
  ).toEqual([
    { name: 'as the file says', one: { ...report, text: 'dark', channel: 'phone' }, at: '2026-03-02T01:00:00.000Z' },
    {
      name: 'somewhere else',
      one: { ...report, reporter: 'resident-04', unit: 'oleaster-2', severity: 'low', text: 'light', channel: 'app' },
      at: '2026-03-02T01:00:00.000Z',
    },
    { name: 'with less', one: { ...report, text: 'dark', channel: 'phone' }, at: '2026-03-02T02:00:00.000Z' },
  ]);
  const [bare] = parsed(scenario('then: { stage: open }')).scenarios;
  expect(bare?.report).toEqual({ ...report, text: 'one', channel: 'app' });
  expect(bare?.spot).toEqual({ line: 4, column: 5 });
});

test('a fixture is not played by policies that do not know its procedure', () => {
  const fixture = parsed(scenario('then: { stage: open }'));
  expect(() => runFixture({ ...fixture, procedure: 'other' }, policies)).toThrow(
    'f.yaml was parsed with other policies.',
  );
});

test('rules are looked up for a command that changes them', () => {
  const reclassified = stepsOf(
    'when: { by: lead-oleaster-1, does: reclassify, reason: gas, category: gas, severity: urgent }\n        then: { due: { acknowledge: 10m } }',
  );
  expect(failuresOf(scenario(reclassified))).toEqual([]);
  const severity = stepsOf(
    'when: { by: lead-oleaster-1, does: reclassify, reason: worse, severity: urgent }\n        then: { due: { acknowledge: 10m } }',
  );
  expect(failuresOf(scenario(severity))).toEqual([]);
  const category = stepsOf(
    'when: { by: lead-oleaster-1, does: reclassify, reason: trees, category: greening }\n        then: { due: { acknowledge: 2026-03-02T15:00 } }',
  );
  expect(failuresOf(scenario(category))).toEqual([]);
});
