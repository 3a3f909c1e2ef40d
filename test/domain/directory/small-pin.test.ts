/** What is looked up in a small place, and the rules that a matter there gets. */
import {
  ancestors,
  categoryOf,
  holders,
  personOf,
  postedAt,
  rolesOf,
  unitAt,
  unitOf,
} from '../../../domain/directory/directory';
import { measureBy } from '../../../domain/directory/measure';
import { notKnown } from '../../../domain/directory/not-known';
import { pin, procedureFor, type Rulebook } from '../../../domain/directory/pin';
import { pinProcedure } from '../../../domain/directory/pin-procedure';
import { but, calendarOf, COMMUNITY, place, PROCEDURE, procedureOf, refusal } from './small-place';

const HOUR = 3_600_000;
const natural = (ms: number) => ({ ms, time: 'natural' as const });
const working = (ms: number) => ({ ms, time: 'working' as const });

describe('GIVEN a directory', () => {
  const at = (id: string) => unitOf(place(), id);
  it('THEN a unit has those around it, the nearest first', () => {
    expect(ancestors(place(), 'east-1').map(({ id }) => id)).toEqual(['east', 'town']);
    expect(ancestors(place(), 'town')).toEqual([]);
    expect(refusal(() => ancestors(place(), 'south')).code).toBe('UNIT_UNKNOWN');
  });

  it.each([
    ['east-1', 'building', 'east-1'],
    ['east-1', 'grid', 'east'],
    ['east-1', 'community', 'town'],
    ['east-1', 'street', undefined],
    ['east', 'building', undefined],
    ['town', 'grid', undefined],
  ] as const)('THEN what is around %s at the level of a %s is %s', (id, level, found) => {
    expect(unitAt(place(), at(id), level)?.id).toBe(found);
  });

  it.each([
    ['plumber', 'east-1', 'grid', 'east', ['helper']],
    ['plumber', 'east-1', 'building', 'east', ['helper']],
    ['plumber', 'east-1', 'community', undefined, []],
    ['plumber', 'west-1', 'building', undefined, []],
    ['lead', 'east-1', 'building', 'east-1', ['lead']],
    ['lead', 'east-1', 'grid', undefined, []],
    ['board', 'east-1', 'building', 'town', ['chair', 'vice']],
    ['board', 'town', 'grid', 'town', ['chair', 'vice']],
    ['nobody', 'town', 'grid', undefined, []],
  ] as const)('THEN whoever is %s around %s, from a %s up, is found at %s', (role, id, level, unit, people) => {
    const found = postedAt(place(), role, at(id), level);
    expect(found?.unit.id).toBe(unit);
    expect(found?.people ?? []).toEqual(people);
  });

  it('THEN people have their posts in the order of the document, and posts their people', () => {
    expect(rolesOf(place(), 'helper').map(({ role, unit }) => `${role} ${unit}`)).toEqual([
      'worker east',
      'worker west',
      'plumber east',
    ]);
    expect(rolesOf(place(), 'stranger')).toEqual([]);
    expect(holders(place(), 'worker', 'east')).toEqual(['worker', 'helper']);
    expect(holders(place(), 'worker', 'town')).toEqual([]);
    expect(personOf(place(), 'helper')).toMatchObject({ id: 'helper', lang: 'en' });
    expect(categoryOf(place(), 'water').id).toBe('water');
  });

  it('THEN a name that is not known is refused by what the caller calls it', () => {
    expect(refusal(() => personOf(place(), 'x')).place).toEqual({ field: 'reporter' });
    expect(refusal(() => personOf(place(), 'x', 'assignee')).place).toEqual({ field: 'assignee' });
    expect(refusal(() => categoryOf(place(), 'x')).place).toEqual({ field: 'category' });
  });

  it('THEN a refusal names at most fifty of those that are known, and ends as a sentence', () => {
    const many = Array.from({ length: 60 }, (_, index) => `unit-${index}`);
    const error = notKnown('UNIT_UNKNOWN', 'unit', 'xxxxxxxxxxxx', many);
    expect(error.details).toEqual({ field: 'unit', known: many.slice(0, 50), total: 60 });
    expect(error.message).toMatch(/^The unit is not known to the directory\. Known are unit-0, .*\.$/);
    expect(error.message).not.toMatch(/\.\.$/);
    expect(notKnown('UNIT_UNKNOWN', 'unit', 'unit-00', many).message).toMatch(/ Did you mean "unit-0"\?$/);
    expect(notKnown('UNIT_UNKNOWN', 'unit', 'x', []).message).toMatch(/ None is known\.$/);
  });
});

