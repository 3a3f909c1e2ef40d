/** Whose quiet hours hold back what, and until when. */
import { communityFrom } from '../../../domain/directory/parse';
import { buildDirectory } from '../../../domain/directory/directory';
import { SEVERITIES } from '../../../domain';
import { quietHours } from '../../../workers/notifier/quiet-hours';

const community = communityFrom({
  id: 'place',
  version: 1,
  name: { zh: '某地', en: 'Place' },
  zone: 'Asia/Shanghai',
  units: [{ id: 'place', level: 'community', name: { zh: '某地', en: 'Place' } }],
  people: [
    { id: 'here', name: 'Here', lang: 'en', quiet: [{ from: '22:00', to: '07:00' }] },
    { id: 'there', name: 'There', lang: 'en', zone: 'Europe/Berlin', quiet: [{ from: '22:00', to: '07:00' }] },
    { id: 'awake', name: 'Awake', lang: 'en' },
  ],
  roles: [{ id: 'lead', levels: ['community'], name: { zh: '长', en: 'lead' } }],
  posts: [{ role: 'lead', unit: 'place', people: ['here'] }],
  categories: [{ id: 'any', name: { zh: '事', en: 'any' } }],
  routing: [{ procedure: 'default' }],
})!;
const quietUntil = quietHours(async () => ({ community, directory: buildDirectory(community) }));
const at = (instant: string): number => Date.parse(instant);

test('until the end of the hours, over midnight, and not at that end any more', async () => {
  const asked = [
    '2026-12-01T21:59:59+08:00',
    '2026-12-01T22:00+08:00',
    '2026-12-02T06:59+08:00',
    '2026-12-02T07:00+08:00',
  ];
  const found = await Promise.all(asked.map((instant) => quietUntil('here', 'normal', at(instant))));
  const end = at('2026-12-02T07:00+08:00');
  expect(found).toStrictEqual([null, end, end, null]);
});

test('by the zone of the person', async () => {
  expect(await quietUntil('there', 'low', at('2026-12-01T23:00+08:00'))).toBeNull();
  expect(await quietUntil('there', 'low', at('2026-12-01T23:00+01:00'))).toBe(at('2026-12-02T07:00+01:00'));
});

test('nobody else waits: who has none, and whom the directory does not know', async () => {
  for (const person of ['awake', 'stranger'])
    expect(await quietUntil(person, 'low', at('2026-12-01T23:00+08:00'))).toBeNull();
});

test('what is severe rings through', async () => {
  const night = at('2026-12-01T23:00+08:00');
  const waits = await Promise.all(
    SEVERITIES.map(async (severity) => [severity, (await quietUntil('here', severity, night)) !== null]),
  );
  expect(waits).toStrictEqual([
    ['low', true],
    ['normal', true],
    ['high', false],
    ['urgent', false],
  ]);
});
