import { parseFixtures } from '../../../domain/procedure/fixtures/parse';
import { peopleFields, writtenName } from '../../../domain/procedure/fixtures/when';
import { problemsOf, scenario, stepsOf } from './one-scenario';
import { policies, refusal } from './shipped';

const does = (fields: string, by = 'lead-oleaster-1'): string => scenario(stepsOf(`when: { by: ${by}, ${fields} }`));
const REQUEST = 'does: request, kind: extension, reason: later';

describe('GIVEN a step WHEN the command in it is right THEN nothing is said', () => {
  test.each([
    [REQUEST],
    [`${REQUEST}, extend-by: 2h`],
    ['does: request, kind: suspension, reason: ice, until: 2026-03-20T09:00'],
    ['does: delegate, to: lead-oleaster-2, until: 2026-03-20T09:00'],
    [`does: dispute, reason: ${'x'.repeat(2_000)}`],
    [`does: handle, note: x, evidence: [${'photo:1, '.repeat(20)}]`],
    [`does: handle, note: x, evidence: []`],
    [`does: handle, note: x, evidence: ['photo:a:b c', '${'k'.repeat(500)}:${'r'.repeat(500)}']`],
    ['does: call-back, answer: dissatisfied'],
    ['does: migrate, what: calendar, reason: new holidays'],
    ['does: reclassify, reason: gas, category: gas, severity: high'],
    ['does: comment, text: 还是黑的, evidence: []'],
    ['does: link, to: i-other, reason: the same'],
  ])('%s', (fields) => {
    expect(problemsOf(does(fields))).toEqual([]);
  });
});

describe('GIVEN a step WHEN the command in it is wrong THEN the field is told', () => {
  test.each<[string, string]>([
    ['does: request, kind: extention, reason: x', 'kind unknown value "extention"; did you mean "extension"?'],
    [`${REQUEST}, extend-by: soon`, 'extend-by must be a span of time such as'],
    [`${REQUEST}, extendByMs: 2`, 'extendByMs unknown field; did you mean "extend-by"?'],
    [`${REQUEST}, until: 2026-02-30T09:00`, 'until must be a time such as 2026-03-02T09:00'],
    [`${REQUEST}, until: 5`, 'until must be a time such as 2026-03-02T09:00, or 2026-03-02T09:00+08:00, not 5'],
    ['does: delegate, to: lead-oleaster-2', 'until is required'],
    ['does: dispute, reason: " "', 'reason must not be empty'],
    [`does: dispute, reason: ${'x'.repeat(2_001)}`, 'reason must have at most 2000 characters'],
    ['does: verify, note: ""', 'note must not be empty'],
    [`does: handle, note: x, evidence: [${'photo:1, '.repeat(21)}]`, 'evidence must have at most 20 entries'],
    ['does: handle, note: x, evidence: [photo]', 'evidence[0] must be kind:reference such as photo:4711'],
    ["does: handle, note: x, evidence: ['photo:']", 'evidence[0] must be kind:reference such as photo:4711'],
    ["does: handle, note: x, evidence: [':1']", 'evidence[0] must be kind:reference such as photo:4711'],
    [`does: handle, note: x, evidence: ['${'k'.repeat(501)}:1']`, 'evidence[0] must be kind:reference'],
    [`does: handle, note: x, evidence: ['k:${'r'.repeat(501)}']`, 'evidence[0] must be kind:reference'],
    ['does: handle, note: x', 'evidence is required'],
    ['does: call-back, answer: satisfid', 'answer unknown value "satisfid"; did you mean "satisfied"?'],
    ['does: migrate, what: calender, reason: x', 'what unknown value "calender"; did you mean "calendar"?'],
    ['does: reclassify, reason: x, severity: urgnt', 'severity unknown value "urgnt"; did you mean "urgent"?'],
    ['does: reclassify, reason: x, category: lamp', 'category unknown category "lamp"; did you mean "lamps"?'],
    ['does: assign, to: lead-oleaster-11', 'to unknown person "lead-oleaster-11"; did you mean "lead-oleaster-1"?'],
    ['does: assign, to: Lead', 'to must be 1 to 64 of a-z'],
    ['does: link, to: I 5, reason: x', 'to must be 1 to 64 of a-z'],
    ['does: dispatch, to: property-manager', 'to unknown to "property-manager"; none is known'],
    ['does: summon, party: developer, reason: x', 'party unknown party "developer"; none is known'],
    ['does: release, party: developer, reason: x', 'party unknown party "developer"; none is known'],
    ['does: 7', 'does unknown command "7"'],
  ])('%s', (fields, reason) => {
    const problems = problemsOf(does(fields));
    expect(problems).toHaveLength(1);
    expect(problems[0]).toContain(`scenarios[0].steps[0].when.${reason}`);
  });

  test.each<[string, string, string | undefined]>([
    ['dispatch', 'to: developer', undefined],
    ['dispatch', 'to: develper', 'unknown to "develper"; did you mean "developer"?'],
    ['summon', 'party: developer, reason: x', undefined],
    ['summon', 'party: develper, reason: x', 'unknown party "develper"; did you mean "developer"?'],
    ['release', 'party: developer, reason: x', undefined],
    ['release', 'party: develper, reason: x', 'unknown party "develper"; did you mean "developer"?'],
  ])('%s %s names a unit of the procedure', (command, fields, reason) => {
    const text = scenario(stepsOf(`when: { by: lead-oleaster-1, does: ${command}, ${fields} }`), 'joint');
    const problems = problemsOf(text);
    expect(problems).toHaveLength(reason === undefined ? 0 : 1);
    if (reason !== undefined) expect(problems[0]).toContain(reason);
  });

  test('the person who does it is pointed at, and so is one that another field names', () => {
    expect(problemsOf(does('does: acknowledge', 'lead'))).toEqual([
      expect.stringMatching(/^6:21 scenarios\[0\]\.steps\[0\]\.when\.by unknown person "lead"; /),
    ]);
    expect(peopleFields('assign')).toEqual(['by', 'to']);
    expect(peopleFields('dispatch')).toEqual(['by']);
    expect(peopleFields('handle')).toEqual(['by']);
    expect(['extendByMs', 'untilMs', 'by'].map(writtenName)).toEqual(['extend-by', 'until', 'by']);
  });
});

