import { possible } from '../../../domain/procedure/fixtures/possible';
import { parseProcedure } from '../../../domain/procedure/parse';
import { clause, written, type Change } from './changed';
import { textOf } from './shipped';

const possibleIn = (id: string, ...changes: readonly Change[]): readonly string[] => {
  return Object.entries(possible(parseProcedure({ path: 'p.yaml', text: written(id, changes) }))).flatMap(
    ([aspect, names]) => names.map((name) => `${aspect} ${name}`),
  );
};
/** What is possible without the change, and not with it. */
const lostBy = (id: string, ...changes: readonly Change[]): readonly string[] => {
  const left = new Set(possibleIn(id, ...changes));
  return possibleIn(id).filter((name) => !left.has(name));
};

test('every rung, every unit beside them and every clause has its clocks', () => {
  const clocks = (id: string) =>
    possibleIn(id).flatMap((name) => (name.startsWith('clocks ') ? [name.slice('clocks '.length)] : []));
  expect(clocks('default')).toEqual([
    ...['building-lead', 'grid-worker', 'party-group', 'committee'].flatMap((key) => [
      `${key}.acknowledge`,
      `${key}.handle`,
    ]),
    'confirmation.within',
    ...['extension', 'suspension', 'force-close'].flatMap((field) => [`${field}.decide`, `${field}.remind`]),
    'suspension.until',
    ...['supervision.answer', 'delegation.until'],
  ]);
  expect(clocks('joint')).toEqual([
    'verification.within',
    ...['building-lead', 'grid-worker'].flatMap((key) =>
      ['acknowledge', 'handle', 'warn', 'acknowledgement-expires'].map((name) => `${key}.${name}`),
    ),
    ...['acknowledge', 'handle', 'warn'].map((name) => `party-group.${name}`),
    ...['committee.acknowledge', 'committee.handle'],
    ...['property-manager', 'developer', 'power-supply', 'water-supply'].flatMap((key) =>
      ['acknowledge', 'handle', 'report-in'].map((name) => `${key}.${name}`),
    ),
    ...['check.within', 'confirmation.within'],
    ...['extension', 'suspension', 'force-close', 'return', 'void'].flatMap((field) => [
      `${field}.decide`,
      `${field}.remind`,
    ]),
    ...['suspension.until', 'supervision.answer', 'total.within', 'delegation.until'],
  ]);
});

test('of no procedure is asked what needs another issue, other rules or a signal', () => {
  const names = new Set(
    ['default', 'urgent', 'slow', 'joint'].flatMap((id) => possibleIn(id)).map((name) => name.split(' ')[1]),
  );
  for (const name of ['link', 'unlink', 'linked', 'unlinked', 'followed', 'follower-joined', 'follower-left'])
    expect(names).not.toContain(name);
  for (const name of ['migrate', 'quarantined', 'command-refused']) expect(names).not.toContain(name);
  for (const name of ['acknowledge', 'escalated', 'handled', 'tier-called', 'confirmed', 'withdrawn'])
    expect(names).toContain(name);
});

const VERIFIED = [
  ...['stages verifying', 'clocks verification.within', 'commands verify', 'commands decline'],
  ...['events verified', 'events declined', 'templates verify-asked', 'templates declined', 'outcomes declined'],
];
const CHECKED = [
  ...['stages checking', 'clocks check.within', 'commands pass-check', 'commands fail-check'],
  ...['events checked', 'events check-failed', 'templates check-asked', 'templates check-failed'],
];

