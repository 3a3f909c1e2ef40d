/** Who comes next when whoever has the turn can't be had, and hours and turns at their edges. */
import { onDuty } from '../../../domain/duty/on-duty';
import { placeOf } from './place';
import type { Written, WrittenLayer } from './oracle';

const at = (text: string): number => Date.parse(`${text}+08:00`);
const ids = (...all: string[]) => all.map((id) => ({ id }));
const none: Written = {
  people: ids('ana', 'bo', 'cy', 'dee'),
  holders: ids('ana', 'bo', 'cy'),
  layers: [],
  overrides: [],
  absences: [],
  deputies: [],
};
/** It is the turn of bo. */
const NOW = '2026-11-10T12:00';
const weekly: WrittenLayer = { people: ['ana', 'bo', 'cy'], every: { weeks: 1 }, start: '2026-11-02T08:00' };
const always = { from: '2026-11-01', until: '2026-12-01' };
const away = (...people: string[]) => people.map((person) => ({ person, ...always }));
const asked = (more: Partial<Written>, text = NOW, competence?: readonly string[]) =>
  onDuty(placeOf('Asia/Shanghai', { ...none, layers: [weekly], ...more }), 'guard', 'here', at(text), competence);

test('GIVEN somebody who can do more than is asked THEN they are called', () => {
  const able = (...tags: string[]) => ({ id: 'bo', competences: tags.map((tag) => ({ tag })) });
  const called = (one: ReturnType<typeof able>) => asked({ people: [...ids('ana', 'cy'), one] }, NOW, ['gas']).people;
  expect(called(able('heights', 'gas', 'lifts'))).toEqual(['bo']);
  expect(called(able('heights', 'lifts'))).toEqual([]);
});

describe('GIVEN whoever has the turn is away', () => {
  test('THEN the next in turn has it, in whose place that is said, and after the last the first', () => {
    expect(asked({ absences: away('bo') })).toMatchObject({ people: ['cy'] });
    expect(asked({ absences: away('bo') }).hops.at(-1)).toStrictEqual({ why: 'next-on-duty', person: 'cy', for: 'bo' });
    expect(asked({ absences: away('bo', 'cy') }).people).toEqual(['ana']);
  });

  test('THEN whoever of the rotation holds the post no more is passed over', () => {
    const holders = ids('ana', 'bo');
    expect(asked({ holders, absences: away('bo') })).toMatchObject({ people: ['ana'] });
  });

  test('THEN an exchange of the next in turn holds, and is told', () => {
    const overrides = [{ person: 'dee', instead: 'cy', ...always }];
    const { people, hops } = asked({ overrides, absences: away('bo') });
    expect(people).toEqual(['dee']);
    expect(hops.slice(-2)).toMatchObject([
      { why: 'next-on-duty', person: 'cy', for: 'bo' },
      { why: 'override', person: 'dee', for: 'cy' },
    ]);
    // Whose turn is exchanged need not hold the post.
    expect(asked({ overrides, holders: ids('ana', 'bo'), absences: away('bo') }).people).toEqual(['dee']);
    expect(asked({ absences: away('bo') }).hops.filter(({ why }) => why === 'override')).toEqual([]);
  });

  test('THEN the layer below is asked once nobody of this one is there', () => {
    const below = { ...weekly, people: ['dee'] };
    const holders = ids('ana', 'bo', 'cy', 'dee');
    const layers = [below, { ...weekly, people: ['ana', 'bo'] }];
    // Of the whole post cy would be there as well.
    expect(asked({ holders, layers, absences: away('ana', 'bo') }).people).toEqual(['dee']);
  });

  test('THEN a deputy who lacks what is asked is passed over, and that is told; a second one who has it has it', () => {
    const people = ids('ana', 'cy', 'dee').map((one) => ({ ...one, competences: [{ tag: 'heights' }] }));
    const gas = { id: 'bo', competences: [{ tag: 'gas' }] };
    const deputies = ['cy', 'dee'].map((deputy) => ({ person: 'bo', deputy }));
    const licensed = people.map((one) => (one.id === 'dee' ? { ...one, competences: gas.competences } : one));
    const { people: found, hops } = asked({ people: [...licensed, gas], deputies, absences: away('bo') }, NOW, ['gas']);
    expect(found).toEqual(['dee']);
    expect(hops).toContainEqual({ why: 'not-competent', person: 'cy', for: 'bo' });
    expect(asked({ people: [...people, gas], deputies, absences: away('bo') }, NOW, ['gas']).people).toEqual([]);
  });
});

