/** Every minute around a change of the clocks, in several zones: the answer is that of a slow walk through the local calendar. */
import fc from 'fast-check';
import { onDuty } from '../../../domain/duty/on-duty';
import type { Duty } from '../../../domain/duty/duty';
import { placeOf } from './place';
import { oracle, type Written, type WrittenLayer } from './oracle';
import { plusDays, WallClock } from './wall-clock';

/** The zone, and a day on which its clocks change; Shanghai's never do. */
const CHANGES = [
  ['Europe/Berlin', '2026-10-25'],
  ['Europe/Berlin', '2027-03-28'],
  ['America/New_York', '2026-11-01'],
  ['America/New_York', '2027-03-14'],
  // By half an hour.
  ['Australia/Lord_Howe', '2026-10-04'],
  ['Australia/Lord_Howe', '2027-04-04'],
  ['America/St_Johns', '2026-11-01'],
  ['America/St_Johns', '2027-03-14'],
  ['Asia/Shanghai', '2027-03-01'],
] as const;

const PEOPLE = ['ana', 'bo', 'cy', 'dee', 'eli'] as const;
const DAYS = ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'] as const;
/** Two in the morning is where things go wrong. */
const CLOCK = fc.constantFrom(
  '00:00',
  '00:30',
  '01:30',
  '02:00',
  '02:15',
  '02:30',
  '02:45',
  '03:00',
  '08:00',
  '20:00',
  '23:45',
);
const DAYS_WATCHED = 3;

const person = fc.constantFrom(...PEOPLE);
const some = fc.uniqueArray(person, { minLength: 1, maxLength: 4 });

/** Local times from so many days before the change to so many after it. */
const around = (day: string, before: number, after: number) =>
  fc
    .tuple(fc.integer({ min: -before, max: after }), CLOCK)
    .map(([days, clock]) => `${plusDays(`${day}T00:00`, days).slice(0, 10)}T${clock}`);

const bounded = (day: string) =>
  fc
    .tuple(around(day, 3, 3), around(day, 3, 3))
    .filter(([from, until]) => from.slice(0, 10) < until.slice(0, 10))
    .map(([from, until]) => ({ from, until }));

const open = (day: string) =>
  fc.oneof(
    { weight: 2, arbitrary: fc.constant({}) },
    { weight: 1, arbitrary: bounded(day) },
    { weight: 1, arbitrary: around(day, 2, 2).map((until) => ({ until })) },
    { weight: 1, arbitrary: around(day, 2, 2).map((from) => ({ from })) },
  );

const hours = fc.record(
  {
    days: fc.uniqueArray(fc.constantFrom(...DAYS), { minLength: 1, maxLength: 6 }),
    from: CLOCK,
    to: fc.oneof(CLOCK, fc.constant('24:00')),
  },
  { requiredKeys: ['from', 'to'] },
);

const layer = (day: string): fc.Arbitrary<WrittenLayer> =>
  fc.record(
    {
      people: fc.array(person, { minLength: 1, maxLength: 4 }),
      every: fc.oneof(
        fc.integer({ min: 1, max: 30 }).map((count) => ({ hours: count })),
        fc.integer({ min: 1, max: 3 }).map((count) => ({ days: count })),
        fc.integer({ min: 1, max: 2 }).map((count) => ({ weeks: count })),
        fc.integer({ min: 1, max: 2 }).map((count) => ({ months: count })),
      ),
      start: fc.oneof(around(day, 2, 1), around(day, 65, 0)),
      hours: fc.array(hours, { minLength: 1, maxLength: 3 }),
    },
    { requiredKeys: ['people', 'every', 'start'] },
  );

