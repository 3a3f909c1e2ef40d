/** Why somebody is on duty, step by step; who it is around changes of the clocks is what on-duty-oracle.test.ts looks at. */
import { onDuty } from '../../../domain/duty/on-duty';
import { holdsUntil } from '../../../domain/duty/stretches';
import { policies } from '../procedure/shipped';
import { placeOf } from './place';
import type { Written } from './oracle';

const ZONE = 'Asia/Shanghai';
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
const weekly = { people: ['ana', 'bo', 'cy'], every: { weeks: 1 }, start: '2026-11-02T08:00' };
const asked = (written: Partial<Written>, text: string, zone = ZONE) =>
  onDuty(placeOf(zone, { ...none, ...written }), 'guard', 'here', at(text));

test('without a rotation everybody of a post is on duty, and nothing ever changes that', () => {
  expect(asked({}, '2026-11-04T12:00')).toEqual({
    people: ['ana', 'bo', 'cy'],
    unit: 'here',
    hops: [{ why: 'whole-post' }],
    changesAtMs: null,
  });
});

test('whose turn it is has it until the hand-over', () => {
  expect(asked({ layers: [weekly] }, '2026-11-09T08:00')).toEqual({
    people: ['bo'],
    unit: 'here',
    hops: [{ why: 'rotation', person: 'bo', untilMs: at('2026-11-16T08:00') }],
    changesAtMs: at('2026-11-16T08:00'),
  });
});

test('an override wins until it ends; of two the last', () => {
  const overrides = [
    { person: 'dee', from: '2026-11-03', until: '2026-11-06' },
    { person: 'cy', from: '2026-11-04', until: '2026-11-05' },
  ];
  expect(asked({ layers: [weekly], overrides }, '2026-11-03T12:00')).toMatchObject({
    people: ['dee'],
    hops: [{ why: 'override', person: 'dee', untilMs: at('2026-11-06T00:00') }],
    changesAtMs: at('2026-11-04T00:00'),
  });
  expect(asked({ layers: [weekly], overrides }, '2026-11-04T12:00').people).toEqual(['cy']);
});

test('an exchange holds only for the turns of whom it names', () => {
  const overrides = [{ person: 'dee', instead: 'ana', from: '2026-11-03', until: '2026-11-20' }];
  expect(asked({ layers: [weekly], overrides }, '2026-11-04T12:00')).toMatchObject({
    people: ['dee'],
    hops: [
      { why: 'rotation', person: 'ana' },
      { why: 'override', person: 'dee', for: 'ana', untilMs: at('2026-11-20T00:00') },
    ],
  });
  expect(asked({ layers: [weekly], overrides }, '2026-11-10T12:00').people).toEqual(['bo']);
  // And of a post without a rotation it takes one place.
  expect(asked({ overrides }, '2026-11-04T12:00').people).toEqual(['dee', 'bo', 'cy']);
});

test('absent → deputy; deputy absent too → next in turn; nobody in turn → the rest of the post; else nobody', () => {
  const absent = (...people: string[]) => people.map((person) => ({ person, from: '2026-11-03', until: '2026-11-07' }));
  const written = { layers: [{ ...weekly, people: ['ana', 'bo'] }], deputies: [{ person: 'ana', deputy: 'dee' }] };
  const on = (...people: string[]) => asked({ ...written, absences: absent(...people) }, '2026-11-04T12:00');
  const untilMs = at('2026-11-07T00:00');
  const turn = { why: 'rotation', person: 'ana', untilMs: at('2026-11-09T08:00') };
  expect(on('ana')).toMatchObject({
    people: ['dee'],
    hops: [turn, { why: 'absent', person: 'ana', untilMs }, { why: 'deputy', person: 'dee', for: 'ana', untilMs }],
    changesAtMs: untilMs,
  });
  expect(on('ana', 'dee')).toMatchObject({
    people: ['bo'],
    hops: [turn, { why: 'absent', person: 'ana', untilMs }, { why: 'next-on-duty', person: 'bo', for: 'ana' }],
  });
  expect(on('ana', 'dee', 'bo')).toMatchObject({
    people: ['cy'],
    hops: [turn, { why: 'absent' }, { why: 'whole-post' }, {}, {}],
  });
  const nobody = on('ana', 'dee', 'bo', 'cy');
  expect(nobody.people).toEqual([]);
  expect(nobody.hops.at(-1)).toEqual({ why: 'nobody' });
  expect(nobody.changesAtMs).toBe(untilMs);
});

test('whoever is away twice in a row is back when the second absence ends', () => {
  const absences = [
    { person: 'ana', from: '2026-11-05', until: '2026-11-07' },
    { person: 'ana', from: '2026-11-03', until: '2026-11-05' },
  ];
  expect(asked({ layers: [weekly], absences }, '2026-11-04T12:00').hops).toContainEqual({
    why: 'absent',
    person: 'ana',
    untilMs: at('2026-11-07T00:00'),
  });
});

