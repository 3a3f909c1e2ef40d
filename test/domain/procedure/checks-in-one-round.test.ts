import { readProcedure } from '../../../domain/procedure/parse';
import { clause, problemsIn, written, type Change } from './changed';

const NO_ROUNDS: readonly Change[] = [
  [clause('again'), ''],
  [clause('total'), ''],
];
const ONE_TIER = (tier: string): Change => [/tiers:[\s\S]*?evidence/, `tiers:\n  - { ${tier} }\nevidence`];
const TOP = 'key: top, role: committee, level: community, acknowledge: 1h, handle: 2h, repeat: { every: 1h }';

describe('GIVEN a procedure with a mistake WHEN it is checked THEN nothing is told that only follows from it', () => {
  test.each<[string, string, readonly Change[], readonly (string | RegExp)[]]>([
    ['no time to handle', 'joint', [['    handle: 3wd\n', '']], ['tiers[0].handle is required']],
    ['no time to acknowledge', 'joint', [['    acknowledge: 4wh\n', '']], ['tiers[0].acknowledge is required']],
    [
      'no acknowledgement beside a spread',
      'slow',
      [['    acknowledge: 4wh\n', '']],
      ['tiers[0].acknowledge is required'],
    ],
    ['reminders of no time', 'default', [['every: 1h, times: 1', 'times: 1']], ['tiers[0].repeat.every is required']],
    [
      'a text for a count of reminders',
      'default',
      [['times: 1', 'times: "9"']],
      [/^tiers\[0\]\.repeat\.times must be a/],
    ],
    [
      'a warning after more than all',
      'joint',
      [['[50%, 4wh]', '[50%, 150%]']],
      [/^tiers\[0\]\.warn\[1\] would never ring/],
    ],
    [
      'a warning with something behind it',
      'joint',
      [['[50%, 4wh]', '[50%, 50%x]']],
      [/^tiers\[0\]\.warn\[1\] must be a share/],
    ],
    ['a list for a warning', 'joint', [['[50%, 4wh]', '[50%, [50%]]']], [/^tiers\[0\]\.warn\[1\] must be a share/]],
    [
      'two warnings in words',
      'joint',
      [['[50%, 4wh]', '[half, late]']],
      [/^tiers\[0\]\.warn\[0\] must be a share/, /^tiers\[0\]\.warn\[1\] must be a share/],
    ],
    [
      'a number for a key',
      'joint',
      [
        ['key: building-lead', 'key: 7'],
        ['warn: [50%, 4wh]', 'then: party-grup'],
      ],
      ['tiers[0].key must be text, not 7', 'tiers[0].then unknown tier "party-grup"; did you mean "party-group"?'],
    ],
    [
      'a tier without a key',
      'joint',
      [['  - key: grid-worker\n    role', '  - role'], ['warn: [50%, 4wh]', 'then: nowhere'], ...NO_ROUNDS],
      [
        'tiers[1].key is required',
        'tiers[0].then unknown tier "nowhere"; known are building-lead, party-group, committee',
      ],
    ],
    [
      'a tier without a key that is jumped over',
      'joint',
      [['  - key: grid-worker\n    role', '  - role'], ['warn: [50%, 4wh]', 'then: party-group'], ...NO_ROUNDS],
      ['tiers[1].key is required', /^tiers\[1\]\.key is never reached: every "then" jumps over "2"/],
    ],
    [
      'a jump to itself below a tier without a key',
      'joint',
      [['  - key: grid-worker\n    role', '  - role'], ['warn: [50%, 4wh]', 'then: building-lead'], ...NO_ROUNDS],
      [
        'tiers[1].key is required',
        'tiers[0].then must be a higher tier, since a ladder only climbs: party-group, committee',
      ],
    ],
    [
      'nobody at all, and somebody who calls',
      'urgent',
      [
        [/tiers:[\s\S]*?evidence/, 'tiers: []\nevidence'],
        ['reopen', 'call-back: { role: committee, level: community, attempts: 3 }\nreopen'],
      ],
      ['tiers must not be empty'],
    ],
    [
      'a jump to nowhere',
      'joint',
      [['warn: [50%, 4wh]', 'then: party-grup'], ...NO_ROUNDS],
      ['tiers[0].then unknown tier "party-grup"; did you mean "party-group"?'],
    ],
    [
      'a last tier that leads on',
      'joint',
      [['repeat: { every: 1wd }', 'repeat: { every: 1wd }\n    then: nowhere']],
      ['tiers[3].then must be left out: nothing follows the last tier'],
    ],
    [
      'a level of no name',
      'default',
      [['level: grid', 'level: gird']],
      ['tiers[1].level unknown value "gird"; did you mean "grid"?'],
    ],
    ['no tiers', 'default', [[/tiers:[\s\S]*?evidence/, 'tiers: []\nevidence']], ['tiers must not be empty']],
    [
      'one tier to which the time over all leads',
      'urgent',
      [ONE_TIER(TOP), ['reopen', 'total: { within: 3h, to: top }\nreopen']],
      ['total.to must be above the first tier, on which every matter begins: there is none'],
    ],
    [
      'panels without a level',
      'joint',
      [[/panels: \[.*\]/, 'panels: [{ role: committee }, { role: committee }]']],
      [...['force-close.panels[0].level is required', 'force-close.panels[1].level is required']],
    ],
    [
      'panels without a role',
      'joint',
      [[/panels: \[.*\]/, 'panels: [{ level: grid }, { level: grid }]']],
      [...['force-close.panels[0].role is required', 'force-close.panels[1].role is required']],
    ],
    [
      'panels of nothing',
      'joint',
      [[/panels: \[.*\]/, 'panels: [{}, {}]']],
      [
        ...['force-close.panels[0].role is required', 'force-close.panels[0].level is required'],
        ...['force-close.panels[1].role is required', 'force-close.panels[1].level is required'],
      ],
    ],
    ['an extension of no limit', 'default', [['limit: 24h, ', '']], ['extension.limit is required']],
    [
      'a longest time that is not known',
      'joint',
      [
        ['    handle: 7wd\n', ''],
        ['limit: 5wd', 'limit: 6wd'],
      ],
      ['tiers[3].handle is required'],
    ],
    [
      'nobody who checks, and nobody to handle',
      'urgent',
      [
        ONE_TIER(TOP.replace('role: committee, ', '')),
        ['reopen', 'call-back: { level: community, attempts: 3 }\nreopen'],
      ],
      ['tiers[0].role is required', 'call-back.role is required'],
    ],
    [
      'nowhere to check, and nowhere to handle',
      'urgent',
      [
        ONE_TIER(TOP.replace('level: community, ', '')),
        ['reopen', 'call-back: { role: committee, attempts: 3 }\nreopen'],
      ],
      ['tiers[0].level is required', 'call-back.level is required'],
    ],
    [
      'copies for nobody',
      'joint',
      [[/copies:\n.*\n.*/, 'copies:\n  - { event: declined, level: grid }\n  - { event: declined, level: grid }']],
      [...['copies[0].role is required', 'copies[1].role is required']],
    ],
  ])('%s', (_, id, changes, told) => {
    const problems = problemsIn(id, ...changes);
    expect(problems).toHaveLength(told.length);
    told.forEach((one, index) =>
      typeof one === 'string' ? expect(problems[index]).toBe(one) : expect(problems[index]).toMatch(one),
    );
  });
});

test('what is there and should not be is pointed at by its key', () => {
  const placeOf = (id: string, ...changes: readonly Change[]): readonly string[] =>
    readProcedure({ path: 'p.yaml', text: written(id, changes) }).problems.map(
      ({ line, column }) =>
        written(id, changes)
          .split('\n')
          [line - 1]?.slice(column - 1) ?? '',
    );
  expect(placeOf('default', ['repeat: { every: 6h }', 'repeat: { every: 6h, times: 1 }'])).toEqual(['times: 1 }']);
  expect(placeOf('default', ['repeat: { every: 6h }', 'repeat: { every: 6h }\n    then: party-group'])).toEqual([
    'then: party-group',
  ]);
  expect(placeOf('joint', [clause('check'), ''], [clause('return'), ''])).toEqual([
    'problem: { reworks: 3, units: 3 }',
  ]);
});