const scenario = (day: string): fc.Arbitrary<Written> =>
  fc.record({
    people: fc.tuple(...PEOPLE.map((id) => open(day).map((period) => ({ id, ...period })))),
    holders: some.chain((ids) => fc.tuple(...ids.map((id) => open(day).map((period) => ({ id, ...period }))))),
    layers: fc.array(layer(day), { maxLength: 3 }),
    overrides: fc.array(
      fc.tuple(bounded(day), person, fc.option(person, { nil: undefined })).map(([when, who, instead]) => ({
        person: who,
        ...when,
        ...(instead === undefined || instead === who ? {} : { instead }),
      })),
      { maxLength: 3 },
    ),
    absences: fc.array(
      fc.tuple(person, bounded(day), fc.boolean()).map(([who, { from, until }, ends]) => ({
        person: who,
        from,
        ...(ends ? { until } : {}),
      })),
      { maxLength: 4 },
    ),
    deputies: fc.array(
      fc.tuple(person, person, open(day)).map(([who, deputy, period]) => ({ person: who, deputy, ...period })),
      { maxLength: 4 },
    ),
  });

const TAGS = ['gas', 'heights'] as const;
/** What some of these people can do, some of it until a time near the change. */
const competent = (day: string) =>
  fc.tuple(
    ...PEOPLE.map(() =>
      fc.array(
        fc.tuple(fc.constantFrom(...TAGS), fc.option(around(day, 1, 1), { nil: undefined })).map(([tag, until]) => ({
          tag,
          ...(until === undefined ? {} : { until }),
        })),
        { maxLength: 3 },
      ),
    ),
  );
type Competences = Written['people'][number]['competences'];

const withCompetences = (written: Written, all: readonly Competences[]): Written => ({
  ...written,
  people: written.people.map((one, index) => {
    const competences = all[index] ?? [];
    return competences.length === 0 ? one : { ...one, competences };
  }),
});

/** As if everybody who lacks one of these were absent from then on: that is what it means. */
const withAbsences = (written: Written, tags: readonly string[], clock: WallClock, always: string): Written => ({
  ...written,
  absences: [
    ...written.absences,
    ...written.people.flatMap(({ id, competences = [] }) =>
      tags.flatMap((tag) => {
        const held = competences.filter((one) => one.tag === tag);
        if (held.some(({ until }) => until === undefined)) return [];
        const ends = held.flatMap(({ until }) => until ?? []).sort((a, b) => clock.minuteOf(a) - clock.minuteOf(b));
        return [{ person: id, from: ends.at(-1) ?? always }];
      }),
    ),
  ],
});

describe.each(CHANGES)('%s around %s', (zone, day) => {
  const at = (days: number): string => plusDays(`${day}T00:00`, days).slice(0, 10);
  const clock = new WallClock(zone, at(-70), at(75));
  const [first, last] = [clock.minuteOf(`${at(-1)}T00:00`), clock.minuteOf(`${at(DAYS_WATCHED - 1)}T00:00`)];

  test('who is on duty, and when that changes', () => {
    fc.assert(
      fc.property(scenario(day), (written) => {
        isFound(placeOf(zone, written), oracle(written, clock, last));
      }),
      { numRuns: 60 },
    );
  });

  test('who lacks a competence that is asked is passed over like somebody who is absent', () => {
    fc.assert(
      fc.property(scenario(day), competent(day), fc.subarray([...TAGS], { minLength: 1 }), (plain, all, tags) => {
        const written = withCompetences(plain, all);
        isFound(placeOf(zone, written), oracle(withAbsences(written, tags, clock, at(-69)), clock, last), tags);
        // Where nothing is asked it changes nothing.
        isFound(placeOf(zone, written), oracle(plain, clock, last));
      }),
      { numRuns: 40 },
    );
  });

  function isFound(
    place: ReturnType<typeof placeOf>,
    expected: (minute: number) => readonly string[],
    competence?: readonly string[],
  ): void {
    let answer: Duty | undefined;
    for (let minute = first; minute < last; minute += 1) {
      // Asked again only when it says so: that the answer holds until then is half of what it promises.
      if (answer === undefined || (answer.changesAtMs ?? Infinity) <= minute * 60_000)
        answer = onDuty(place, 'guard', 'here', minute * 60_000, competence);
      const people = expected(minute);
      if (JSON.stringify(people) !== JSON.stringify(answer.people)) {
        throw new Error(`${clock.localAt(minute)}: ${JSON.stringify({ expected: people, answer })}`);
      }
    }
  }
});
