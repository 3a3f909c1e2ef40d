import { addWorking, workingBetween } from '../../../domain/calendar/working-time';
import { calendarAt } from '../../../domain/directory/calendars';
import { unitOf } from '../../../domain/directory/directory';
import { pin } from '../../../domain/directory/pin';
import { parsePolicies } from '../../../domain/procedure/policies';
import { lineOf, policies, refusal, sources, spoiled, textOf } from '../procedure/shipped';

const HOUR = 3_600_000;
const planting = { unit: 'oleaster-1', category: 'greening', severity: 'normal' };
/** Open an hour on every day. */
const shop = textOf('cn-office.yaml')
  .replace('id: cn-office', 'id: cn-shop')
  .replace(/week:[\s\S]*?holidays:/, "week: { monday: ['12:00-13:00'], saturday: ['12:00-13:00'] }\nholidays:")
  .replace(/workdays: .*/, 'workdays: []');
const shopFile = { path: 'policies/calendars/cn-shop.yaml', text: shop };
/** The grid poplar, but not its building 2, goes by the shop's hours. */
const mixed = parsePolicies([
  ...spoiled('community.yaml', '{ id: poplar, level: grid,', '{ id: poplar, calendar: cn-shop, level: grid,').map(
    (source) =>
      source.path.endsWith('community.yaml')
        ? { ...source, text: source.text.replace('{ id: poplar-2,', '{ id: poplar-2, calendar: cn-office,') }
        : source,
  ),
  shopFile,
]);

describe('GIVEN a procedure that counts working time WHEN a matter is pinned', () => {
  it('THEN its terms are working time by the days of the calendar, and the calendar is pinned with them', () => {
    const rules = pin(policies, planting);
    expect(rules.tiers[0]).toMatchObject({
      acknowledgeWithin: { ms: 4 * HOUR, time: 'working' },
      handleWithin: { ms: 14 * HOUR, time: 'working' },
    });
    expect(rules).toMatchObject({
      extension: { maximum: 2, limitMs: 21 * HOUR, decideWithin: { ms: 7 * HOUR, time: 'working' } },
      suspension: { maximum: 1, limitMs: 60 * 24 * HOUR, decideWithin: { ms: 7 * HOUR, time: 'working' } },
      forceClose: { decideWithin: { ms: 7 * HOUR, time: 'working' } },
      confirmation: { within: { ms: 120 * HOUR, time: 'natural' } },
      workingTime: { name: 'cn-office@1' },
    });
    expect(rules.workingTime?.scale).toBeUndefined();
    expect(JSON.parse(JSON.stringify(rules))).toEqual(rules);
  });

  it('THEN one whose clocks are all natural carries no calendar', () => {
    expect(pin(policies, { ...planting, severity: 'urgent' }).workingTime).toBeUndefined();
    expect(pin(policies, { ...planting, category: 'water' }).workingTime).toBeUndefined();
  });

  it('THEN a time scale divides its terms and speeds its calendar up from the opening on', () => {
    const nowMs = Date.parse('2026-09-18T16:00+08:00');
    const { workingTime, tiers, extension } = pin(policies, planting, 3_600, nowMs);
    expect(workingTime?.scale).toEqual({ factor: 3_600, anchorMs: nowMs });
    expect(tiers[0]?.acknowledgeWithin).toEqual({ ms: 4_000, time: 'working' });
    expect(extension.limitMs).toBe(21_000);
    if (workingTime === undefined) throw new Error('no calendar is pinned');
    // An hour and a half on Friday, then the make-up Sunday: 43 hours later, in 43 seconds.
    expect(addWorking(workingTime, nowMs, 4_000) - nowMs).toBe(43_000);
    expect(workingBetween(workingTime, nowMs, nowMs + 43_000)).toBe(4_000);
  });
});

describe('GIVEN units with a calendar of their own', () => {
  it.each([
    ['oleaster-1', 'cn-office', 7],
    ['poplar-1', 'cn-shop', 1],
    ['poplar-2', 'cn-office', 7],
    ['poplar', 'cn-shop', 1],
    ['camelbell', 'cn-office', 7],
  ])('THEN at %s that of %s holds, and a working day has its %d hours', (unit, id, hours) => {
    expect(calendarAt(mixed, unitOf(mixed, unit))?.id).toBe(id);
    const { workingTime, tiers } = pin(mixed, { ...planting, unit });
    expect(workingTime?.name).toBe(`${id}@1`);
    expect(tiers.at(-1)?.handleWithin).toEqual({ ms: 7 * hours * HOUR, time: 'working' });
  });

  it('THEN what a calendar says is required of the community as a whole all the same', () => {
    const without = spoiled('community.yaml', 'calendar: cn-office\n', '').map((source) =>
      source.path.endsWith('community.yaml')
        ? { ...source, text: source.text.replace('{ id: oleaster,', '{ id: oleaster, calendar: cn-office,') }
        : source,
    );
    expect(refusal(() => parsePolicies(without)).problems).toMatchObject([{ field: 'calendar' }]);
  });
});

it('GIVEN a calendar of the place by which a term would take years THEN the procedure is refused at that term', () => {
  const long = [
    ...spoiled('slow.yaml', 'handle: 7wd', 'handle: 7wd 1400wh').map((source) =>
      source.path.endsWith('community.yaml')
        ? { ...source, text: source.text.replace('{ id: poplar,', '{ id: poplar, calendar: cn-shop,') }
        : source,
    ),
    shopFile,
  ];
  const { code, problems } = refusal(() => parsePolicies(long));
  expect(code).toBe('PROCEDURE_INVALID');
  expect(problems).toMatchObject([
    {
      field: 'tiers[3].handle',
      line: lineOf(textOf('slow.yaml'), 'handle: 7wd'),
      reason: '7wd 1400wh takes about 14 years by the hours of cn-shop@1; at most 5 are possible',
    },
  ]);
});

it('GIVEN a calendar that can not be read THEN it alone is refused, and not the community that names it', () => {
  const broken = sources.map((source) =>
    source.path.endsWith('cn-office.yaml') ? { ...source, text: source.text.replace('Asia/', 'Asie/') } : source,
  );
  const { code, problems } = refusal(() => parsePolicies(broken));
  expect(code).toBe('CALENDAR_INVALID');
  expect(problems.map(({ field }) => field)).toEqual(['zone']);
});