describe('GIVEN a step WHEN what happens is not said as it should be THEN that is told', () => {
  test.each<[string, readonly string[]]>([
    ['when: {}', ['6:15 scenarios[0].steps[0].when must say passes, until or does (with by)']],
    ['when: { by: lead-oleaster-1 }', ['6:15 scenarios[0].steps[0].when must say passes, until or does (with by)']],
    ['when: soon', ['6:15 scenarios[0].steps[0].when must be a mapping, not "soon"']],
    ['when: [passes]', ['6:15 scenarios[0].steps[0].when must be a mapping, not a list']],
    ['when: ~', ['6:15 scenarios[0].steps[0].when must be a mapping, not nothing']],
    [
      'when: { until: 2026-03-02T10:00, passes: 1h, by: x }',
      [
        '6:17 scenarios[0].steps[0].when.until unknown field; known are passes',
        '6:54 scenarios[0].steps[0].when.by unknown field; known are passes',
      ],
    ],
    [
      'when: { until: tomorrow }',
      [
        '6:24 scenarios[0].steps[0].when.until must be a time such as 2026-03-02T09:00, or 2026-03-02T09:00+08:00, not "tomorrow"',
      ],
    ],
    ['when: { until: 2026-03-02T10:00, by: x }', ['6:42 scenarios[0].steps[0].when.by unknown field; known are until']],
    [
      'when: { until: 2026-03-02T08:59 }',
      ['6:24 scenarios[0].steps[0].when.until lies before the step; time only goes on'],
    ],
    ['then: { stage: open }', ['6:9 scenarios[0].steps[0].when is required']],
  ])('%s', (step, problems) => {
    expect(problemsOf(scenario(stepsOf(step)))).toEqual(problems);
  });

  test('an instant may be that of the step before, and not earlier, whatever came between', () => {
    const until = (at: string, ...before: readonly string[]) =>
      problemsOf(scenario(stepsOf(...before.map((when) => `when: ${when}`), `when: { until: ${at} }`)));
    expect(until('2026-03-02T09:00')).toEqual([]);
    expect(until('2026-03-02T11:00', '{ passes: 2h }')).toEqual([]);
    expect(until('2026-03-02T10:59', '{ passes: 2h }')).toHaveLength(1);
    expect(
      until('2026-03-02T10:00', '{ until: 2026-03-02T10:00 }', '{ by: lead-oleaster-1, does: acknowledge }'),
    ).toEqual([]);
    expect(
      until('2026-03-02T09:59', '{ until: 2026-03-02T10:00 }', '{ by: lead-oleaster-1, does: acknowledge }'),
    ).toHaveLength(1);
    // What went back does not move the time back.
    expect(until('2026-03-02T09:30', '{ passes: 1h }', '{ until: 2026-03-02T09:20 }')).toHaveLength(2);
  });
});

