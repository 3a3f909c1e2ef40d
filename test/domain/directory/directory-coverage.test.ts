import { parsePolicies } from '../../../domain/procedure/policies';
import { refusal, spoiled, textOf } from '../procedure/shipped';

const community = textOf('community.yaml');
const lineOfUnit = (id: string): number => community.split('\n').findIndex((line) => line.includes(`{ id: ${id},`)) + 1;

/** what is spoiled in joint.yaml, the piece, its replacement, the field, the reason. */
const procedures = (<readonly (readonly [string, string, string, string, RegExp])[]>[
  [
    'a verifier of no known role',
    'role: grid-worker\n  level: grid\n  within',
    'role: grid-wroker\n  level: grid\n  within',
    'verification.role',
    /unknown role "grid-wroker"; did you mean "grid-worker"/,
  ],
  ['a party of no known role', 'role: developer', 'role: developper', 'parties[1].role', /did you mean "developer"/],
  [
    'a panel of no known role',
    'role: committee, level: community, quorum',
    'role: comittee, level: community, quorum',
    'force-close.panels[0].role',
    /did you mean "committee"/,
  ],
  [
    'a copy for no known role',
    'event: declined, role: party-group',
    'event: declined, role: party-grup',
    'copies[1].role',
    /did you mean "party-group"/,
  ],
  [
    'a caller who exists only further down',
    'role: grid-worker, level: grid, attempts',
    'role: building-lead, level: grid, attempts',
    'call-back.level',
    /role building-lead exists at: building/,
  ],
]).map(([what, piece, by, field, reason]) => ({ what, piece, by, field, reason }));

describe('GIVEN a procedure that asks for', () => {
  it.each(procedures)('$what THEN it is refused there', ({ piece, by, field, reason }) => {
    const { code, problems } = refusal(() => parsePolicies(spoiled('joint.yaml', piece, by)));
    expect(code).toBe('PROCEDURE_INVALID');
    expect(problems).toMatchObject([{ field }]);
    expect(problems[0]?.file).toMatch(/joint\.yaml$/);
    expect(problems[0]?.reason).toMatch(reason);
    expect(problems[0]?.line).toBeGreaterThan(1);
  });

  it('a unit that nobody is anywhere THEN it is refused, and one that is in some places is not', () => {
    const nobody = '  - { role: developer, unit: camelbell, people: [developer-1, developer-2] }\n';
    const { problems } = refusal(() => parsePolicies(spoiled('community.yaml', nobody, '')));
    expect(problems).toMatchObject([{ field: 'parties[1].role' }]);
    expect(problems[0]?.reason).toMatch(/nobody is developer at any community or above/);
    const some = '  - { role: property-manager, unit: tamarisk, people: [property-tamarisk-1, property-tamarisk-2] }\n';
    expect(parsePolicies(spoiled('community.yaml', some, '')).current.has('joint')).toBe(true);
  });
});

