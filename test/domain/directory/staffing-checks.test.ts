import { parsePolicies } from '../../../domain/procedure/policies';
import { lineOf, refusal, spoiled, textOf } from '../procedure/shipped';

const file = 'community.yaml';
const shipped = textOf(file);

const rotation = '  - role: grid-worker\n    unit: tamarisk\n';
const layer = "{ people: [worker-tamarisk-1, worker-tamarisk-2], every: { weeks: 1 }, start: '2026-01-05T08:00' }";
const lead = '{ person: lead-tamarisk-2, deputy: lead-tamarisk-1 }';
const holders = 'people: [worker-tamarisk-1, worker-tamarisk-2] }';
const person = '{ id: worker-tamarisk-1, name: 杜明远, lang: zh';
const unit = '{ id: tamarisk, level: grid, parent: camelbell,';
const building = '{ id: tamarisk-4, level: building, parent: tamarisk,';

/** A section that the shipped document does not have. */
const section = (name: string, ...entries: readonly string[]): string =>
  `${name}:\n${entries.map((entry) => `  - ${entry}\n`).join('')}categories:\n`;
const CATEGORIES = 'categories:\n';
const absence = (text: string): readonly [string, string] => [CATEGORIES, section('absences', text)];
const override = (text: string): readonly [string, string] => [CATEGORIES, section('overrides', text)];
const guard = 'role: grid-worker, unit: tamarisk';

