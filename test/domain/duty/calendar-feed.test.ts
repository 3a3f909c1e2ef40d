/** The feed as another program reads it: ical.js knows nothing of how it was written. */
import type ICAL from 'ical.js';
import { calendarFeed } from '../../../domain/duty/calendar-feed';
import { shiftsOf } from '../../../domain/duty/shifts';
import { refusal } from '../directory/small-place';
import { placeOf } from './place';
import type { Written, WrittenLayer } from './oracle';

// eslint-disable-next-line @typescript-eslint/no-require-imports -- its types know the ES module alone
const { parse, Component, Event } = require('ical.js') as typeof ICAL;

const at = (text: string): number => Date.parse(`${text}+08:00`);
const ids = (...all: string[]) => all.map((id) => ({ id }));
const written: Written = {
  people: ids('ana', 'bo', 'cy'),
  holders: ids('ana', 'bo'),
  layers: [{ people: ['ana', 'bo'], every: { weeks: 1 }, start: '2026-11-02T08:00' }],
  overrides: [{ person: 'cy', instead: 'bo', from: '2026-11-10', until: '2026-11-11' }],
  absences: [{ person: 'bo', from: '2026-11-12', until: '2026-11-14' }],
  deputies: [{ person: 'bo', deputy: 'cy' }],
};
const place = placeOf('Asia/Shanghai', written);
const weekly: WrittenLayer = { people: ['ana', 'bo'], every: { weeks: 1 }, start: '2026-11-02T08:00' };
const bare: Written = { ...written, layers: [weekly], overrides: [], absences: [], deputies: [] };
const days = { from: '2026-11-03', until: '2026-11-05' };
const deputies = [{ person: 'ana', deputy: 'cy' }];
/** With people who read this language. */
const placeIn = (lang: string, all: Written) =>
  placeOf('Asia/Shanghai', all, ({ people }) => ({
    people: (people as readonly object[]).map((one) => ({ ...one, lang })),
  }));
const feed = (person: string, now = '2026-11-04T12:00', to = '2026-11-25T12:00', from = place) =>
  calendarFeed(from, person, at(now), at(to));
const eventsIn = (text: string) =>
  new Component(parse(text) as unknown[]).getAllSubcomponents('vevent').map((one) => new Event(one));
const times = (text: string) =>
  eventsIn(text).map(({ startDate, endDate }) => [startDate.toJSDate().getTime(), endDate.toJSDate().getTime()]);

test('every shift is an event with its real beginning and end, also the one that has begun', () => {
  expect(times(feed('ana'))).toEqual([
    [at('2026-11-02T08:00'), at('2026-11-09T08:00')],
    [at('2026-11-16T08:00'), at('2026-11-23T08:00')],
  ]);
  expect(times(feed('bo'))).toEqual([
    [at('2026-11-09T08:00'), at('2026-11-10T00:00')],
    [at('2026-11-11T00:00'), at('2026-11-12T00:00')],
    [at('2026-11-14T00:00'), at('2026-11-16T08:00')],
    [at('2026-11-23T08:00'), at('2026-11-30T08:00')],
  ]);
});

test('what is over is not in it', () => {
  expect(times(feed('ana', '2026-11-09T08:00'))).toEqual([[at('2026-11-16T08:00'), at('2026-11-23T08:00')]]);
});

test('it says where, what and why', () => {
  const [exchange, deputy] = eventsIn(feed('cy'));
  expect(exchange).toMatchObject({
    summary: 'On duty: here, here',
    location: 'here',
    description: 'by an override, instead of bo',
  });
  expect(deputy?.description).toBe('as deputy of bo');
});

test('the same shift has the same UID whenever the feed is read', () => {
  const uids = (text: string) => eventsIn(text).map(({ uid }) => uid);
  const [first] = uids(feed('ana'));
  expect(uids(feed('ana', '2026-11-08T23:00'))[0]).toBe(first);
  expect(new Set(uids(feed('bo'))).size).toBe(4);
});

test('it is RFC 5545: CRLF, lines of at most 75 octets, escaped text, UTC, DTSTAMP', () => {
  const odd = placeOf('Asia/Shanghai', { ...written, people: [...ids('bo', 'cy'), { id: 'ana' }] });
  const unit = odd.directory.units.get('here');
  if (unit === undefined) throw new Error('no unit');
  const name = '沙枣里，一号楼; "a\\b", '.repeat(6).trim();
  Object.assign(unit, { name: { zh: name, en: name } });
  const text = feed('ana', '2026-11-04T12:00', '2026-11-25T12:00', odd);
  expect(text.replaceAll('\r\n', '')).not.toMatch(/[\r\n]/);
  for (const line of text.split('\r\n')) expect(Buffer.byteLength(line)).toBeLessThanOrEqual(75);
  expect(eventsIn(text)[0]?.location).toBe(name);
  expect(text).toMatch(/\r\nDTSTAMP:20261104T040000Z\r\n/);
  expect(text).toMatch(/\r\nDTSTART:20261102T000000Z\r\n/);
  expect(text).toMatch(/^BEGIN:VCALENDAR\r\nVERSION:2.0\r\n/);
});

