/**
 * The scenarios that lie beside the shipped procedures, played a second time: by commands of real clients, Temporal's
 * timers and PostgreSQL, with days passing in seconds. What the rules alone promise is what really happens, in the same
 * order and by the same hands; whom that told is held against the log.
 */
import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { packageRoot } from '../../contracts/package-root';
import { parseFixtures } from '../../domain/procedure/fixtures/parse';
import { readPolicies } from '../../policies/read';
import { readFixtureSources } from '../../policies/read-fixtures';
import { playForReal, type Played } from '../support/scenario';
import { worldForTests } from '../support/world';

/** So many at once: each has timers of its own, and the machine may be small. */
const AT_ONCE = 8;

/**
 * The shipped documents, with every term in natural time: working time stands still at night, however fast clocks run,
 * and is played by the rules and in working-time.test.ts.
 */
const folder = mkdtempSync(join(tmpdir(), 'doorstep-scenarios-'));
cpSync(join(packageRoot(), 'policies'), folder, { recursive: true });
const joint = join(folder, 'procedures', 'joint.yaml');
writeFileSync(joint, readFileSync(joint, 'utf8').replace(/\b(\d+)w([mhd])\b/g, '$1$2'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const place = readPolicies(folder);
const fixtures = parseFixtures(readFixtureSources(folder), place);

/** How much faster than life each is played: its shortest term takes longer than a few commands. */
describe.each([
  ['default', 3_600],
  ['urgent', 300],
  ['joint', 3_600],
])('%s, %i times as fast as life', (procedure, timeScale) => {
  const world = worldForTests({ env: async () => ({ DOORSTEP_POLICIES: folder }), timeScale });

  it('does what its scenarios say', async () => {
    const left = fixtures.filter((fixture) => fixture.procedure === procedure).flatMap(({ scenarios }) => scenarios);
    expect(left.length).toBeGreaterThan(0);
    const played: Played[] = [];
    const inTurn = async (): Promise<void> => {
      for (let next = left.shift(); next !== undefined; next = left.shift())
        played.push(await playForReal(world(), place, next, timeScale));
    };
    await Promise.all(Array.from({ length: AT_ONCE }, inTurn));
    const account = (side: 'byTheRules' | 'really') =>
      Object.fromEntries(played.map((one) => [one.scenario, one[side]]));
    expect(account('really')).toEqual(account('byTheRules'));
    world().inbox.expectWhatTheLogSays();
  }, 900_000);
});
