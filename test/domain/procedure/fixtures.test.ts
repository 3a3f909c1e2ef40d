import { formatProblem } from '../../../domain/procedure/documents/problems';
import { missed, type Reached } from '../../../domain/procedure/fixtures/coverage';
import { parseFixtures, readFixture } from '../../../domain/procedure/fixtures/parse';
import { possible } from '../../../domain/procedure/fixtures/possible';
import { runFixture } from '../../../domain/procedure/fixtures/run';
import type { Procedure } from '../../../domain/procedure/procedure';
import { policiesFolder } from '../../../policies/read';
import { readFixtureSources } from '../../../policies/read-fixtures';
import { policies, refusal } from './shipped';

const sources = readFixtureSources(policiesFolder());
const fixtures = parseFixtures(sources, policies);
const procedure = (id: string): Procedure => policies.current.get(id) as Procedure;

/** One scenario of the default procedure; `steps` is YAML in flow style. */
const scenario = (rest: string): string =>
  `procedure: default
given: { reporter: resident-01, unit: oleaster-1, category: lamps, at: 2026-03-02T09:00 }
scenarios:
  - name: one
    ${rest}
`;
const problemsOf = (text: string): readonly string[] =>
  readFixture({ path: 'f.yaml', text }, policies).problems.map(
    ({ line, column, field, reason }) => `${line}:${column} ${field} ${reason}`,
  );
function failuresOf(text: string) {
  const [fixture] = parseFixtures([{ path: 'f.yaml', text }], policies);
  if (fixture === undefined) throw new Error('nothing was parsed');
  return runFixture(fixture, policies).results.flatMap(({ failures }) =>
    failures.map(({ spot, ...failure }) => ({ at: `${spot.line}:${spot.column}`, ...failure })),
  );
}

describe('GIVEN the shipped fixtures', () => {
  describe.each(fixtures.map((one) => [one.file, one] as const))('%s', (_, fixture) => {
    test.each(fixture.scenarios.map((one) => [one.name, one] as const))('%s', (__, scenario) => {
      const { results } = runFixture({ ...fixture, scenarios: [scenario] }, policies);
      expect(results.map(({ failures }) => failures)).toEqual([[]]);
    });
  });

  test('every shipped procedure has some', () => {
    expect(fixtures.map((one) => one.procedure).sort()).toEqual([...policies.current.keys()].sort());
  });

  test.each(fixtures.map((one) => [one.procedure, one] as const))(
    '%s: every tier, stage, clock, command, event, template and outcome is reached',
    (_, fixture) => {
      const one = runFixture(fixture, policies);
      expect(missed(one.procedure, [one.reached])).toEqual({
        tiers: [],
        stages: [],
        clocks: [],
        commands: [],
        events: [],
        templates: [],
        outcomes: [],
      });
    },
  );
});

