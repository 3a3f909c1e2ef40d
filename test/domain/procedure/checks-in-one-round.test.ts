import { readProcedure } from '../../../domain/procedure/parse';
import { textOf } from './shipped';

type Change = readonly [piece: string | RegExp, by: string];
const written = (id: string, changes: readonly Change[]): string =>
  changes.reduce(
    (before, [piece, by]) => {
      if (before.split(piece).length === 1) throw new Error(`${id} does not contain ${String(piece)}`);
      return before.replace(piece, () => by);
    },
    textOf(`procedures/${id}.yaml`),
  );
const problemsOf = (id: string, ...changes: readonly Change[]): readonly string[] =>
  readProcedure({ path: 'p.yaml', text: written(id, changes) }).problems.map(
    ({ field, reason }) => `${field} ${reason}`,
  );
const clause = (name: string): RegExp => new RegExp(`^${name}:(?: .*)?\\n(?: .*\\n)*`, 'm');
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
    const problems = problemsOf(id, ...changes);
    expect(problems).toHaveLength(told.length);
    told.forEach((one, index) =>
      typeof one === 'string' ? expect(problems[index]).toBe(one) : expect(problems[index]).toMatch(one),
    );
  });
});

describe('GIVEN clocks that are as close as they may be WHEN they are checked THEN nothing is told', () => {
  test.each<[string, string, readonly Change[]]>([
    [
      'the last reminder at the end of the handling',
      'default',
      [['{ every: 1h, times: 1 }', '{ every: 3h, times: 2 }']],
    ],
    [
      'reminders of the other time than the handling',
      'joint',
      [['{ every: 2wh, times: 1 }\n    warn', '{ every: 2d, times: 1 }\n    warn']],
    ],
    [
      'a handling as long as the acknowledgement',
      'default',
      [['handle: 8h\n    repeat: { every: 1h, times: 1 }', 'handle: 2h']],
    ],
    ['a unit that reports in by the other time', 'joint', [['report-in: 30wm', 'report-in: 4d']]],
    ['a unit that reports in when it has to be done', 'joint', [['report-in: 30wm', 'report-in: 3wd']]],
    [
      'an acknowledgement that lasts as long as the handling',
      'joint',
      [['acknowledgement-expires: 1wd', 'acknowledgement-expires: 3wd']],
    ],
    [
      'an acknowledgement that lasts as long as the first call',
      'joint',
      [['acknowledgement-expires: 1wd', 'acknowledgement-expires: 4wh']],
    ],
    ['a warning just after the beginning', 'joint', [['[50%, 4wh]', '[2wd 7wh 59wm, 1%]']]],
    ['an extension by the longest time', 'joint', [['limit: 5wd', 'limit: 7wd']]],
    ['a spread of a tenth', 'default', [['reopen', 'spread: 12m\nreopen']]],
    [
      'a time over all as long as the first tier',
      'default',
      [['reopen', 'total: { within: 8h, to: committee }\nreopen']],
    ],
    ['a time over all by the other time', 'default', [['reopen', 'total: { within: 1wd, to: committee }\nreopen']]],
    ['a part as long as the time over all', 'joint', [['within: 15wd', 'within: 5wd']]],
    ['reminders as long as the time to confirm', 'default', [['{ every: 24h, times: 2 }', '{ every: 72h, times: 2 }']]],
    [
      'a jump over a tier to which the time over all leads',
      'joint',
      [
        ['warn: [50%, 4wh]', 'then: party-group'],
        [clause('again'), ''],
        ['to: committee', 'to: grid-worker'],
      ],
    ],
    ['problem cases of units that give back', 'joint', [[clause('check'), '']]],
    [
      'problem cases of checks that fail',
      'joint',
      [
        [clause('return'), ''],
        [clause('parties'), ''],
      ],
    ],
    [
      'the same post for two questions',
      'joint',
      [['decide: 1wd, on-timeout: reject', 'decide: 1wd, panels: [{ role: committee, level: community }]']],
    ],
    [
      'a check by the first of several tiers',
      'joint',
      [['role: party-group\n  level: grid\n  within', 'role: building-lead\n  level: building\n  within']],
    ],
    ['copies of one event to two posts', 'joint', [['event: declined', 'event: problem-raised']]],
  ])('%s', (_, id, changes) => {
    expect(problemsOf(id, ...changes)).toEqual([]);
  });
});

describe('GIVEN clocks that are a little too close WHEN they are checked THEN that is told', () => {
  test.each<[string, string, readonly Change[], RegExp]>([
    [
      'the last reminder after the end',
      'default',
      [['{ every: 1h, times: 1 }', '{ every: 6h 1s, times: 1 }']],
      /^tiers\[0\]\.handle ends before the reminders do \(8h < 8h 1s\)$/,
    ],
    [
      'a spread beside a rung',
      'default',
      [['reopen', 'spread: 12m 1s\nreopen']],
      /^spread is more than a tenth of tiers\[0\]\.acknowledge \(2h\); /,
    ],
    [
      'a spread beside a unit',
      'joint',
      [
        ['acknowledge: 2wh', 'acknowledge: 20wm'],
        ['reopen', 'spread: 150s\nreopen'],
      ],
      /^spread is more than a tenth of parties\[0\]\.acknowledge \(20wm\); /,
    ],
    [
      'a small share twice',
      'joint',
      [['[50%, 4wh]', '[5%, 5%]']],
      /^tiers\[0\]\.warn\[1\] rings at the same time as "5%"; take one of them out$/,
    ],
    [
      'problem cases of units that may not give back',
      'joint',
      [
        [clause('check'), ''],
        [clause('return'), ''],
      ],
      /^problem nothing could raise it: /,
    ],
    [
      'problem cases without units',
      'joint',
      [
        [clause('check'), ''],
        [clause('parties'), ''],
      ],
      /^problem nothing could raise it: /,
    ],
  ])('%s', (_, id, changes, told) => {
    expect(problemsOf(id, ...changes)).toEqual([expect.stringMatching(told)]);
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