test.each<[what: string, id: string, changes: readonly Change[], lost: readonly string[]]>([
  [
    'extensions',
    'default',
    [['extension: { maximum: 2', 'extension: { maximum: 0']],
    ['clocks extension.decide', 'clocks extension.remind', 'events extended'],
  ],
  [
    'suspensions',
    'default',
    [['suspension: { maximum: 1', 'suspension: { maximum: 0']],
    [
      ...['stages suspended', 'clocks suspension.decide', 'clocks suspension.remind', 'clocks suspension.until'],
      'commands resume',
      ...['events suspended', 'events resumed', 'templates suspended', 'templates resumed'],
    ],
  ],
  [
    'reminders of any tier but the last',
    'default',
    [[/, times: \d \}\n  - key/g, ', times: 0 }\n  - key']],
    ['templates tier-reminded'],
  ],
  [
    'a call-back',
    'joint',
    [[clause('call-back'), '']],
    [...['commands call-back', 'events called-back', 'templates call-back-asked', 'outcomes unreachable']],
  ],
  ['problem cases', 'joint', [[clause('problem'), '']], ['events problem-raised', 'templates problem-raised']],
  ['taking out', 'joint', [[clause('void'), '']], ['clocks void.decide', 'clocks void.remind', 'outcomes voided']],
  ['a verification', 'joint', [[clause('verification'), '']], [...VERIFIED, 'templates verify-reminder']],
  [
    'its reminders',
    'joint',
    [['within: 4wh\n  repeat: { every: 2wh, times: 1 }', 'within: 4wh']],
    ['templates verify-reminder'],
  ],
  ['a check', 'joint', [[clause('check'), '']], [...CHECKED, 'templates check-reminder']],
  [
    'reminders of a check',
    'joint',
    [['repeat: { every: 1wd, times: 1 }\n  evidence', 'evidence']],
    ['templates check-reminder'],
  ],
  ['a time over all tiers', 'joint', [[clause('total'), '']], ['clocks total.within']],
  [
    'reminders of the resident',
    'default',
    [['{ every: 24h, times: 2 }', '{ every: 24h, times: 0 }']],
    ['templates confirm-reminder'],
  ],
  [
    'units beside the ladder',
    'joint',
    [[clause('parties'), '']],
    [
      ...['property-manager', 'developer', 'power-supply', 'water-supply'].flatMap((key) =>
        ['acknowledge', 'handle', 'report-in'].map((name) => `clocks ${key}.${name}`),
      ),
      ...['dispatch', 'summon', 'report-in', 'finish', 'release'].map((name) => `commands ${name}`),
      ...[
        'dispatched',
        'returned',
        'summoned',
        'reported-in',
        'part-finished',
        'part-released',
        'part-overdue',
      ].flatMap((name) => [`events ${name}`, `templates ${name}`]),
    ],
  ],
  [
    'warnings',
    'joint',
    [[/    warn: .*\n/g, '']],
    [
      ...['building-lead', 'grid-worker', 'party-group'].map((key) => `clocks ${key}.warn`),
      ...['events warned', 'templates deadline-near'],
    ],
  ],
  [
    'reminders of decisions',
    'joint',
    [
      [/^ {2}remind: .*\n/gm, ''],
      [/, remind: \[50%\]/g, ''],
    ],
    [
      ...['extension', 'suspension', 'force-close', 'return', 'void'].map((field) => `clocks ${field}.remind`),
      ...['events approval-reminded', 'templates approval-reminder'],
    ],
  ],
  [
    'reminders of one decision alone',
    'joint',
    [[', remind: [50%], on-timeout: climb', '']],
    ['clocks extension.remind'],
  ],
  ['warnings of one tier alone', 'joint', [['    warn: [50%, 4wh]\n', '']], ['clocks building-lead.warn']],
  [
    'acknowledgements that expire',
    'joint',
    [[/    acknowledgement-expires: .*\n/g, '']],
    [
      ...['building-lead', 'grid-worker'].map((key) => `clocks ${key}.acknowledgement-expires`),
      ...['events acknowledgement-expired', 'templates acknowledgement-expired'],
    ],
  ],
  [
    'one acknowledgement that expires',
    'joint',
    [['    acknowledgement-expires: 1wd\n', '']],
    ['clocks building-lead.acknowledgement-expires'],
  ],
  ['silence that goes one tier up', 'joint', [[/, on-timeout: climb/g, '']], ['events approval-climbed']],
  ['silence that goes up of one question', 'joint', [[', on-timeout: climb', '']], []],
  [
    'several who decide',
    'joint',
    [
      [/ quorum: 60%, on/g, ' on'],
      [/  panels: \[.*\n/, ''],
      [clause('void'), ''],
    ],
    [...['clocks void.decide', 'clocks void.remind', 'events voted', 'outcomes voided']],
  ],
  [
    'several who decide one question',
    'joint',
    [
      [/ quorum: 60%, on/g, ' on'],
      [clause('void'), ''],
    ],
    [...['clocks void.decide', 'clocks void.remind', 'outcomes voided']],
  ],
])('without %s in %s nothing is asked that only this brings about', (_, id, changes, lost) => {
  expect([...lostBy(id, ...changes)].sort()).toEqual([...lost].sort());
});

test('one rung alone is never climbed and never watched over, and reminds nobody', () => {
  const only =
    '  - { key: top, role: committee, level: community, acknowledge: 1h, handle: 2h, repeat: { every: 1h } }';
  const left = possibleIn('urgent', [/tiers:[\s\S]*?evidence/, `tiers:\n${only}\nevidence`]);
  for (const name of ['escalate', 'supervise', 'answer']) expect(left).not.toContain(`commands ${name}`);
  for (const name of ['supervised', 'answered']) expect(left).not.toContain(`events ${name}`);
  expect(left).not.toContain('clocks supervision.answer');
  expect(left).not.toContain('templates tier-reminded');
  expect(left).toContain('clocks top.handle');
});

test('reminders are asked for as soon as one tier below the last has some', () => {
  const none = textOf('procedures/slow.yaml').match(/times: 1/g) ?? [];
  expect(none).toHaveLength(2);
  const one: Change = ['times: 1', 'times: 0'];
  expect(lostBy('slow', one)).toEqual([]);
  expect(lostBy('slow', [/times: 1/g, 'times: 0'])).toEqual(['templates tier-reminded']);
});