describe('GIVEN a scenario WHEN it does not hold', () => {
  test('THEN each claim of the first step that fails is told, in the order of the file', () => {
    const text = scenario(`steps:
      - when: { passes: 3h }
        then: { tier: 1, told: [resident-01 closed], due: { acknowledge: 2h, confirm: 1h }, waits: nobody, stage: closed }
      - when: { passes: 3h }
        then: { tier: 1 }`);
    expect(failuresOf(text)).toEqual([
      { at: '7:17', field: 'tier', expected: ['1'], found: ['2'] },
      {
        at: '7:26',
        field: 'told',
        expected: ['resident-01 closed'],
        found: [
          'lead-oleaster-1 tier-reminded',
          'resident-01 escalated',
          'worker-oleaster-1 tier-called',
          'worker-oleaster-2 tier-called',
        ],
      },
      {
        at: '7:61',
        field: 'due',
        clock: 'acknowledge',
        expected: ['2026-03-02T11:00+08:00'],
        found: ['2026-03-02T16:00+08:00'],
      },
      { at: '7:78', field: 'due', clock: 'confirm', expected: ['2026-03-02T10:00+08:00'], found: ['none'] },
      expect.objectContaining({ at: '7:93', field: 'waits', expected: [] }) as unknown,
      { at: '7:108', field: 'stage', expected: ['closed'], found: ['open'] },
    ]);
  });

  test.each([
    ['then: { tier: grid-worker }', 'tier', 'building-lead'],
    ['then: { assignee: lead-oleaster-1 }', 'assignee', 'nobody'],
    ['then: { outcome: confirmed }', 'outcome', 'none'],
    ['then: { provisional: true }', 'provisional', 'false'],
    ['then: { events: [opened, opened] }', 'events', 'opened'],
    ['then: { told: nobody }', 'told', 'lead-oleaster-1 tier-called,resident-01 report-received'],
    [
      'then: { told-at-least: [resident-01 report-received, resident-01 report-received] }',
      'told-at-least',
      'lead-oleaster-1 tier-called,resident-01 report-received',
    ],
    [
      'then: { waits: [lead-oleaster-1 handling] }',
      'waits',
      'lead-oleaster-1 acknowledgement,lead-oleaster-1 handling',
    ],
    ['then: { due: { acknowledge: none } }', 'due', '2026-03-02T11:00+08:00'],
  ])('THEN %s fails', (then, field, found) => {
    const [failure, ...more] = failuresOf(scenario(then));
    expect({ field: failure?.field, found: failure?.found.join(',') }).toEqual({ field, found });
    expect(more).toEqual([]);
  });

  test('THEN a refusal that nobody expected is told instead of what follows from it', () => {
    const step = '- when: { by: resident-02, does: acknowledge }\n        then: { stage: handling }';
    expect(failuresOf(scenario(`steps:\n      ${step}`))).toEqual([
      {
        at: '6:9',
        field: 'accepted',
        expected: [],
        found: ['NOT_YOURS_TO_DO: resident-02 may not acknowledge here; lead-oleaster-1 may.'],
      },
    ]);
  });

  test('THEN a refusal that was expected and did not come is told', () => {
    const step = '- when: { by: lead-oleaster-1, does: acknowledge }\n        then: { refused: NOT_YOURS_TO_DO }';
    expect(failuresOf(scenario(`steps:\n      ${step}`))).toEqual([
      { at: '7:17', field: 'refused', expected: ['NOT_YOURS_TO_DO'], found: ['none'] },
    ]);
  });

  test('THEN deadlines that never end do not keep it running', () => {
    const years = Array.from({ length: 9 }, () => '- when: { passes: 366d }').join('\n      ');
    expect(failuresOf(scenario(`steps:\n      ${years}`))).toMatchObject([{ field: 'deadlines', found: ['> 2000'] }]);
  });
});

