/** When somebody is on duty, and why: over several posts, and where one reason follows another. */
import { shiftsOf } from '../../../domain/duty/shifts';
import type { Written, WrittenLayer } from './oracle';
import { placeOf } from './place';

const at = (text: string): number => Date.parse(`${text}+08:00`);
const ids = (...all: string[]) => all.map((id) => ({ id }));
const none: Written = {
  people: ids('ana', 'bo', 'cy'),
  holders: ids('ana', 'bo'),
  layers: [],
  overrides: [],
  absences: [],
  deputies: [],
};
const weekly: WrittenLayer = { people: ['ana', 'bo'], every: { weeks: 1 }, start: '2026-11-02T08:00' };
const place = (more: Partial<Written>) => placeOf('Asia/Shanghai', { ...none, ...more });
const shifts = (who: string, where = place({ layers: [weekly] }), from = '2026-11-04T12:00', to = '2026-11-25T12:00') =>
  shiftsOf(where, who, at(from), at(to));
const guard = { role: 'guard', unit: 'here' };

test('those of several posts come in the order in which they begin, what began out of sight first', () => {
  const [late, early] = ['2026-11-09T08:00', '2026-11-05T08:00'].map((start) => ({
    ...weekly,
    people: ['ana', 'bo'],
    start,
  }));
  const roles = ['guard', 'porter', 'warden'];
  const where = placeOf('Asia/Shanghai', none, (own) => ({
    roles: roles.map((id) => ({ ...(own['roles'] as readonly object[])[0], id })),
    posts: roles.map((role) => ({ role, unit: 'here', people: ids('ana', 'bo') })),
    rotations: [
      { role: 'guard', unit: 'here', layers: [late] },
      { role: 'warden', unit: 'here', layers: [early] },
    ],
  }));
  expect(shifts('ana', where, undefined, '2026-11-10T12:00').map(({ role, fromMs }) => [role, fromMs])).toStrictEqual([
    ['porter', null],
    ['warden', at('2026-11-05T08:00')],
    ['guard', at('2026-11-09T08:00')],
  ]);
});

test('one that begins as the time that is asked for ends is not in it, and one that goes on has its real end', () => {
  const asked = (to: string) => shifts('ana', undefined, '2026-11-09T08:00', to);
  expect(asked('2026-11-16T08:00')).toStrictEqual([]);
  expect(asked('2026-11-16T08:01')).toStrictEqual([
    { ...guard, fromMs: at('2026-11-16T08:00'), untilMs: at('2026-11-23T08:00'), why: 'rotation' },
  ]);
});

test('GIVEN a turn of a year with an exchange in it THEN what came before the exchange has its beginning too', () => {
  const where = place({
    layers: [{ ...weekly, every: { months: 12 }, start: '2026-01-01T08:00' }],
    overrides: [{ person: 'cy', instead: 'ana', from: '2026-11-10', until: '2026-11-11' }],
  });
  expect(shifts('ana', where).map(({ fromMs, untilMs }) => [fromMs, untilMs])).toStrictEqual([
    [at('2026-01-01T08:00'), at('2026-11-10T00:00')],
    [at('2026-11-11T00:00'), at('2027-01-01T08:00')],
  ]);
});

test('GIVEN everybody of a post is on duty WHEN one is away THEN their deputy is it for them, and the others as before', () => {
  const where = place({
    absences: [{ person: 'bo', from: '2026-11-10', until: '2026-11-12' }],
    deputies: [{ person: 'bo', deputy: 'cy' }],
  });
  expect(shifts('cy', where)).toStrictEqual([
    { ...guard, fromMs: at('2026-11-10T00:00'), untilMs: at('2026-11-12T00:00'), why: 'deputy', for: 'bo' },
  ]);
  expect(shifts('ana', where)).toStrictEqual([{ ...guard, fromMs: null, untilMs: null, why: 'whole-post' }]);
});

test('GIVEN a deputy of two who are away THEN it is a shift for each', () => {
  const where = place({
    layers: [weekly],
    absences: ['ana', 'bo'].map((person) => ({ person, from: '2026-11-03', until: '2026-11-16' })),
    deputies: ['ana', 'bo'].map((person) => ({ person, deputy: 'cy' })),
  });
  expect(shifts('cy', where).map(({ fromMs, untilMs, for: whom }) => [fromMs, untilMs, whom])).toStrictEqual([
    [at('2026-11-03T00:00'), at('2026-11-09T08:00'), 'ana'],
    [at('2026-11-09T08:00'), at('2026-11-16T00:00'), 'bo'],
  ]);
});

test('somebody whom the directory does not know is refused, with the field', () => {
  expect(() => shifts('nobody')).toThrow(/person is not known/);
});