test('a post that everybody holds without end is no appointment', () => {
  const standing = placeOf('Asia/Shanghai', { ...written, layers: [], overrides: [], absences: [] });
  expect(shiftsOf(standing, 'ana', at('2026-11-04T12:00'), at('2026-11-25T12:00'))).toEqual([
    { role: 'guard', unit: 'here', fromMs: null, untilMs: null, why: 'whole-post' },
  ]);
  expect(eventsIn(feed('ana', undefined, undefined, standing))).toEqual([]);
});

test('a turn of a year is found from its beginning to its end', () => {
  const yearly = placeOf('Asia/Shanghai', {
    ...written,
    layers: [{ people: ['ana', 'bo'], every: { months: 12 }, start: '2026-01-01T08:00' }],
    overrides: [],
    absences: [],
  });
  expect(shiftsOf(yearly, 'ana', at('2026-11-04T12:00'), at('2026-11-25T12:00'))).toEqual([
    { role: 'guard', unit: 'here', fromMs: at('2026-01-01T08:00'), untilMs: at('2027-01-01T08:00'), why: 'rotation' },
  ]);
});

describe('in the language of the person', () => {
  const CASES: readonly (readonly [string, string, Partial<Written>, string, string])[] = [
    ['an override', 'cy', { overrides: [{ person: 'cy', ...days }] }, '临时安排', 'by an override'],
    [
      'an exchange',
      'cy',
      { overrides: [{ person: 'cy', instead: 'ana', ...days }] },
      '临时替换ana',
      'by an override, instead of ana',
    ],
    ['a turn', 'ana', {}, '轮值', 'by rotation'],
    ['a deputy', 'cy', { absences: [{ person: 'ana', ...days }], deputies }, '代理ana', 'as deputy of ana'],
    ['the next in turn', 'bo', { absences: [{ person: 'ana', ...days }] }, '顺延接替ana', 'next in turn, for ana'],
    [
      'everybody for a time',
      'bo',
      { layers: [], holders: [{ id: 'bo', from: '2026-11-03', until: '2026-11-05' }] },
      '全体在岗',
      'with everybody who holds the post',
    ],
  ];
  test.each(CASES)('%s says why', (_what, person, more, zh, en) => {
    for (const [lang, why] of [
      ['zh', zh],
      ['en', en],
    ] as const) {
      const text = feed(person, undefined, undefined, placeIn(lang, { ...bare, ...more }));
      expect(eventsIn(text)[0]?.description).toBe(why);
    }
  });

  test('the calendar has the name of the person, and an event role and unit', () => {
    const zh = feed('ana', undefined, undefined, placeIn('zh', bare));
    expect(zh).toMatch(/\r\nX-WR-CALNAME:ana的值班\r\n/);
    expect(zh).toMatch(/\r\nPRODID:.*\/\/ZH\r\n/);
    expect(eventsIn(zh)[0]).toMatchObject({ summary: '值班：此处 此处', location: '此处' });
    const en = feed('ana', undefined, undefined, placeIn('en', bare));
    expect(en).toMatch(/\r\nX-WR-CALNAME:Duty of ana\r\n/);
    expect(en).toMatch(/\r\nPRODID:.*\/\/EN\r\n/);
    expect(en).toMatch(/\r\nMETHOD:PUBLISH\r\n/);
  });
});

test('a shift without an end is shown as far as was asked; one that began out of sight is not', () => {
  const alone = (start: string) =>
    placeOf('Asia/Shanghai', { ...bare, layers: [{ ...weekly, people: ['ana'], start }] });
  expect(times(feed('ana', undefined, undefined, alone('2026-10-01T08:00')))).toEqual([
    [at('2026-10-01T08:00'), at('2026-11-25T12:00')],
  ]);
  expect(times(feed('ana', undefined, undefined, alone('2020-10-01T08:00')))).toEqual([]);
});

test('a post that everybody holds until a day is shown as far as that', () => {
  const holders = [{ id: 'ana', from: '2026-11-01', until: '2026-11-20' }];
  expect(times(feed('ana', undefined, undefined, placeOf('Asia/Shanghai', { ...bare, layers: [], holders })))).toEqual([
    [at('2026-11-01T00:00'), at('2026-11-20T00:00')],
  ]);
  const since = [{ id: 'ana', from: '2026-11-01' }];
  const standing = placeOf('Asia/Shanghai', { ...bare, layers: [], holders: since });
  expect(times(feed('ana', undefined, undefined, standing))).toEqual([]);
});

test('somebody who is not known is refused by the name of the field', () => {
  expect(refusal(() => feed('nobody'))).toMatchObject({ code: 'PERSON_UNKNOWN', place: { field: 'person' } });
});
