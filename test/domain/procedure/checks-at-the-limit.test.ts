import { clause, problemsIn, type Change } from './changed';

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
      [
        [
          'decide: 1wd, remind: [50%], on-timeout: reject',
          'decide: 1wd, panels: [{ role: committee, level: community }]',
        ],
      ],
    ],
    [
      'a check by the first of several tiers',
      'joint',
      [['role: party-group\n  level: grid\n  within', 'role: building-lead\n  level: building\n  within']],
    ],
    ['copies of one event to two posts', 'joint', [['event: declined', 'event: problem-raised']]],
  ])('%s', (_, id, changes) => {
    expect(problemsIn(id, ...changes)).toEqual([]);
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
    expect(problemsIn(id, ...changes)).toEqual([expect.stringMatching(told)]);
  });
});