describe('GIVEN a file with mistakes', () => {
  test.each([
    ['then: { stag: open }', ['5:13 scenarios[0].then.stag unknown field; did you mean "stage"?']],
    ['then: {}', ['5:11 scenarios[0].then says nothing to be checked']],
    ['then: { told: [lead-oleaster-1] }', ['must be people and a template']],
    [
      'then: { told: [lead-oleaster-1 tier-reminder] }',
      ['unknown template "tier-reminder"; did you mean "tier-reminded"?'],
    ],
    [
      'then: { told: [lead-oleaster-11 tier-reminded] }',
      ['unknown person "lead-oleaster-11"; did you mean "lead-oleaster-1"?'],
    ],
    ['then: { tier: grid-workers }', ['unknown tier "grid-workers"; did you mean "grid-worker"?']],
    ['then: { tier: 5 }', ['unknown tier "5"']],
    ['then: { due: { handel: 2h } }', ['5:20 scenarios[0].then.due.handel unknown field; did you mean "handle"?']],
    ['then: { due: { handle: soon } }', ['must be a time such as', 'or none, not "soon"']],
    ['then: { refused: NOT_DUE }', ['belongs to a step in which somebody does something']],
    ['given: { at: 2026-02-30T09:00 }', ['must be a time such as 2026-03-02T09:00']],
    ['given: { severity: urgent }', ['lamps that is urgent is served by urgent, not default']],
    ['given: { unit: oleaster-9 }', ['unknown unit "oleaster-9"; did you mean "oleaster-1"?']],
    ['steps: [{ then: { stage: open } }]', ['steps[0].when is required']],
    ['steps: [{ when: { } }]', ['must say passes, until or does']],
    ['steps: [{ when: { passes: 2 } }]', ['when.passes must be a span of time']],
    ['steps: [{ when: { passes: 2h, by: lead-oleaster-1 } }]', ['when.by unknown field; known are passes']],
    [
      'steps: [{ when: { passes: 2h } }, { when: { until: 2026-03-02T10:59 } }]',
      ['steps[1].when.until lies before the step'],
    ],
    ['steps: [{ when: { until: 2026-03-02T08:59 } }]', ['lies before the step; time only goes on']],
    [
      'steps: [{ when: { by: lead-oleaster-1, does: acknowlege } }]',
      ['unknown command "acknowlege"; did you mean "acknowledge"?'],
    ],
    ['steps: [{ when: { does: acknowledge } }]', ['when.by is required']],
    ['steps: [{ when: { by: lead, does: acknowledge } }]', ['unknown person "lead"']],
    [
      'steps: [{ when: { by: lead-oleaster-1, does: escalate, reson: no } }]',
      ['reason is required', 'did you mean "reason"?'],
    ],
    [
      'steps: [{ when: { by: lead-oleaster-1, does: handle, note: x, evidence: [photo] } }]',
      ['evidence[0] must be kind:reference'],
    ],
    [
      'steps: [{ when: { passes: 1h }, then: { refused: NOT_DUE } }]',
      ['belongs to a step in which somebody does something'],
    ],
  ])('%s', (rest, reasons) => {
    const problems = problemsOf(scenario(rest)).join('\n');
    for (const reason of reasons) expect(problems).toContain(reason);
  });

  test('a report that says too little, and an unknown procedure', () => {
    const bare =
      'scenarios:\n  - name: one\n    given: { reporter: resident-01, unit: oleaster-1, at: 2026-03-02T09:00 }\n';
    expect(problemsOf(`procedure: default\n${bare}`)).toEqual([
      '4:12 scenarios[0].given.category is required, here or in the given of the file',
    ]);
    expect(problemsOf(`procedure: defalt\n${bare}`)[0]).toContain(
      'unknown procedure "defalt"; did you mean "default"?',
    );
  });

  test('two scenarios of one name', () => {
    expect(problemsOf(`${scenario('then: { stage: open }')}  - name: one\n`)).toEqual([
      '6:11 scenarios[1].name another scenario is called "one" already',
    ]);
  });

  test('everything is told in one round, in the words of the file', () => {
    const { code, problems } = refusal(() =>
      parseFixtures(
        [
          {
            path: 'policies/fixtures/四级.yaml',
            text: `规程: default
假如: { 上报人: resident-01, 地点: oleaster-1, 类别: lamps, 紧急程度: 一半, 时间: 2026-03-02T09:00 }
场景:
  - 名称: 一
    步聚: []
  - 名称: 二
    步骤:
      - 当: { 谁: lead-oleaster-1, 做: 签受 }
        那么: { 阶段: 办里中, 通知: [resident-01 已签] }
      - 当: { 谁: lead-oleaster-1, 做: 上报上级 }
      - 当: { 过了: 两小时 }
      - 当: { 谁: lead-oleaster-1, by: lead-oleaster-1, 做: 签收 }
`,
          },
        ],
        policies,
      ),
    );
    expect(code).toBe('FIXTURE_INVALID');
    expect(problems.map(formatProblem).join('\n')).toMatchSnapshot();
    expect(
      problemsOf('规程: default\n场景:\n  - 名称: 一\n    步骤: [{ 当: { 谁: lead-oleaster-1, 做: 上报上级 } }]\n'),
    ).toEqual(['4:15 场景[0].步骤[0].当.理由 is required']);
  });
});

describe('coverage', () => {
  test('a scenario reaches what it goes through, and a clock only when it runs out', () => {
    const [fixture] = parseFixtures(
      [{ path: 'f.yaml', text: scenario('steps: [{ when: { passes: 3h } }, { when: { passes: 1h } }]') }],
      policies,
    );
    const reached: readonly Reached[] = fixture === undefined ? [] : [runFixture(fixture, policies).reached];
    const left = missed(procedure('default'), reached);
    expect(left.tiers).toEqual(['party-group', 'committee']);
    expect(left.clocks).not.toContain('building-lead.acknowledge');
    expect(left.clocks).toContain('building-lead.handle');
    expect(left.commands).toEqual(possible(procedure('default')).commands);
  });

  test('what a procedure rules out need not be reached', () => {
    expect(possible(procedure('urgent'))).toMatchObject({
      stages: ['open', 'handling', 'confirming', 'closed'],
      clocks: expect.not.arrayContaining(['suspension.until']) as unknown,
      commands: expect.not.arrayContaining(['resume']) as unknown,
    });
    expect(possible(procedure('default')).clocks).toContain('suspension.until');
  });
});
