import { pin } from '../../../domain/directory/pin';
import { parsePolicies } from '../../../domain/procedure/policies';
import { lineOf, refusal, sources, spoiled, textOf } from '../procedure/shipped';

const file = 'community.yaml';
const shipped = textOf(file);

/** what is wrong, the piece, its replacement, the field, the reason; the line is that of the piece unless `at` names another. */
const cases = (<readonly (readonly [string, string, string, RegExp, RegExp, string?])[]>[
  [
    'a telephone number',
    'name: 郭守田, lang: zh',
    'name: 郭守田, phone: "0", lang: zh',
    /^people\[\d+\]\.phone$/,
    /unknown field/,
  ],
  [
    'a post of an unknown person',
    '[worker-poplar-1, worker-poplar-2]',
    '[worker-poplar-1, worker-popla-2]',
    /^posts\[\d+\]\.people\[1\]$/,
    /did you mean "worker-poplar-2"/,
  ],
  [
    'a resident who is not there',
    '[resident-01, resident-02, resident-03]',
    '[resident-01, resident-02, resident-77]',
    /^posts\[\d+\]\.people\[2\]$/,
    /unknown person "resident-77"/,
  ],
  [
    'a post at an unknown unit',
    'role: building-lead, unit: tamarisk-3',
    'role: building-lead, unit: tamarisk-33',
    /^posts\[\d+\]\.unit$/,
    /did you mean "tamarisk-3"/,
  ],
  [
    'a post of an unknown role',
    'role: grid-worker, unit: poplar',
    'role: grid-workers, unit: poplar',
    /^posts\[\d+\]\.role$/,
    /did you mean "grid-worker"/,
  ],
  [
    'a post at the wrong level',
    'role: building-lead, unit: tamarisk-3',
    'role: building-lead, unit: tamarisk',
    /^posts\[\d+\]\.unit$/,
    /is a grid; the role exists at: building/,
  ],
  [
    'a post that is filled twice',
    'role: building-lead, unit: tamarisk-3',
    'role: building-lead, unit: tamarisk-2',
    /^posts\[\d+\]$/,
    /filled by an earlier post/,
  ],
  [
    'a person named twice in a post',
    '[worker-poplar-1, worker-poplar-2]',
    '[worker-poplar-1, worker-poplar-1]',
    /^posts\[\d+\]\.people\[1\]$/,
    /named twice/,
  ],
  ['an id used twice', '{ id: lead-oleaster-2,', '{ id: lead-oleaster-1,', /^people\[\d+\]\.id$/, /already the id/],
  ['an id that is no subject token', '{ id: poplar-4,', '{ id: poplar.4,', /^units\[\d+\]\.id$/, /a-z, 0-9/],
  ['an id that is too long', '{ id: poplar-4,', `{ id: ${'p'.repeat(65)},`, /^units\[\d+\]\.id$/, /1 to 64/],
  [
    'a unit of an unknown parent',
    'id: poplar-4, level: building, parent: poplar',
    'id: poplar-4, level: building, parent: popler',
    /^units\[\d+\]\.parent$/,
    /did you mean "poplar"/,
  ],
  [
    'a unit that is part of itself',
    'id: poplar, level: grid, parent: camelbell',
    'id: poplar, level: grid, parent: poplar-1',
    /^units\[\d+\]\.parent$/,
    /a part of itself/,
  ],
  [
    'a grid inside a building',
    'id: poplar, level: grid, parent: camelbell',
    'id: poplar, level: grid, parent: oleaster-1',
    /^units\[\d+\]\.parent$/,
    /a grid can't be part of a building/,
  ],
  [
    'a second root',
    'id: poplar, level: grid, parent: camelbell',
    'id: poplar, level: grid',
    /^units\[\d+\]$/,
    /is the root already/,
  ],
  [
    'an unknown language',
    'name: 郭守田, lang: zh',
    'name: 郭守田, lang: zn',
    /^people\[\d+\]\.lang$/,
    /unknown value "zn"/,
  ],
  ['an unknown calendar', 'calendar: cn-office', 'calendar: cn-ofice', /^calendar$/, /did you mean "cn-office"/],
  [
    'an unknown calendar of a unit',
    'id: poplar-4, level: building,',
    'id: poplar-4, calendar: cn-shop, level: building,',
    /^units\[15\]\.calendar$/,
    /unknown calendar "cn-shop"; known are cn-office/,
  ],
  [
    'no calendar',
    'calendar: cn-office\n',
    '',
    /^calendar$/,
    /is required: (?:joint@3|slow@2) counts working time/,
    'id: camelbell',
  ],
  ['an unknown zone', 'zone: Asia/Shanghai', 'zone: Asia/Shangri-La', /^zone$/, /IANA/],
  [
    'a route for an unknown category',
    'category: [greening]',
    'category: [greenings]',
    /^routing\[2\]\.when\.category\[0\]$/,
    /did you mean "greening"/,
  ],
  [
    'a route to an unknown procedure',
    'procedure: urgent',
    'procedure: urgnt',
    /^routing\[1\]\.procedure$/,
    /did you mean "urgent"/,
  ],
  [
    'no default route',
    '  - procedure: default',
    '  - when: { severity: [low, normal, high] }\n    procedure: default',
    /^routing\[5\]$/,
    /must be the default/,
  ],
  [
    'a route that is never reached',
    '  - when: { severity: [urgent] }',
    '  - procedure: slow\n  - when: { severity: [urgent] }',
    /^routing\[2\]$/,
    /never reached/,
  ],
  [
    'a grid without a grid worker',
    '  - { role: grid-worker, unit: poplar, people: [worker-poplar-1, worker-poplar-2] }\n',
    '',
    /^units\[11\]$/,
    /poplar: nobody is grid-worker here, which tier 2 \(grid-worker\) of default@2 asks for/,
    '{ id: poplar, level: grid',
  ],
  [
    'a building without a lead',
    '  - { role: building-lead, unit: poplar-4, people: [lead-poplar-4] }\n',
    '',
    /^units\[15\]$/,
    /poplar-4: nobody is building-lead here/,
    '{ id: poplar-4, level: building',
  ],
  [
    'a committee of one',
    '[committee-1, committee-2, committee-3, committee-4]',
    '[committee-1]',
    /^units\[0\]$/,
    /nobody could approve/,
    '{ id: camelbell, level: community',
  ],
]).map(([what, piece, by, field, reason, at = piece]) => ({ what, piece, by, field, reason, at }));