test('a deputy of a deputy is not asked', () => {
  const absences = ['ana', 'bo'].map((person) => ({ person, from: '2026-11-03' }));
  const deputies = [
    { person: 'ana', deputy: 'bo' },
    { person: 'bo', deputy: 'dee' },
  ];
  expect(asked({ holders: ids('ana'), absences, deputies }, '2026-11-04T12:00').people).toEqual([]);
});

test('a gap that the layers leave is nobody, and says until when', () => {
  const day = { ...weekly, hours: [{ days: ['mon', 'tue', 'wed', 'thu', 'fri'], from: '08:00', to: '20:00' }] };
  expect(asked({ layers: [day] }, '2026-11-06T20:00')).toMatchObject({
    people: [],
    hops: [{ why: 'off-duty', untilMs: at('2026-11-09T08:00') }, { why: 'nobody' }],
    changesAtMs: at('2026-11-09T08:00'),
  });
  const night = { ...weekly, people: ['cy'] };
  expect(asked({ layers: [night, day] }, '2026-11-06T20:00').people).toEqual(['cy']);
  expect(asked({ layers: [night, day] }, '2026-11-06T19:59').people).toEqual(['ana']);
  expect(asked({ layers: [weekly] }, '2026-11-02T07:59').people).toEqual([]);
});

test('whoever has left the post is passed over', () => {
  const holders = [{ id: 'ana', until: '2026-11-04' }, ...ids('bo', 'cy')];
  expect(asked({ layers: [weekly], holders }, '2026-11-03T12:00').changesAtMs).toBe(at('2026-11-04T00:00'));
  expect(asked({ layers: [weekly], holders }, '2026-11-04T00:00')).toMatchObject({
    people: ['bo'],
    hops: [
      { why: 'rotation', person: 'ana' },
      { why: 'left', person: 'ana' },
      { why: 'next-on-duty', person: 'bo' },
    ],
  });
});

test.each([
  ['2026-02-28T07:59', 'ana'],
  ['2026-02-28T08:00', 'bo'],
  ['2026-03-31T07:59', 'bo'],
  ['2026-03-31T08:00', 'ana'],
  ['2026-04-30T08:00', 'bo'],
  ['2028-02-29T07:59', 'ana'],
  ['2028-02-29T08:00', 'bo'],
])('monthly from the 31st on: at %s it is %s', (text, person) => {
  const monthly = { people: ['ana', 'bo'], every: { months: 1 }, start: '2026-01-31T08:00' };
  expect(asked({ layers: [monthly] }, text).people).toEqual([person]);
});

test('a week is a week by the clock, and hours are hours, when the clocks change', () => {
  const berlin = (every: object, text: string) =>
    onDuty(
      placeOf('Europe/Berlin', { ...none, layers: [{ ...weekly, every, start: '2026-10-24T08:00' }] }),
      'guard',
      'here',
      Date.parse(text),
    ).changesAtMs;
  expect(berlin({ days: 1 }, '2026-10-24T12:00Z')).toBe(Date.parse('2026-10-25T07:00Z'));
  expect(berlin({ hours: 24 }, '2026-10-24T12:00Z')).toBe(Date.parse('2026-10-25T06:00Z'));
});

test('a unit that is not there has nobody on duty, nor has a post that is none', () => {
  expect(onDuty(policies, 'developer', 'tamarisk', 0)).toEqual({
    people: [],
    unit: 'tamarisk',
    hops: [{ why: 'nobody' }],
    changesAtMs: null,
  });
  expect(() => onDuty(policies, 'developer', 'tamarix', 0)).toThrow(/unit is not known/);
});

test('the answer holds until other people are on duty, however often it is looked at again', () => {
  const place = placeOf(ZONE, {
    ...none,
    layers: [{ ...weekly, people: ['ana', 'ana', 'bo'] }],
    absences: [{ person: 'cy', from: '2026-11-04', until: '2026-11-05' }],
  });
  expect(onDuty(place, 'guard', 'here', at('2026-11-03T00:00')).changesAtMs).toBe(at('2026-11-04T00:00'));
  expect(holdsUntil(place, 'guard', 'here', at('2026-11-03T00:00'))).toBe(at('2026-11-16T08:00'));
  expect(holdsUntil(placeOf(ZONE, none), 'guard', 'here', at('2026-11-03T00:00'))).toBeNull();
});

test('in the shipped community the grid workers of Tamarisk Alley take turns of a week', () => {
  expect(onDuty(policies, 'grid-worker', 'tamarisk', at('2026-01-05T08:00')).people).toEqual(['worker-tamarisk-1']);
  expect(onDuty(policies, 'grid-worker', 'tamarisk', at('2026-01-12T08:00')).people).toEqual(['worker-tamarisk-2']);
  expect(onDuty(policies, 'grid-worker', 'oleaster', at('2026-01-12T08:00')).people).toEqual([
    'worker-oleaster-1',
    'worker-oleaster-2',
  ]);
});