describe('GIVEN a claim WHEN it can not be understood THEN that is told', () => {
  test.each<[string, readonly string[]]>([
    ['tier: 0', ['5:19 tier must be at least 1']],
    ['tier: 1.5', ['5:19 tier must be the number of a tier, such as 2, or its key, such as grid-worker']],
    ['tier: Grid', [expect.stringMatching(/^5:19 tier must be 1 to 64 of a-z/) as string]],
    ['tier: [2]', ['5:19 tier must be the number of a tier, such as 2, or its key, such as grid-worker']],
    ['tier: 5', ['5:19 tier unknown tier "5"; known are building-lead, grid-worker, party-group, committee']],
    ['tier: grid', ['5:19 tier unknown tier "grid"; known are building-lead, grid-worker, party-group, committee']],
    ['assignee: lead-oleaster-9', ['5:23 assignee unknown person "lead-oleaster-9"; did you mean "lead-oleaster-1"?']],
    ['told: []', []],
    ['told: tier-called', ['5:19 told must be a list, not "tier-called"']],
    ['told: [7]', ['5:20 told[0] must be people and a template: "lead-oleaster-1 tier-reminded"']],
    ['told: [tier-called]', ['5:20 told[0] must be people and a template, such as "lead-oleaster-1 tier-reminded"']],
    ['told: [resident-01 closd]', ['5:20 told[0] unknown template "closd"; did you mean "closed"?']],
    [
      'told: [lead-oleaster-1 resident-99 closed]',
      ['5:36 told[0] unknown person "resident-99"; did you mean "resident-09"?'],
    ],
    ['told-at-least: []', ['5:28 told-at-least must not be empty']],
    [
      'told-at-least: [resident-99 closed]',
      ['5:29 told-at-least[0] unknown person "resident-99"; did you mean "resident-09"?'],
    ],
    [
      'waits: [lead-oleaster-1]',
      ['5:21 waits[0] must be people and a wait, such as "lead-oleaster-1 acknowledgement"'],
    ],
    ['waits: [resident-99 handling]', ['5:21 waits[0] unknown person "resident-99"; did you mean "resident-09"?']],
    ['waits: [lead-oleaster-1 handlin]', ['5:21 waits[0] unknown wait "handlin"; did you mean "handling"?']],
    ['waits: ["  lead-oleaster-1   handling "]', []],
    ['events: []', ['5:21 events must not be empty']],
    ['events: [openned]', ['5:22 events[0] unknown value "openned"; did you mean "opened"?']],
    [
      'due: { handle: 5 }',
      [
        '5:28 due.handle must be a time such as 2026-03-02T09:00, or 2026-03-02T09:00+08:00, a span from the report on such as 2h, or none',
      ],
    ],
    [
      'due: { handle: soon }',
      [
        '5:28 due.handle must be a time such as 2026-03-02T09:00, or 2026-03-02T09:00+08:00, a span from the report on such as 2h, or none, not "soon"',
      ],
    ],
    ['provisional: perhaps', ['5:26 provisional must be true or false, not "perhaps"']],
    ['outcome: closed', [expect.stringMatching(/^5:22 outcome unknown value "closed"; /) as string]],
    ['refused: NOT_DUE', ['5:22 refused belongs to a step in which somebody does something']],
  ])('%s', (claim, problems) => {
    const found = problemsOf(scenario(`then: { ${claim} }`)).map((told) => told.replace('scenarios[0].then.', ''));
    expect(found).toEqual(problems);
  });

  test('a step that says nothing to be checked, and one that need not', () => {
    expect(problemsOf(scenario(stepsOf('when: { passes: 1h }\n        then: {}')))).toEqual([
      '7:15 scenarios[0].steps[0].then says nothing to be checked',
    ]);
    expect(problemsOf(scenario(stepsOf('when: { passes: 1h }')))).toEqual([]);
    expect(problemsOf(scenario('steps: []'))).toEqual(['5:12 scenarios[0].steps must not be empty']);
  });

  test('time is refused by nobody', () => {
    const step = 'when: { passes: 1h }\n        then: { refused: NOT_DUE }';
    expect(problemsOf(scenario(stepsOf(step)))).toEqual([
      '7:26 scenarios[0].steps[0].then.refused belongs to a step in which somebody does something',
    ]);
  });
});

