import { readCalendar } from '../../../domain/calendar/parse';
import { buildDirectory } from '../../../domain/directory/directory';
import { readCommunity } from '../../../domain/directory/parse';
import { pinProcedure } from '../../../domain/directory/pin-procedure';
import { newest } from '../../../domain/procedure/documents/versions';
import { parseProcedure } from '../../../domain/procedure/parse';
import { readSources } from '../../../policies/read';

const sources = readSources();
const of = (folder: string) => sources.filter(({ path }) => path.includes(folder));
const { community } = readCommunity(of('community.yaml'));
if (community === undefined) throw new Error('the shipped community is wrong');
const place = {
  community,
  directory: buildDirectory(community),
  calendars: newest(of('calendars/').flatMap((source) => readCalendar(source).calendar ?? [])),
};
const current = newest(of('procedures/').map(parseProcedure));

// What issues out there have pinned: the snapshot is from before the language grew, and only a new version may change it.
describe.each([
  ['default', 2],
  ['urgent', 2],
  ['slow', 2],
])('GIVEN %s@%d WHEN it is pinned THEN its rules are those of ever, byte by byte', (id, version) => {
  const shipped = current.get(id);
  if (shipped === undefined) throw new Error(`${id} does not ship`);
  test('it is that version', () => expect(shipped.version).toBe(version));
  // The one word that was added since to a version that is out.
  const { spreadMs, ...procedure } = shipped;
  test.each(['oleaster-1', 'tamarisk', 'camelbell'])('at %s', (unit) => {
    expect(JSON.stringify(pinProcedure(place, procedure, { unit }))).toMatchSnapshot();
  });
  test('and what was added is at its end', () => {
    const before = pinProcedure(place, procedure, { unit: 'poplar' });
    expect(pinProcedure(place, shipped, { unit: 'poplar' })).toEqual(
      spreadMs === undefined ? before : { ...before, spreadMs },
    );
    expect(spreadMs).toBe(id === 'slow' ? 300_000 : undefined);
  });
  test('an hour in a second', () => {
    expect(
      JSON.stringify(pinProcedure(place, procedure, { unit: 'poplar-4' }, 3_600, 1_000_000, 2_000_000)),
    ).toMatchSnapshot();
  });
});
