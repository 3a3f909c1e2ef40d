import { fieldName } from '../../../domain/procedure/documents/problems';
import { formatTerm } from '../../../domain/procedure/documents/term';
import { parseProcedure } from '../../../domain/procedure/parse';
import {
  askable,
  countsWorkingTime,
  depth,
  LEVELS,
  procedureName,
  questionsOf,
  termsOf,
} from '../../../domain/procedure/procedure';
import { written, type Change } from './changed';

const procedure = (id: string, ...changes: readonly Change[]) =>
  parseProcedure({ path: 'p.yaml', text: written(id, changes) });
const termsIn = (...args: Parameters<typeof procedure>): readonly string[] =>
  termsOf(procedure(...args)).map(([path, term]) => `${fieldName(path)} ${formatTerm(term)}`);

test('every term of the simplest procedure is known by its place', () => {
  expect(termsIn('default')).toEqual([
    ...['tiers[0].acknowledge 2h', 'tiers[0].handle 8h', 'tiers[0].repeat.every 1h'],
    ...['tiers[1].acknowledge 4h', 'tiers[1].handle 12h', 'tiers[1].repeat.every 1h'],
    ...['tiers[2].acknowledge 8h', 'tiers[2].handle 20h', 'tiers[2].repeat.every 2h'],
    ...['tiers[3].acknowledge 12h', 'tiers[3].handle 1d', 'tiers[3].repeat.every 6h'],
    ...['extension.limit 1d', 'extension.decide 12h', 'suspension.decide 12h', 'force-close.decide 12h'],
    ...['confirmation.within 3d', 'confirmation.repeat.every 1d'],
  ]);
});

test('every term of the procedure that uses the whole language is known by its place', () => {
  expect(termsIn('joint')).toEqual([
    ...['verification.within 4wh', 'verification.repeat.every 2wh'],
    ...['tiers[0].acknowledge 4wh', 'tiers[0].handle 3wd', 'tiers[0].repeat.every 2wh'],
    // A share of the time is no term.
    ...['tiers[0].warn[1] 4wh', 'tiers[0].acknowledgement-expires 1wd'],
    ...['tiers[1].acknowledge 4wh', 'tiers[1].handle 5wd', 'tiers[1].repeat.every 2wh'],
    ...['tiers[1].warn[0] 1wd', 'tiers[1].acknowledgement-expires 2wd'],
    ...['tiers[2].acknowledge 1wd', 'tiers[2].handle 5wd', 'tiers[2].repeat.every 4wh', 'tiers[2].warn[0] 1wd'],
    ...['tiers[3].acknowledge 1wd', 'tiers[3].handle 7wd', 'tiers[3].repeat.every 1wd'],
    ...['parties[0].acknowledge 2wh', 'parties[0].handle 3wd', 'parties[0].report-in 30wm'],
    ...['parties[1].acknowledge 4wh', 'parties[1].handle 5wd', 'parties[1].report-in 30wm'],
    ...['parties[2].acknowledge 2wh', 'parties[2].handle 2wd', 'parties[2].report-in 30wm'],
    ...['parties[3].acknowledge 2wh', 'parties[3].handle 2wd', 'parties[3].report-in 30wm'],
    ...['extension.limit 5wd', 'extension.decide 1wd', 'suspension.decide 1wd', 'force-close.decide 2wd'],
    ...['return.decide 1wd', 'void.decide 2wd'],
    ...['check.within 2wd', 'check.repeat.every 1wd', 'check.rework 2wd'],
    ...['confirmation.within 3d', 'confirmation.repeat.every 1d', 'supervision.answer 4wh', 'total.within 15wd'],
  ]);
});

test('the span before which somebody is reminded of a decision is one of them', () => {
  expect(
    termsIn('default', [
      'force-close: { decide: 12h, remind: [50%] }',
      'force-close: { decide: 12h, remind: [50%, 2h] }',
    ]),
  ).toContain('force-close.remind[1] 2h');
});

test('a procedure needs a calendar as soon as one of its terms counts working time', () => {
  expect(['default', 'urgent', 'slow', 'joint'].map((id) => countsWorkingTime(procedure(id)))).toEqual([
    ...[false, false, true, true],
  ]);
  expect(countsWorkingTime(procedure('default', [/force-close: .*/, 'force-close: { decide: 1wd }']))).toBe(true);
});

test('questions are known by the fields that describe them, without those that nobody may ask', () => {
  const names = (questions: ReturnType<typeof questionsOf>) => questions.map(([field]) => field);
  expect(names(questionsOf(procedure('default')))).toEqual(['extension', 'suspension', 'force-close']);
  expect(names(questionsOf(procedure('joint')))).toEqual(['extension', 'suspension', 'force-close', 'return', 'void']);
  expect(names(askable(procedure('joint')))).toEqual(names(questionsOf(procedure('joint'))));
  expect(names(questionsOf(procedure('urgent')))).toContain('suspension');
  expect(names(askable(procedure('urgent')))).toEqual(['extension', 'force-close']);
  const none = procedure('urgent', ['extension: { maximum: 1', 'extension: { maximum: 0']);
  expect(names(askable(none))).toEqual(['force-close']);
});

test('levels count from the widest, and a procedure is named with its version', () => {
  expect(LEVELS.map(depth)).toEqual([0, 1, 2, 3, 4]);
  expect(depth('district')).toBeLessThan(depth('building'));
  expect(procedureName(procedure('slow', ['version: 2', 'version: 7']))).toBe('slow@7');
});
