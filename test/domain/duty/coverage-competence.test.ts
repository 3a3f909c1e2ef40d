/** Where nobody on duty holds what a tier asks, and why: of one post, minute by minute and by name. */
import { cellName, cellsOf, coverageGaps, type Gap, type HasProcedures } from '../../../domain/duty/coverage';
import { onDuty } from '../../../domain/duty/on-duty';
import type { Procedure } from '../../../domain/procedure/procedure';
import type { Written } from './oracle';
import { placeOf } from './place';

const HOUR = 3_600_000;
const at = (text: string): number => Date.parse(`${text}+08:00`);
const [from, to] = [at('2026-11-02T00:00'), at('2026-11-16T00:00')];
const ids = (...all: string[]) => all.map((id) => ({ id }));
const gas = (until?: string) => ({ competences: [{ tag: 'gas', ...(until === undefined ? {} : { until }) }] });
const none: Written = {
  people: [...ids('bo'), { id: 'ana', ...gas() }],
  holders: ids('ana', 'bo'),
  layers: [],
  overrides: [],
  absences: [],
  deputies: [],
};

/** A procedure whose tiers ask these of the guards, in this order. */
function place(more: Partial<Written>, ...asked: readonly (readonly string[] | undefined)[]): HasProcedures {
  const tiers = asked.map((competence) => ({
    level: 'community',
    role: 'guard',
    ...(competence === undefined ? {} : { competence }),
  }));
  const procedure = { tiers } as unknown as Procedure;
  return { ...placeOf('Asia/Shanghai', { ...none, ...more }), current: new Map([['one', procedure]]) };
}
const gaps = (where: HasProcedures): readonly Gap[] => coverageGaps(where, from, to);
const days = (all: readonly Gap[]) =>
  all.map((gap) => [cellName(gap), gap.why, (gap.fromMs - from) / (24 * HOUR), (gap.untilMs - from) / (24 * HOUR)]);
const away = (person: string, first: string, last: string) => ({
  person,
  from: `2026-11-${first}`,
  until: `2026-11-${last}`,
});

test('a cell is asked each combination once, however many tiers ask it', () => {
  const [cell] = cellsOf(place({}, ['gas'], undefined, ['gas', 'heights'], ['gas'], ['gasheights']));
  expect(cell?.competences).toStrictEqual([['gas'], ['gas', 'heights'], ['gasheights']]);
});

test('GIVEN whoever holds it is away and somebody else is there THEN that is a gap of the competence alone', () => {
  expect(gaps(place({ absences: [away('ana', '04', '06')] }, ['gas']))).toStrictEqual([
    {
      role: 'guard',
      unit: 'here',
      competence: ['gas'],
      fromMs: at('2026-11-04T00:00'),
      untilMs: at('2026-11-06T00:00'),
      why: 'not-competent',
      missing: ['ana', 'bo'],
    },
  ]);
});

test('GIVEN nobody at all is there for a part of it THEN that part is one gap of the post, and the rest one of the competence', () => {
  const part = (first: string, last: string) =>
    days(gaps(place({ absences: [away('ana', '04', '08'), away('bo', first, last)] }, ['gas'])));
  const [post, competence] = ['guard@here', 'guard@here+gas'];
  const [absent, lacks] = ['absent', 'not-competent'];
  expect(part('05', '06')).toEqual([
    [post, absent, 3, 4],
    [competence, lacks, 2, 3],
    [competence, lacks, 4, 6],
  ]);
  expect(part('04', '06')).toEqual([
    [post, absent, 2, 4],
    [competence, lacks, 4, 6],
  ]);
  expect(part('06', '08')).toEqual([
    [post, absent, 4, 6],
    [competence, lacks, 2, 4],
  ]);
  expect(part('04', '08')).toEqual([[post, absent, 2, 6]]);
  // Before it and after it the other is there without the first, who is there.
  expect(part('02', '04')).toEqual([[competence, lacks, 2, 6]]);
  expect(part('08', '10')).toEqual([[competence, lacks, 2, 6]]);
});

