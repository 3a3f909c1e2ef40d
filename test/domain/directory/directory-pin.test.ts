import { ancestors, categoryOf, personOf, rolesOf, unitOf } from '../../../domain/directory/directory';
import { pin } from '../../../domain/directory/pin';
import { SEVERITIES } from '../../../domain/kernel/state';
import { policies, refusal } from '../procedure/shipped';

const matter = { unit: 'oleaster-1', category: 'water', severity: 'normal' };

describe('GIVEN the shipped policies WHEN a matter is pinned', () => {
  it('THEN every building, category and severity has four tiers with people, and a decider beside every handler', () => {
    for (const { id, level } of policies.community.units) {
      if (level !== 'building') continue;
      for (const { id: category } of policies.community.categories) {
        for (const severity of SEVERITIES) {
          const { tiers } = pin(policies, { unit: id, category, severity });
          // A gap of the duty begins with those who can mend it.
          expect(tiers).toHaveLength(category === 'coverage' ? 2 : 4);
          tiers.forEach((tier, index) => {
            const deciders = tiers[Math.min(index + 1, tiers.length - 1)]?.people ?? [];
            for (const handler of tier.people)
              expect(deciders.filter((person) => person !== handler)).not.toHaveLength(0);
          });
        }
      }
    }
  });

  it('THEN each tier is looked up from the building upwards', () => {
    expect(pin(policies, matter).tiers.map(({ unit }) => unit)).toEqual([
      'oleaster-1',
      'oleaster',
      'oleaster',
      'camelbell',
    ]);
  });

  it('THEN urgent matters go by the minute, planting by the day, what a developer left by joint handling, the rest by default', () => {
    expect(pin(policies, { ...matter, severity: 'urgent' })).toMatchObject({ procedure: 'urgent', version: 2 });
    expect(pin(policies, { ...matter, category: 'greening' }).procedure).toBe('slow');
    expect(pin(policies, { ...matter, category: 'greening', severity: 'urgent' }).procedure).toBe('urgent');
    expect(pin(policies, { ...matter, category: 'property' }).procedure).toBe('joint');
    expect(pin(policies, { ...matter, category: 'parking', severity: 'low' }).procedure).toBe('slow');
    expect(pin(policies, { ...matter, severity: 'low' }).procedure).toBe('default');
    expect(pin(policies, matter).procedure).toBe('default');
  });

  it('THEN a matter of the whole grid starts with the grid worker', () => {
    expect(pin(policies, { ...matter, unit: 'oleaster' }).tiers.map(({ key }) => key)).toEqual([
      'grid-worker',
      'party-group',
      'committee',
    ]);
    expect(pin(policies, { ...matter, unit: 'camelbell' }).tiers.map(({ key }) => key)).toEqual(['committee']);
  });

  it('THEN a time scale divides every span and leaves at least a millisecond', () => {
    const rules = pin(policies, matter, 3_600, 0);
    expect(rules).toMatchObject({
      timeScale: 3_600,
      extension: { limitMs: 24_000, decideWithin: { ms: 12_000, time: 'natural' } },
      suspension: { maximum: 1, limitMs: 720_000, decideWithin: { ms: 12_000, time: 'natural' } },
      reopenWithinMs: 720_000,
    });
    expect(rules.tiers[0]).toMatchObject({
      acknowledgeWithin: { ms: 2_000, time: 'natural' },
      handleWithin: { ms: 8_000, time: 'natural' },
      repeat: { every: { ms: 1_000, time: 'natural' }, times: 1 },
    });
    expect(pin(policies, { ...matter, severity: 'urgent' }, 100_000, 0).tiers[0]?.repeat.every.ms).toBe(3);
  });

  it('THEN the rules are plain JSON', () => {
    const rules = pin(policies, matter);
    expect(JSON.parse(JSON.stringify(rules))).toEqual(rules);
  });
});

describe('GIVEN a name that is not known WHEN it is looked up THEN the refusal has a code and a suggestion', () => {
  it.each([
    ['UNIT_UNKNOWN', () => pin(policies, { ...matter, unit: 'olaster-1' }), /Did you mean "oleaster-1"\?$/],
    ['CATEGORY_UNKNOWN', () => pin(policies, { ...matter, category: 'wter' }), /Did you mean "water"\?$/],
    ['SEVERITY_UNKNOWN', () => pin(policies, { ...matter, severity: 'fire' }), /low, normal, high, urgent/],
    ['TIME_SCALE_INVALID', () => pin(policies, matter, 0, 0), /between 1 and/],
    ['TIME_SCALE_INVALID', () => pin(policies, matter, Number.NaN, 0), /between 1 and/],
    ['UNIT_UNKNOWN', () => ancestors(policies, '__proto__'), /^The unit is not known to the directory\. Known are/],
    [
      'PERSON_UNKNOWN',
      () => personOf(policies, 'resident-1'),
      /^The reporter is not known to the directory\. Did you mean "resident-01"\?$/,
    ],
    ['CATEGORY_UNKNOWN', () => categoryOf(policies, ''), /Known are/],
  ])('%s', (code, attempt, message) => {
    const found = refusal(attempt);
    expect(found.code).toBe(code);
    expect(found.message).toMatch(message);
  });
});

describe('GIVEN a telephone number where an id belongs WHEN it is looked up THEN no part of the error repeats it', () => {
  const number = '13900000000';
  it.each([
    ['reporter', () => personOf(policies, number)],
    ['unit', () => pin(policies, { ...matter, unit: number })],
    ['category', () => pin(policies, { ...matter, category: number })],
    ['severity', () => pin(policies, { ...matter, severity: number })],
  ])('as %s', (field, attempt) => {
    const { error } = refusal(attempt);
    expect(error.place).toEqual({ field });
    expect(error.message).toMatch(new RegExp(`^The ${field} is (not known to the directory|none of)`));
    expect(JSON.stringify([error.message, error.place, error.details, error.remedy])).not.toContain(number);
  });
});

it('GIVEN a person, a unit WHEN asked THEN the directory knows posts, names and surroundings', () => {
  expect(rolesOf(policies, 'worker-poplar-2').map(({ role, unit }) => `${role}@${unit}`)).toEqual([
    'grid-worker@poplar',
  ]);
  expect(rolesOf(policies, 'nobody')).toEqual([]);
  expect(unitOf(policies, 'poplar-2').name).toEqual({ zh: '胡杨坊2号楼', en: 'Poplar Court, building 2' });
  expect(ancestors(policies, 'poplar-2').map(({ id }) => id)).toEqual(['poplar', 'camelbell']);
});