describe('GIVEN a place WHEN a duty beside the ladder has nobody THEN the community is refused there, once', () => {
  const hotline = (piece: string, by: string, posts: string) =>
    spoiled('joint.yaml', piece, by).map((source) =>
      source.path.endsWith('community.yaml')
        ? {
            ...source,
            text: source.text
              .replace(
                'roles:\n',
                'roles:\n  - { id: hotline, levels: [grid, community], name: { zh: 热线, en: hotline } }\n',
              )
              .replace('posts:\n', `posts:\n${posts}`),
          }
        : source,
    );
  const oleaster = '  - { role: hotline, unit: oleaster, people: [committee-1] }\n';
  const tamarisk = '  - { role: hotline, unit: tamarisk, people: [committee-1] }\n';
  const everywhere = '  - { role: hotline, unit: camelbell, people: [committee-1] }\n';
  const duties = <const>[
    ['verification', 'role: grid-worker\n  level: grid\n  within', 'role: hotline\n  level: grid\n  within'],
    ['check', 'role: party-group\n  level: grid\n  within: 2wd', 'role: hotline\n  level: grid\n  within: 2wd'],
    ['call-back', 'role: grid-worker, level: grid, attempts', 'role: hotline, level: grid, attempts'],
    [
      'the decision on void',
      '- { role: party-group, level: grid, quorum: 60% }',
      '- { role: hotline, level: grid, quorum: 60% }',
    ],
  ];

  it.each(duties)('%s', (what, piece, by) => {
    const { code, problems } = refusal(() => parsePolicies(hotline(piece, by, oleaster + tamarisk)));
    expect(code).toBe('COMMUNITY_INVALID');
    expect(problems.map(({ reason }) => reason)).toEqual([
      `poplar: nobody is hotline here or above, whom ${what} of joint@3 asks for`,
    ]);
    // One line was added above it, for the role.
    expect(problems[0]?.line).toBe(lineOfUnit('poplar'));
    expect(parsePolicies(hotline(piece, by, everywhere)).current.has('joint')).toBe(true);
  });

  it('what lies above a duty goes on without it', () => {
    const unit = '  - { id: poplar, level: grid,';
    const park = `  - { id: park, level: grid, parent: camelbell, name: { zh: 公园, en: Park } }\n${unit}`;
    const posts = ['grid-worker', 'party-group'].map(
      (role) => `  - { role: ${role}, unit: park, people: [committee-1, committee-2] }\n`,
    );
    const checkedByLeads = spoiled(
      'joint.yaml',
      'role: party-group\n  level: grid\n  within: 2wd',
      'role: building-lead\n  level: building\n  within: 2wd',
    ).map((source) =>
      source.path.endsWith('community.yaml')
        ? { ...source, text: source.text.replace(unit, park).replace('posts:\n', `posts:\n${posts.join('')}`) }
        : source,
    );
    expect(parsePolicies(checkedByLeads).directory.units.has('park')).toBe(true);
  });

  it('what nobody may ask for needs nobody', () => {
    const none = hotline(
      'extension: { maximum: 2, limit: 5wd, decide: 1wd, remind: [50%], on-timeout: climb }',
      'extension: { maximum: 0, limit: 5wd, decide: 1wd, panels: [{ role: hotline, level: grid }] }',
      '',
    );
    expect(parsePolicies(none).current.has('joint')).toBe(true);
  });
});

describe('GIVEN a quorum WHEN too few are there THEN the community is refused where they are', () => {
  it('a panel that is too small', () => {
    const { problems } = refusal(() =>
      parsePolicies(spoiled('joint.yaml', 'level: community, quorum: 2', 'level: community, quorum: 5')),
    );
    expect(problems.map(({ reason }) => reason)).toEqual([
      'camelbell: 5 of committee have to agree for the decision on force-close of joint@3, but only 4 hold it here',
    ]);
    expect(problems[0]?.line).toBe(lineOfUnit('camelbell'));
  });

  it('a tier above that is too small, whichever tier asks', () => {
    const { problems } = refusal(() => parsePolicies(spoiled('joint.yaml', 'quorum: 60%, on', 'quorum: 3, on')));
    expect(problems.map(({ reason }) => reason)).toEqual([
      'oleaster: 3 of grid-worker have to agree to a suspension of joint@3, but only 2 hold it here',
      'tamarisk: 3 of grid-worker have to agree to a suspension of joint@3, but only 2 hold it here',
      'poplar: 3 of grid-worker have to agree to a suspension of joint@3, but only 2 hold it here',
    ]);
  });

  it('a top tier that is too small without whoever asks', () => {
    const { problems } = refusal(() => parsePolicies(spoiled('joint.yaml', 'quorum: 60%, on', 'quorum: 4, on')));
    expect(problems.map(({ reason }) => reason)).toContain(
      'camelbell: 4 of committee have to agree to a suspension of joint@3, but only 3 are left besides the asker',
    );
  });
});