describe('GIVEN a community with', () => {
  it.each(cases)('$what THEN it is refused with file, line, field and reason', ({ piece, by, field, reason, at }) => {
    const { code, problems } = refusal(() => parsePolicies(spoiled(file, piece, by)));
    expect(code).toBe('COMMUNITY_INVALID');
    const found = problems.find((problem) => field.test(problem.field) && reason.test(problem.reason));
    if (found === undefined) throw new Error(JSON.stringify(problems, null, 2));
    expect(found.file).toMatch(/community\.yaml$/);
    const offset = by.startsWith('  - procedure: slow') ? 1 : 0;
    expect(found.line).toBe(lineOf(shipped, at) + offset);
  });

  it('a whole grid unstaffed THEN each gap is named once and not once per building', () => {
    const { problems } = refusal(() =>
      parsePolicies(
        spoiled(file, '  - { role: grid-worker, unit: poplar, people: [worker-poplar-1, worker-poplar-2] }\n', ''),
      ),
    );
    // Four ladders, and two duties beside that of joint@3.
    expect(problems.map(({ reason }) => reason)).toHaveLength(6);
    expect(new Set(problems.map(({ line }) => line)).size).toBe(1);
  });
});

describe('GIVEN a grid without buildings', () => {
  const units = '  - { id: poplar, level: grid,';
  const posts = '  - { role: committee, unit: camelbell,';
  const withPark = (...staff: readonly string[]) =>
    spoiled(
      file,
      units,
      `  - { id: park, level: grid, parent: camelbell, name: { zh: 公园, en: Park } }\n${units}`,
    ).map((source) =>
      source.path.endsWith(file)
        ? { ...source, text: source.text.replace(posts, () => [...staff, posts].join('\n')) }
        : source,
    );
  const worker = '  - { role: grid-worker, unit: park, people: [worker-poplar-1] }';
  const group = '  - { role: party-group, unit: park, people: [group-poplar-1] }';

  it('WHEN its tiers have people THEN it is accepted, and a matter there starts with the grid worker', () => {
    const policies = parsePolicies(withPark(worker, group));
    const { tiers } = pin(policies, { unit: 'park', category: 'lamps', severity: 'normal' });
    expect(tiers.map(({ key, people }) => [key, people.length])).toEqual([
      ['grid-worker', 1],
      ['party-group', 1],
      ['committee', 4],
    ]);
  });

  it('WHEN one of its tiers has nobody THEN it is refused', () => {
    const { code, problems } = refusal(() => parsePolicies(withPark(group)));
    expect(code).toBe('COMMUNITY_INVALID');
    expect(problems.every(({ reason }) => /^park: nobody is grid-worker here/.test(reason))).toBe(true);
  });
});

it('GIVEN a unit above every tier THEN it is refused: nobody would look after it', () => {
  const document = [
    'id: bare',
    'version: 1',
    'name: { zh: 空, en: Bare }',
    'zone: Asia/Shanghai',
    'units: [{ id: bare, level: street, name: { zh: 空, en: Bare } }]',
    'people: [{ id: somebody, name: 某, lang: zh }]',
    'roles:',
    ...[
      'building-lead: building',
      'grid-worker: grid',
      'party-group: grid',
      'committee: community',
      'warden: street',
    ].map((role) => `  - { id: ${role.split(': ')[0]}, levels: [${role.split(': ')[1]}], name: { zh: 岗, en: post } }`),
    'posts: [{ role: warden, unit: bare, people: [somebody] }]',
    'categories: [{ id: other, name: { zh: 其他, en: Other } }]',
    'routing: [{ procedure: default }]',
  ].join('\n');
  const simple = sources.filter(({ path }) => !path.endsWith('joint.yaml'));
  const bare = simple.map((source) => (source.path.endsWith(file) ? { ...source, text: document } : source));
  const { code, problems } = refusal(() => parsePolicies(bare));
  expect(code).toBe('COMMUNITY_INVALID');
  expect(problems.map(({ reason }) => reason)).toContain(
    'bare: no tier of default@2 looks after the whole of a street',
  );
});

it('GIVEN somebody who is the whole tier above themselves WHEN there are others higher up THEN the community is accepted', () => {
  const alone = spoiled(file, '[group-poplar-1, group-poplar-2, group-poplar-3]', '[worker-poplar-1]');
  expect(parsePolicies(alone).community.id).toBe('camelbell');
});

it('GIVEN a tier whose role the community does not know THEN the procedure is refused at that tier', () => {
  const { code, problems } = refusal(() =>
    parsePolicies(spoiled('slow.yaml', 'role: grid-worker', 'role: grid-helper')),
  );
  expect(code).toBe('PROCEDURE_INVALID');
  expect(problems[0]).toMatchObject({ field: 'tiers[1].role', line: lineOf(textOf('slow.yaml'), 'role: grid-worker') });
});