test('GIVEN nobody is there twice during it THEN it is cut as often', () => {
  const absences = [away('ana', '03', '10'), away('bo', '04', '05'), away('bo', '06', '07')];
  expect(days(gaps(place({ absences }, ['gas']))).filter(([name]) => name === 'guard@here+gas')).toEqual([
    ['guard@here+gas', 'not-competent', 1, 2],
    ['guard@here+gas', 'not-competent', 3, 4],
    ['guard@here+gas', 'not-competent', 5, 8],
  ]);
});

test('at any hour there is a gap of the competence exactly where somebody is on duty and nobody who holds it', () => {
  const layers = [{ people: ['ana', 'bo'], every: { hours: 30 }, start: '2026-11-02T08:00' }];
  const absences = [away('ana', '04', '08'), away('bo', '05', '06'), away('bo', '07', '09')];
  const where = place({ layers, absences, people: [...ids('bo'), { id: 'ana', ...gas('2026-11-12') }] }, ['gas']);
  const all = gaps(where);
  for (let atMs = from; atMs < to; atMs += HOUR) {
    const count = (asked: string) =>
      all.filter((gap) => cellName(gap) === asked && gap.fromMs <= atMs && atMs < gap.untilMs).length;
    const isAny = onDuty(where, 'guard', 'here', atMs).people.length > 0;
    const isCompetent = onDuty(where, 'guard', 'here', atMs, ['gas']).people.length > 0;
    expect([atMs, count('guard@here'), count('guard@here+gas')]).toEqual([
      atMs,
      isAny ? 0 : 1,
      isAny && !isCompetent ? 1 : 0,
    ]);
  }
});

test('GIVEN those who had the post leave one after the other THEN the gap names them; with none left it is vacant', () => {
  const leaving = (id: string, until: string) => ({ id, until: `2026-11-${until}` });
  const people = [leaving('ana', '05'), leaving('bo', '05')];
  const rota = [{ people: ['ana', 'bo'], every: { weeks: 4 }, start: '2026-10-26T08:00' }];
  expect(gaps(place({ people, layers: rota }, undefined))).toMatchObject([
    { why: 'left', missing: ['ana'], fromMs: at('2026-11-05T00:00'), untilMs: to },
  ]);
  expect(gaps(place({ holders: [leaving('ana', '05'), leaving('bo', '05')] }, undefined))).toMatchObject([
    { why: 'vacant', missing: [], fromMs: at('2026-11-05T00:00') },
  ]);
});

test('GIVEN one reason follows another, or others are missing, THEN these are two gaps', () => {
  const one = { holders: ids('ana'), people: [{ id: 'ana', until: '2026-11-08' }, ...ids('bo')] };
  const rota = [{ people: ['ana'], every: { weeks: 1 }, start: '2026-10-26T08:00' }];
  expect(days(gaps(place({ ...one, layers: rota, absences: [away('ana', '05', '08')] }, undefined)))).toEqual([
    ['guard@here', 'absent', 3, 6],
    ['guard@here', 'left', 6, 14],
  ]);
  const turns = [{ people: ['ana', 'bo'], every: { weeks: 1 }, start: '2026-10-26T08:00' }];
  const holders = [{ id: 'ana', until: '2026-11-05' }, ...ids('bo')];
  const absences = [away('ana', '01', '20'), away('bo', '01', '20')];
  // Until the next turn of whoever holds the post no more nobody misses them.
  expect(
    gaps(place({ holders, layers: turns, absences }, undefined)).map((gap) => [
      gap.why,
      gap.missing.toSorted(),
      gap.fromMs,
    ]),
  ).toEqual([
    ['absent', ['ana', 'bo'], from],
    ['absent', ['bo'], at('2026-11-05T00:00')],
    ['absent', ['ana', 'bo'], at('2026-11-09T08:00')],
  ]);
});