describe('GIVEN a time scale', () => {
  it.each([1, 1.5, 100_000])('%d is one', (scale) => {
    expect(measureBy(undefined, scale).span(100_000)).toBe(Math.round(100_000 / scale));
  });
  it.each([0, 0.99, -1, 100_001, Number.NaN, Infinity])('%d is none', (scale) => {
    expect(refusal(() => measureBy(8 * HOUR, scale)).code).toBe('TIME_SCALE_INVALID');
  });

  it('THEN spans are whole milliseconds and never none; days of work are those of the calendar', () => {
    const measure = measureBy(8 * HOUR, 1_000);
    expect([0, 1, 1_499, 1_500].map((ms) => measure.span(ms))).toEqual([1, 1, 1, 2]);
    expect(measure.term({ time: 'working', days: 2, ms: HOUR })).toEqual(working(17 * 3_600));
    expect(measure.term({ time: 'natural', ms: HOUR })).toEqual(natural(3_600));
    expect(measure.repeat({ every: { time: 'natural', ms: HOUR }, times: 3 })).toEqual({
      every: natural(3_600),
      times: 3,
    });
  });

  it('THEN working time can not be measured without a calendar, and natural time can', () => {
    const measure = measureBy(undefined, 1);
    expect(measure.term({ time: 'natural', ms: HOUR })).toEqual(natural(HOUR));
    expect(() => measure.term({ time: 'working', days: 1, ms: 0 })).toThrow(RangeError);
  });
});

describe('GIVEN a matter', () => {
  const rulebook = (): Rulebook => {
    const { procedure: main } = procedureOf();
    const other = { ...main, id: 'other' };
    return { ...place(), current: new Map([main, other].map((one) => [one.id, one])) };
  };

  it.each([
    ['lamps', 'low', 'other'],
    ['lamps', 'high', 'main'],
    ['water', 'low', 'main'],
  ])('THEN one about %s that is %s is served by %s', (category, severity, id) => {
    expect(procedureFor(rulebook(), category, severity).id).toBe(id);
    expect(pin(rulebook(), { unit: 'east-1', category, severity })).toMatchObject({
      procedure: id,
      version: 1,
      timeScale: 1,
    });
  });

  it('THEN what is not known of it is refused, the place first', () => {
    const pinned = (matter: object) =>
      refusal(() => pin(rulebook(), { unit: 'east-1', category: 'lamps', severity: 'low', ...matter }));
    expect(pinned({ unit: 'x', category: 'x' }).code).toBe('UNIT_UNKNOWN');
    expect(pinned({ category: 'x', severity: 'x' }).code).toBe('CATEGORY_UNKNOWN');
    expect(pinned({ severity: 'x' })).toMatchObject({ code: 'SEVERITY_UNKNOWN', place: { field: 'severity' } });
  });

  it('THEN policies that did not pass loading are no case of the caller', () => {
    expect(() => procedureFor({ ...rulebook(), current: new Map() }, 'lamps', 'low')).toThrow(RangeError);
    const book = rulebook();
    const noDefault = { ...book, community: { ...book.community, routing: book.community.routing.slice(0, 1) } };
    expect(() => procedureFor(noDefault, 'water', 'low')).toThrow(RangeError);
  });
});

