/** Posts of a place, seen from where a matter lies, and the page of the table. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { PersonId, UnitId } from '../../../domain';
import type { Procedure } from '../../../domain/procedure/procedure';
import { answeringRoles, isWithin, postFacts, unitsAnsweredFor, unitsWithin, type Place } from '../../../domain/rights';
import { rightsPage } from '../../../domain/rights/page';
import { standingsOf } from '../../../domain/rights/places';
import { readPolicies } from '../../../policies/read';

const shipped = readPolicies();
/** Nothing of it was asked before: what the roles are is remembered with the list of the procedures. */
const afresh = (procedures: Place['procedures'] = shipped.procedures): Place => ({
  ...shipped,
  procedures: [...procedures],
});
const place = afresh();
const person = (id: string): PersonId => id as PersonId;
const unit = (id: string): UnitId => id as UnitId;

test('what a role is follows from the procedures', () => {
  const standings = Object.fromEntries([...standingsOf(afresh())].map(([role, all]) => [role, [...all].sort()]));
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

test('whoever looks, checks, calls or decides is responsible, and a role can be two things', () => {
  const [one] = shipped.procedures;
  const post = (role: string) => ({ ...one!.tiers[0]!, role });
  const procedure = {
    ...one!,
    tiers: [post('tier')],
    verification: post('clerk'),
    check: post('inspector'),
    callBack: post('caller'),
    forceClose: { ...one!.forceClose, panels: [post('judge')] },
    parties: [post('porter'), post('judge')],
  } as unknown as Procedure;
  const { verification: _look, check: _visit, callBack: _call, parties: _none, ...bare } = procedure;
  const roles = ({ procedures }: Place) =>
    Object.fromEntries([...standingsOf(afresh(procedures))].map(([role, all]) => [role, [...all].sort()]));
  const others = { caller: ['responsible'], inspector: ['responsible'], clerk: ['responsible'], porter: ['party'] };
  expect(roles(afresh([procedure]))).toStrictEqual({
    ...others,
    tier: ['responsible'],
    judge: ['party', 'responsible'],
  });
  expect(roles(afresh([bare as Procedure]))).toStrictEqual({ tier: ['responsible'], judge: ['responsible'] });
  expect([...answeringRoles(afresh([procedure]))].sort()).toStrictEqual(
    [...Object.keys(others), 'judge', 'tier'].sort(),
  );
});

test('what the roles are is worked out once for the procedures of a place', () => {
  const one = afresh();
  expect(standingsOf(one)).toBe(standingsOf({ ...one }));
  expect(standingsOf(one)).not.toBe(standingsOf(afresh()));
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
  expect(postFacts(afresh(), person(who), unit(where))).toStrictEqual([{ standing, level, scope }]);
});

test('nobody holds a post whom the directory does not know, and of no unit everything is elsewhere', () => {
  expect(postFacts(place, person('nobody'), unit('oleaster-1'))).toStrictEqual([]);
  expect(postFacts(place, person('lead-oleaster-1'))).toMatchObject([{ scope: 'elsewhere' }]);
});

test('the units for which somebody answers are theirs and everything below', () => {
  expect([...unitsAnsweredFor(afresh(), person('worker-oleaster-1'))].sort()).toStrictEqual(
    ['oleaster', 'oleaster-1', 'oleaster-2', 'oleaster-3', 'oleaster-4'].sort(),
  );
  expect(unitsAnsweredFor(afresh(), person('committee-1'))).toHaveLength(place.directory.units.size);
  expect(unitsAnsweredFor(afresh(), person('resident-01'))).toStrictEqual([]);
  expect(unitsAnsweredFor(afresh(), person('property-oleaster-1'))).toStrictEqual([]);
  expect(unitsWithin(place, [unit('nowhere')])).toStrictEqual([]);
  expect(isWithin(place, [unit('oleaster')], unit('oleaster-1'))).toBe(true);
  expect(isWithin(place, [unit('oleaster-1')], unit('oleaster'))).toBe(false);
});

test('docs/rights.md is in step with the table (`npm run docs` writes it)', () => {
  expect(readFileSync(join(__dirname, '../../../docs/rights.md'), 'utf8')).toBe(rightsPage());
});