test('GIVEN the last override has nobody THEN the one before it counts, and then the rotation', () => {
  const overrides = [
    { person: 'cy', ...always },
    { person: 'dee', ...always },
  ];
  expect(asked({ overrides }).people).toEqual(['dee']);
  expect(asked({ overrides, absences: away('dee') }).people).toEqual(['cy']);
  expect(asked({ overrides, absences: away('dee', 'cy') }).people).toEqual(['bo']);
  const people = [...ids('ana', 'bo', 'cy'), { id: 'dee', until: '2026-11-05' }];
  const left = asked({ people, overrides: overrides.slice(1) });
  expect(left.people).toEqual(['bo']);
  expect(left.hops).toContainEqual({ why: 'left', person: 'dee' });
});

test('GIVEN somebody held the post twice THEN one of the times is enough', () => {
  const holders = [
    { id: 'bo', until: '2026-11-03' },
    { id: 'bo', from: '2026-11-05' },
  ];
  expect(asked({ holders }).people).toEqual(['bo']);
  expect(asked({ holders }, '2026-11-04T12:00').people).toEqual([]);
});

test('the holder whose unit is gone, or still to come, is not on duty', () => {
  const dated = (period: object) =>
    onDuty(
      placeOf('Asia/Shanghai', none, ({ units }) => ({
        units: (units as readonly object[]).map((unit) => ({ ...unit, ...period })),
      })),
      'guard',
      'here',
      at(NOW),
    );
  expect(dated({ until: '2026-11-05' }).people).toEqual([]);
  expect(dated({ from: '2026-11-20' })).toMatchObject({ people: [], changesAtMs: at('2026-11-20T00:00') });
});

describe('hours', () => {
  const on = (hours: WrittenLayer['hours'], text: string) => {
    const { people, changesAtMs } = asked({ layers: [{ ...weekly, people: ['ana'], ...(hours && { hours }) }] }, text);
    return [
      people.length > 0,
      changesAtMs === null ? null : new Date(changesAtMs + 8 * 3_600_000).toISOString().slice(5, 16),
    ];
  };

  test('that follow each other are on until the last of them ends, in whichever order they are written', () => {
    const hours = [
      { from: '12:00', to: '16:00' },
      { from: '08:00', to: '12:00' },
    ];
    expect(on(hours, '2026-11-10T09:00')).toEqual([true, '11-10T16:00']);
    expect(on(hours, '2026-11-10T16:00')).toEqual([false, '11-11T08:00']);
    expect(on(hours, '2026-11-10T07:59')).toEqual([false, '11-10T08:00']);
  });

  test('from a time to the same time are a day, and over midnight they belong to the day on which they begin', () => {
    expect(on([{ days: ['tue'], from: '08:00', to: '08:00' }], '2026-11-11T07:00')).toEqual([true, '11-11T08:00']);
    const night = [{ days: ['tue'], from: '22:00', to: '06:00' }];
    expect(on(night, '2026-11-11T05:59')).toEqual([true, '11-11T06:00']);
    expect(on(night, '2026-11-10T05:59')).toEqual([false, '11-10T22:00']);
    expect(on(night, '2026-11-11T06:00')).toEqual([false, '11-17T22:00']);
  });

  test('that the clocks skip are on in no week but the others, of which the next may be too far away to be looked up', () => {
    // In Berlin 2027-03-28 has no time from two to three.
    const sundays = { ...weekly, people: ['ana'], hours: [{ days: ['sun'], from: '02:00', to: '03:00' }] };
    const place = placeOf('Europe/Berlin', { ...none, layers: [sundays] });
    const changes = (utc: string) => {
      const { people, changesAtMs } = onDuty(place, 'guard', 'here', Date.parse(utc));
      return [people.length, new Date(changesAtMs ?? 0).toISOString()];
    };
    expect(changes('2027-03-21T01:30Z')).toEqual([1, '2027-03-21T02:00:00.000Z']);
    expect(changes('2027-03-21T12:00Z')).toEqual([0, '2027-03-29T22:00:00.000Z']);
    expect(changes('2027-03-27T12:00Z')).toEqual([0, '2027-04-04T00:00:00.000Z']);
    expect(changes('2027-03-28T01:00Z')).toEqual([0, '2027-04-04T00:00:00.000Z']);
  });
});

test('nothing is foretold beyond 400 days', () => {
  const turnsOf = (days: number) => asked({ layers: [{ ...weekly, every: { days } }] }, '2026-11-02T08:00');
  expect(turnsOf(400).changesAtMs).toBe(at('2026-11-02T08:00') + 400 * 86_400_000);
  expect(turnsOf(401).changesAtMs).toBeNull();
});

test('a layer of one has no hand-over, and one with a name twice has', () => {
  const layer = (...people: string[]) => asked({ layers: [{ ...weekly, people }] }).changesAtMs;
  expect(layer('ana')).toBeNull();
  expect(layer('ana', 'ana')).toBeNull();
  expect(layer('ana', 'ana', 'bo')).toBe(at('2026-11-16T08:00'));
});
