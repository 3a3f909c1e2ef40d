/** What of the sections about duty becomes of a document that is in order. */
import { parsePolicies } from '../../../domain/procedure/policies';
import { spoiled, textOf } from '../procedure/shipped';

const file = 'community.yaml';
const shipped = textOf(file);
const holders = 'people: [worker-tamarisk-1, worker-tamarisk-2] }';
const person = '{ id: worker-tamarisk-1, name: 杜明远, lang: zh';
const unit = '{ id: tamarisk, level: grid, parent: camelbell,';
const CATEGORIES = 'categories:\n';
/** A section that the shipped document does not have. */
const section = (name: string, ...entries: readonly string[]): string =>
  `${name}:\n${entries.map((entry) => `  - ${entry}\n`).join('')}categories:\n`;
const absence = (text: string): readonly [string, string] => [CATEGORIES, section('absences', text)];

test('the zone of a unit holds for everything below it', () => {
  const { community } = parsePolicies(
    spoiled(file, unit, unit.replace('level', 'zone: Asia/Urumqi, level')).map((source) =>
      source.path.endsWith(file)
        ? {
            ...source,
            text: source.text.replace(
              CATEGORIES,
              section(
                'overrides',
                "{ role: building-lead, unit: tamarisk-4, person: lead-tamarisk-1, from: '2026-12-01', until: '2026-12-02' }",
                "{ role: building-lead, unit: poplar-4, person: lead-poplar-1, from: '2026-12-01', until: '2026-12-02' }",
              ),
            ),
          }
        : source,
    ),
  );
  expect(community.rotations.map(({ zone, layers }) => [zone, layers[0]?.startMs])).toEqual([
    ['Asia/Urumqi', Date.parse('2026-01-05T08:00+06:00')],
  ]);
  expect(community.overrides.map(({ fromMs }) => fromMs)).toEqual([
    Date.parse('2026-12-01T00:00+06:00'),
    Date.parse('2026-12-01T00:00+08:00'),
  ]);
});

test('a person is absent without an end, holds a post at two times, and is told by several channels', () => {
  const by = `${person}, zone: Asia/Urumqi, channels: [sms, inbox], competences: [{ tag: gas, until: '2027-06-01' }]`;
  const twice =
    "people: [{ id: worker-tamarisk-1, until: '2027-01-01' }, worker-tamarisk-2, { id: worker-tamarisk-1, from: '2027-06-01' }] }";
  const [, absences] = absence("{ person: worker-tamarisk-1, from: '2026-12-01T08:00' }");
  const sources = spoiled(file, person, by).map((source) =>
    source.path.endsWith(file)
      ? { ...source, text: source.text.replace(CATEGORIES, absences).replace(holders, twice) }
      : source,
  );
  const { community } = parsePolicies(sources);
  expect(community.people.find(({ id }) => id === 'worker-tamarisk-1')).toEqual({
    id: 'worker-tamarisk-1',
    name: '杜明远',
    lang: 'zh',
    zone: 'Asia/Urumqi',
    channels: ['sms', 'inbox'],
    // By the clock of the person, which is two hours behind.
    competences: [{ tag: 'gas', untilMs: Date.parse('2027-06-01T00:00+06:00') }],
  });
  expect(community.absences).toEqual([
    { person: 'worker-tamarisk-1', kind: 'other', fromMs: Date.parse('2026-12-01T08:00+06:00') },
  ]);
  expect(community.posts[12]).toEqual({
    role: 'grid-worker',
    unit: 'tamarisk',
    people: ['worker-tamarisk-1', 'worker-tamarisk-2'],
    terms: [
      { person: 'worker-tamarisk-1', untilMs: Date.parse('2027-01-01T00:00+08:00') },
      { person: 'worker-tamarisk-2' },
      { person: 'worker-tamarisk-1', fromMs: Date.parse('2027-06-01T00:00+08:00') },
    ],
  });
});

test('a document without any of this means what it always meant', () => {
  const bare = shipped.slice(0, shipped.indexOf('# In Tamarisk Alley')) + shipped.slice(shipped.indexOf(CATEGORIES));
  const { community } = parsePolicies(spoiled(file, shipped, bare.replace(/, quiet: \[\{.*?\}\]/, '')));
  const { absences, deputies, rotations, overrides } = community;
  expect([absences, deputies, rotations, overrides]).toEqual([[], [], [], []]);
  expect(
    community.people.flatMap((one) => Object.keys(one)).filter((key) => !['id', 'name', 'lang'].includes(key)),
  ).toEqual(['competences', 'competences', 'competences']);
  expect(community.posts.every((post) => !('terms' in post))).toBe(true);
});