describe('GIVEN a report WHEN the place does not know it THEN that is told where it is written', () => {
  const file = (given: string, rest = 'then: { stage: open }', procedure = 'default'): string =>
    `procedure: ${procedure}\ngiven: { ${given} }\nscenarios:\n  - name: one\n    ${rest}\n`;
  const ALL = 'reporter: resident-01, unit: oleaster-1, category: lamps, at: 2026-03-02T09:00';

  test.each<[string, string, readonly string[]]>([
    [
      'nobody of that name',
      file(ALL.replace('resident-01', 'resident-0')),
      ['2:20 given.reporter unknown person "resident-0"; did you mean "resident-01"?'],
    ],
    [
      'no such place',
      file(ALL.replace('oleaster-1', 'oleaster-11')),
      ['2:39 given.unit unknown unit "oleaster-11"; did you mean "oleaster-1"?'],
    ],
    [
      'no such category',
      file(ALL.replace('lamps', 'lamp')),
      ['2:61 given.category unknown category "lamp"; did you mean "lamps"?'],
    ],
    [
      'nothing but a name',
      file('severity: low'),
      [
        ...['reporter', 'unit', 'category', 'at'].map(
          (name) => `4:5 scenarios[0].given.${name} is required, here or in the given of the file`,
        ),
      ],
    ],
    [
      'another severity in the scenario',
      file(ALL, 'given: { severity: urgent }'),
      ['2:61 given.category lamps that is urgent is served by urgent, not default'],
    ],
    [
      'another place in the scenario',
      file(ALL, 'given: { unit: oleaster-12, category: lamp }'),
      [
        expect.stringContaining('5:20 scenarios[0].given.unit unknown unit "oleaster-12"') as string,
        '5:43 scenarios[0].given.category unknown category "lamp"; did you mean "lamps"?',
      ],
    ],
    [
      'an unknown procedure',
      file(ALL, undefined, 'defalt'),
      ['1:12 procedure unknown procedure "defalt"; did you mean "default"?'],
    ],
  ])('%s', (_, text, problems) => {
    expect(problemsOf(text)).toEqual(problems);
  });

  test('scenarios have names of their own', () => {
    const twice = `${scenario('then: { stage: open }')}  - name: two\n  - name: one\n  - name: one\n`;
    expect(problemsOf(twice)).toEqual([
      '7:11 scenarios[2].name another scenario is called "one" already',
      '8:11 scenarios[3].name another scenario is called "one" already',
    ]);
  });

  test('files are refused together, each by its name', () => {
    const wrong = { path: 'a.yaml', text: scenario('then: {}') };
    const other = { path: 'b.yaml', text: 'procedure: [' };
    const right = { path: 'c.yaml', text: scenario('then: { stage: open }') };
    const messageOf = (...files: readonly (typeof wrong)[]): string =>
      refusal(() => parseFixtures(files, policies)).message.split('\n')[0] ?? '';
    expect(messageOf(right, wrong)).toBe('a.yaml is refused: 1 problem.');
    expect(messageOf(wrong, right, other)).toMatch(/^2 fixtures is refused: \d problems\.$/);
    expect(parseFixtures([right], policies).map(({ file: name, procedure, zone }) => [name, procedure, zone])).toEqual([
      ['c.yaml', 'default', 'Asia/Shanghai'],
    ]);
  });
});