/** What is wrong, the piece and its replacement, the field, the reason, and how many lines after the piece it is found. */
const cases: readonly (readonly [string, readonly [string, string], string, RegExp, number?])[] = [
  [
    'an absence of nobody known',
    absence("{ person: worker-tamarisk-9, from: '2026-12-01' }"),
    'absences[0].person',
    /did you mean "worker-tamarisk-1"/,
    1,
  ],
  [
    'an absence that ends before it begins',
    absence("{ person: worker-tamarisk-1, from: '2026-12-05', until: '2026-12-05' }"),
    'absences[0].until',
    /must be later than `from`/,
    1,
  ],
  [
    'an absence on a day that is none',
    absence("{ person: worker-tamarisk-1, from: '2026-02-30' }"),
    'absences[0].from',
    /"2026-02-30" is no day of the calendar/,
    1,
  ],
  [
    'a time that is none',
    absence("{ person: worker-tamarisk-1, from: 'next week' }"),
    'absences[0].from',
    /must be a day from 2000 to 2099 .* not "next week"/,
    1,
  ],
  [
    'an unknown kind of absence',
    absence("{ person: worker-tamarisk-1, from: '2026-12-01', kind: leaves }"),
    'absences[0].kind',
    /did you mean "leave"/,
    1,
  ],
  [
    'an address among the channels',
    [person, `${person}, channels: [inbox, 'a@b.example']`],
    'people[13].channels[1]',
    /unknown value "a@b.example"; known are inbox, email/,
  ],
  [
    'a deputy of oneself',
    [lead, '{ person: lead-tamarisk-2, deputy: lead-tamarisk-2 }'],
    'deputies[1].deputy',
    /stands in for nobody but themselves/,
  ],
  [
    'an unknown deputy',
    [lead, '{ person: lead-tamarisk-2, deputy: lead-tamarisk-9 }'],
    'deputies[1].deputy',
    /unknown person "lead-tamarisk-9"/,
  ],
  [
    'a rotation of an unknown role',
    [rotation, rotation.replace('worker', 'workers')],
    'rotations[0].role',
    /did you mean "grid-worker"/,
  ],
  [
    'a rotation at an unknown unit',
    [rotation, rotation.replace('tamarisk', 'tamarix')],
    'rotations[0].unit',
    /did you mean "tamarisk"/,
    1,
  ],
  [
    'a rotation of a post that nobody holds',
    [rotation, rotation.replace('grid-worker', 'developer')],
    'rotations[0]',
    /nobody holds developer at tamarisk; name the post in posts/,
  ],
  [
    'two rotations of a post',
    [rotation, `  - { ${guard}, layers: [${layer}] }\n${rotation}`],
    'rotations[1]',
    /grid-worker at tamarisk has an earlier rotation/,
    1,
  ],
  [
    'somebody in a rotation who does not hold the post',
    [layer, layer.replace('tamarisk-2', 'poplar-2')],
    'rotations[0].layers[0].people[1]',
    /"worker-poplar-2" does not hold grid-worker at tamarisk/,
  ],
  [
    'somebody in a rotation who does not hold the post any more',
    [holders, "people: [worker-tamarisk-1, { id: worker-tamarisk-2, until: '2026-01-05T08:00' }] }"],
    'rotations[0].layers[0].people[1]',
    /"worker-tamarisk-2" does not hold grid-worker at tamarisk from `start` on/,
    30,
  ],
  [
    'two layers that say the same',
    [layer, `${layer}, ${layer}`],
    'rotations[0].layers[1]',
    /says the same as an earlier layer/,
  ],
  [
    'a start with an offset',
    [layer, layer.replace('08:00', '08:00+08:00')],
    'rotations[0].layers[0].start',
    /must be a local time without an offset/,
  ],
  [
    'a start on a day that is none',
    [layer, layer.replace('01-05', '02-30')],
    'rotations[0].layers[0].start',
    /is no day of the calendar/,
  ],
  [
    'turns of two lengths',
    [layer, layer.replace('weeks: 1', 'weeks: 1, days: 3')],
    'rotations[0].layers[0].every',
    /must name one of hours, days, weeks, months/,
  ],
  [
    'hours that begin at midnight of the next day',
    [layer, layer.replace(' }', " }, hours: [{ from: '24:00', to: '06:00' }]")],
    'rotations[0].layers[0].hours[0].from',
    /must be a time of day such as 08:00/,
  ],
  [
    'an override at a post that is none',
    override("{ role: developer, unit: tamarisk, person: worker-poplar-1, from: '2026-12-01', until: '2026-12-02' }"),
    'overrides[0]',
    /nobody holds developer at tamarisk/,
    1,
  ],
  [
    'an override by nobody known',
    override(`{ ${guard}, person: worker-poplar-9, from: '2026-12-01', until: '2026-12-02' }`),
    'overrides[0].person',
    /unknown person "worker-poplar-9"/,
    1,
  ],
  [
    'an override in the place of nobody',
    override(
      `{ ${guard}, person: worker-poplar-1, instead: worker-poplar-2, from: '2026-12-01', until: '2026-12-02' }`,
    ),
    'overrides[0].instead',
    /"worker-poplar-2" does not hold grid-worker at tamarisk in that time/,
    1,
  ],
  [
    'an exchange with oneself',
    override(
      `{ ${guard}, person: worker-tamarisk-1, instead: worker-tamarisk-1, from: '2026-12-01', until: '2026-12-02' }`,
    ),
    'overrides[0].instead',
    /takes the place of nobody else/,
    1,
  ],
  [
    'an override without an end',
    override(`{ ${guard}, person: worker-poplar-1, from: '2026-12-01' }`),
    'overrides[0].until',
    /is required/,
    1,
  ],
  [
    'a unit that outlives the one around it',
    [unit, unit.replace('level', "until: '2027-01-01', level")],
    'units[7].until',
    /does not end by the time at which "tamarisk" does/,
    1,
  ],
  [
    'a unit that is there before the one around it',
    [unit, unit.replace('level', "from: '2026-01-01', level")],
    'units[7].from',
    /begins before "tamarisk"/,
    1,
  ],
  [
    'a unit with a zone that is none',
    [building, building.replace('level', 'zone: Asia/Ordos, level')],
    'units[10].zone',
    /IANA/,
  ],
  [
    'somebody who holds a post twice at one time',
    [holders, "people: [worker-tamarisk-1, worker-tamarisk-2, { id: worker-tamarisk-1, from: '2027-01-01' }] }"],
    'posts[12].people[2].id',
    /"worker-tamarisk-1" is named twice/,
  ],
  [
    'an unknown person who holds a post for a time',
    [holders, "people: [worker-tamarisk-1, worker-tamarisk-2, { id: worker-tamarisk-7, from: '2027-01-01' }] }"],
    'posts[12].people[2].id',
    /unknown person "worker-tamarisk-7"/,
  ],
];

describe('GIVEN a community with', () => {
  test.each(cases.map(([what, ...rest]) => [what, rest] as const))('%s THEN it is refused at its line', (_, rest) => {
    const [[piece, by], field, reason, below = 0] = rest;
    const { code, problems } = refusal(() => parsePolicies(spoiled(file, piece, by)));
    expect(code).toBe('COMMUNITY_INVALID');
    const found = problems.find((problem) => problem.field === field && reason.test(problem.reason));
    if (found === undefined) throw new Error(JSON.stringify(problems, null, 2));
    expect(found.line).toBe(lineOf(shipped, piece) + below);
  });
});

test('an end is of the zone of its unit: what ends there has ended', () => {
  const text = (from: string) =>
    [
      CATEGORIES,
      section('overrides', `{ ${guard}, person: worker-poplar-1, from: '${from}', until: '2026-12-01T08:00' }`),
    ] as const;
  expect(() => parsePolicies(spoiled(file, ...text('2026-12-01T07:59')))).not.toThrow();
  expect(() => parsePolicies(spoiled(file, ...text('2026-12-01T00:00Z')))).toThrow(/must be later/);
  expect(() => parsePolicies(spoiled(file, ...text('2026-11-30T23:59Z')))).not.toThrow();
});
