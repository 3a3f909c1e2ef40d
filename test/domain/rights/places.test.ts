/** Posts of a place, seen from where a matter lies, and the page of the table. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { PersonId, UnitId } from '../../../domain';
import { isWithin, postFacts, unitsAnsweredFor, unitsWithin } from '../../../domain/rights';
import { rightsPage } from '../../../domain/rights/page';
import { standingsOf } from '../../../domain/rights/places';
import { readPolicies } from '../../../policies/read';

const place = readPolicies();
const person = (id: string): PersonId => id as PersonId;
const unit = (id: string): UnitId => id as UnitId;

test('what a role is follows from the procedures', () => {
  const standings = Object.fromEntries([...standingsOf(place)].map(([role, all]) => [role, [...all].sort()]));
  expect(standings).toStrictEqual({
    'building-lead': ['responsible'],
    'grid-worker': ['responsible'],
    'party-group': ['responsible'],
    committee: ['responsible'],
    'property-manager': ['party'],
    developer: ['party'],
    'power-supply': ['party'],
    'water-supply': ['party'],
  });
});

test.each([
  ['lead-oleaster-1', 'oleaster-1', 'responsible', 'building', 'own'],
  ['lead-oleaster-1', 'oleaster-2', 'responsible', 'building', 'elsewhere'],
  ['worker-oleaster-1', 'oleaster-1', 'responsible', 'grid', 'below'],
  ['worker-oleaster-1', 'tamarisk-1', 'responsible', 'grid', 'elsewhere'],
  ['worker-oleaster-1', 'camelbell', 'responsible', 'grid', 'elsewhere'],
  ['committee-1', 'poplar-4', 'responsible', 'community', 'below'],
  ['property-oleaster-1', 'oleaster-1', 'party', 'grid', 'below'],
  ['resident-01', 'oleaster-1', 'resident', 'building', 'own'],
])('%s is to a matter of %s: %s at a %s, %s', (who, where, standing, level, scope) => {
  expect(postFacts(place, person(who), unit(where))).toStrictEqual([{ standing, level, scope }]);
});

test('nobody holds a post whom the directory does not know, and of no unit everything is elsewhere', () => {
  expect(postFacts(place, person('nobody'), unit('oleaster-1'))).toStrictEqual([]);
  expect(postFacts(place, person('lead-oleaster-1'))).toMatchObject([{ scope: 'elsewhere' }]);
});

test('the units for which somebody answers are theirs and everything below', () => {
  expect([...unitsAnsweredFor(place, person('worker-oleaster-1'))].sort()).toStrictEqual(
    ['oleaster', 'oleaster-1', 'oleaster-2', 'oleaster-3', 'oleaster-4'].sort(),
  );
  expect(unitsAnsweredFor(place, person('committee-1'))).toHaveLength(place.directory.units.size);
  expect(unitsAnsweredFor(place, person('resident-01'))).toStrictEqual([]);
  expect(unitsAnsweredFor(place, person('property-oleaster-1'))).toStrictEqual([]);
  expect(unitsWithin(place, [unit('nowhere')])).toStrictEqual([]);
  expect(isWithin(place, [unit('oleaster')], unit('oleaster-1'))).toBe(true);
  expect(isWithin(place, [unit('oleaster-1')], unit('oleaster'))).toBe(false);
});

test('docs/rights.md is in step with the table (`npm run docs` writes it)', () => {
  expect(readFileSync(join(__dirname, '../../../docs/rights.md'), 'utf8')).toBe(rightsPage());
});