describe('GIVEN a procedure WHEN it is pinned', () => {
  const pinned = (unit: string, text = PROCEDURE, community = COMMUNITY) =>
    pinProcedure(place(community), procedureOf(text).procedure, { unit });
  const more = (...lines: readonly string[]) => PROCEDURE + lines.map((line) => `${line}\n`).join('');

  it('THEN a rule is all that it says and nothing that it does not', () => {
    const tier = (key: string, role: string, unit: string, people: readonly string[], times: number) => ({
      key,
      role,
      unit,
      people,
      acknowledgeWithin: natural(HOUR),
      handleWithin: natural(2 * HOUR),
      repeat: { every: natural(HOUR), times },
    });
    expect(pinned('east-1')).toStrictEqual({
      procedure: 'main',
      version: 1,
      timeScale: 1,
      tiers: [
        tier('first', 'lead', 'east-1', ['lead'], 1),
        tier('second', 'worker', 'east', ['worker', 'helper'], 1),
        tier('third', 'board', 'town', ['chair', 'vice'], 0),
      ],
      evidenceMinimum: 1,
      extension: { maximum: 1, limitMs: 2 * HOUR, decideWithin: natural(HOUR) },
      suspension: { maximum: 1, limitMs: 72 * HOUR, decideWithin: natural(HOUR) },
      forceClose: { decideWithin: natural(HOUR) },
      confirmation: { within: natural(24 * HOUR), repeat: { every: natural(5 * HOUR), times: 1 } },
      reopenWithinMs: 120 * HOUR,
    });
  });

  it('THEN a place that no rung looks after as a whole is refused', () => {
    const low = PROCEDURE.replace(/ {2}- \{ key: third.*\n/, '').replace(
      'key: second, role: worker, level: grid, acknowledge: 1h, handle: 2h, repeat: { every: 1h, times: 1 }',
      'key: second, role: worker, level: grid, acknowledge: 1h, handle: 2h, repeat: { every: 1h }',
    );
    expect(refusal(() => pinned('town', low)).code).toBe('UNIT_TOO_WIDE');
    expect(pinned('east', low).tiers.map(({ key }) => key)).toEqual(['second']);
  });

  it('THEN what is climbed again begins at the rung that is there, and not where there is nothing below the top', () => {
    const again = (from: string, times = 1) => more(`again: { from: ${from}, times: ${times} }`);
    expect(pinned('east-1', again('first')).again).toEqual({ from: 1, times: 1 });
    expect(pinned('east-1', again('second', 2)).again).toEqual({ from: 2, times: 2 });
    expect(pinned('east', again('first')).again).toEqual({ from: 1, times: 1 });
    expect(pinned('east', again('second')).again).toEqual({ from: 1, times: 1 });
    expect(pinned('town', again('second'))).not.toHaveProperty('again');
    const { procedure } = procedureOf(again('first'));
    expect(
      pinProcedure(place(), { ...procedure, again: { from: 'first', times: 0 } }, { unit: 'east-1' }),
    ).not.toHaveProperty('again');
  });

  it('THEN panels and posts are those that are found around the matter', () => {
    const panels = but(
      PROCEDURE,
      'force-close: { decide: 1h }',
      'force-close: { decide: 1h, panels: [{ role: plumber, level: grid, quorum: 1 }, { role: board, level: building }], on-timeout: reject }',
    );
    expect(pinned('east-1', panels).forceClose).toMatchObject({
      onTimeout: 'reject',
      panels: [{ unit: 'east' }, { unit: 'town' }],
    });
    expect(pinned('west-1', panels).forceClose.panels).toEqual([
      { role: 'board', unit: 'town', people: ['chair', 'vice'], quorum: { count: 1 } },
    ]);
    const posts = more(
      'call-back: { role: plumber, level: building, attempts: 2 }',
      'copies: [{ event: closed, role: plumber, level: grid }]',
    );
    expect(pinned('east-1', posts)).toMatchObject({
      callBack: { by: { role: 'plumber', unit: 'east', people: ['helper'] }, attempts: 2 },
      copies: [{ event: 'closed', people: ['helper'] }],
    });
    for (const gone of ['callBack', 'copies', 'parties']) expect(pinned('west-1', posts)).not.toHaveProperty(gone);
  });

  it('THEN the calendar goes with it where working time is counted, as fast as the time scale', () => {
    const office = but(COMMUNITY, 'zone: Asia/Shanghai\n', 'zone: Asia/Shanghai\ncalendar: office\n');
    const there = place(office, calendarOf('office'));
    const { procedure } = procedureOf(more('supervision: { answer: 1wd }'));
    const rules = (...args: readonly number[]) => pinProcedure(there, procedure, { unit: 'east-1' }, ...args);
    expect(pinProcedure(there, procedureOf().procedure, { unit: 'east-1' })).not.toHaveProperty('workingTime');
    expect(rules()).toMatchObject({
      supervision: { answerWithin: working(8 * HOUR) },
      workingTime: { name: 'office@1' },
    });
    expect(rules().workingTime).not.toHaveProperty('scale');
    expect(rules(1, 500, 700).workingTime).not.toHaveProperty('scale');
    expect(rules(60, 500).workingTime?.scale).toStrictEqual({ factor: 60, anchorMs: 500 });
    expect(rules(60, 500, 700).workingTime?.scale).toStrictEqual({ factor: 60, anchorMs: 500, startMs: 700 });
    expect(rules(60).workingTime?.scale).toStrictEqual({ factor: 60, anchorMs: 0 });
    expect(rules(60).supervision).toEqual({ answerWithin: working(8 * 60_000) });
  });
});
