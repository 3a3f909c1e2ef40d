import fc from 'fast-check';
import { cellsOf, coverageGaps } from '../../../domain/duty/coverage';
import { onDuty } from '../../../domain/duty/on-duty';
import { parsePolicies, type Policies } from '../../../domain/procedure/policies';
import { policies, spoiled } from '../procedure/shipped';

const at = (text: string): number => Date.parse(`${text}+08:00`);
const HOUR = 3_600_000;
const WEEK = 168 * HOUR;
const [from, to] = [at('2026-11-30T00:00'), at('2026-11-30T00:00') + 4 * WEEK];

/** The shipped community with other sections about Tamarisk Alley. */
const withSections = (text: string): Policies => {
  const shipped = /rotations:\n[^]*?\ncategories:\n/.exec(communityText)?.[0] ?? '';
  return parsePolicies(spoiled('community.yaml', shipped, `${text}\ncategories:\n`));
};
const communityText =
  spoiled('community.yaml', 'units:', 'units:').find(({ path }) => path.endsWith('community.yaml'))?.text ?? '';
const layers = (...all: string[]) =>
  `rotations:\n  - { role: grid-worker, unit: tamarisk, layers: [${all.join(', ')}] }`;
const weekly = (more = '') =>
  `{ people: [worker-tamarisk-1, worker-tamarisk-2], every: { weeks: 1 }, start: '2026-01-05T08:00'${more} }`;

test('the shipped community has no gap in its 19 cells', () => {
  expect(cellsOf(policies)).toHaveLength(19);
  expect(coverageGaps(policies, from, to)).toEqual([]);
});

test('hours that no layer covers are gaps, one for each, up to the end of what was looked at', () => {
  const days = withSections(
    layers(weekly(", hours: [{ days: [mon, tue, wed, thu, fri], from: '08:00', to: '20:00' }]")),
  );
  const gaps = coverageGaps(days, from, to);
  expect(gaps).toHaveLength(21);
  expect(gaps[0]).toEqual({
    role: 'grid-worker',
    unit: 'tamarisk',
    fromMs: from,
    untilMs: at('2026-11-30T08:00'),
    why: 'off-duty',
    missing: [],
  });
  expect(gaps[5]).toMatchObject({ fromMs: at('2026-12-04T20:00'), untilMs: at('2026-12-07T08:00') });
  expect(gaps.at(-1)?.untilMs).toBe(to);
  const night = `{ people: [worker-tamarisk-1], every: { weeks: 1 }, start: '2026-01-05T08:00' }`;
  const both = layers(night, weekly(", hours: [{ from: '08:00', to: '20:00' }]"));
  expect(coverageGaps(withSections(both), from, to)).toEqual([]);
});

test('a gap is one gap, whatever else begins or ends in it', () => {
  const away = "absences:\n  - { person: worker-tamarisk-2, from: '2026-12-05', until: '2026-12-06' }";
  const days = layers(weekly(", hours: [{ days: [mon, tue, wed, thu, fri], from: '08:00', to: '20:00' }]"));
  expect(coverageGaps(withSections(`${days}\n${away}`), from, to)).toEqual(coverageGaps(withSections(days), from, to));
});

test('a lead who is away without anybody to stand in is a gap with a name, and one with a deputy is none', () => {
  const away = "absences:\n  - { person: lead-tamarisk-3, from: '2026-12-05', until: '2026-12-08' }";
  expect(coverageGaps(withSections(away), from, to)).toEqual([
    {
      role: 'building-lead',
      unit: 'tamarisk-3',
      fromMs: at('2026-12-05T00:00'),
      untilMs: at('2026-12-08T00:00'),
      why: 'absent',
      missing: ['lead-tamarisk-3'],
    },
  ]);
  const deputy = `${away}\ndeputies:\n  - { person: lead-tamarisk-3, deputy: lead-tamarisk-4, until: '2026-12-07' }`;
  expect(coverageGaps(withSections(deputy), from, to)).toMatchObject([{ fromMs: at('2026-12-07T00:00') }]);
});

test('a post that falls vacant is a gap from then on, a unit that ends, or is still to come, is none', () => {
  const dated = (piece: string, by: string) =>
    coverageGaps(parsePolicies(spoiled('community.yaml', piece, by)), from, to);
  const lead = 'role: building-lead, unit: poplar-4, people: [';
  expect(dated(`${lead}lead-poplar-4]`, `${lead}{ id: lead-poplar-4, until: '2026-12-10' }]`)).toMatchObject([
    { role: 'building-lead', unit: 'poplar-4', fromMs: at('2026-12-10T00:00'), untilMs: to, why: 'vacant' },
  ]);
  const unit = '{ id: poplar-4, level: building,';
  expect(dated(unit, `${unit} until: '2026-12-10',`)).toEqual([]);
  expect(dated(unit, `${unit} from: '2026-12-10',`)).toEqual([]);
});

test('at any instant there is a gap exactly where nobody is on duty', () => {
  const clock = fc.constantFrom('00:00', '06:00', '08:30', '12:00', '20:00');
  const hours = fc.array(fc.tuple(clock, clock, fc.constantFrom('mon', 'wed', 'sun')), { minLength: 1, maxLength: 3 });
  fc.assert(
    fc.property(
      fc.array(hours, { minLength: 1, maxLength: 2 }),
      fc.array(fc.nat(4 * 168 * 60), { minLength: 200, maxLength: 200 }),
      (all, minutes) => {
        const written = all.map((one) =>
          weekly(
            `, hours: [${one.map(([a, b, day]) => `{ days: [${day}, fri], from: '${a}', to: '${b}' }`).join(', ')}]`,
          ),
        );
        if (new Set(written).size < written.length) return;
        const place = withSections(layers(...written));
        const gaps = coverageGaps(place, from, to);
        for (const minute of minutes) {
          const atMs = from + minute * 60_000;
          const inGap = gaps.some(({ fromMs, untilMs }) => fromMs <= atMs && atMs < untilMs);
          expect(inGap).toBe(onDuty(place, 'grid-worker', 'tamarisk', atMs).people.length === 0 && atMs < to);
        }
      },
    ),
    { numRuns: 15 },
  );
});
