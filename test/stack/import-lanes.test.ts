/** An import on a real PostgreSQL whose engine fails, whose source fails, and that is stopped: what is begun afterwards is nothing. */
import { setTimeout as sleep } from 'node:timers/promises';
import { readMapping } from '../../clients/import/mapping';
import type { SourceRow } from '../../clients/import/rows';
import { runImport } from '../../clients/import/run';
import { DoorstepError } from '../../contracts/errors';
import { readPolicies } from '../../policies/read';
import { WordWriter, type Database } from '../../store';
import { identityWorldForTests } from './identity-world';

let database: Database;
const world = identityWorldForTests();
beforeAll(() => ({ database } = world()));

const policies = readPolicies();
const mappingOf = (source: string) =>
  readMapping({
    path: 'map.yaml',
    text: `source: ${source}
key: number
text: what
category: { value: lamps }
unit: { value: oleaster-1 }
opened: reported
closed: solved
`,
  });

/** So many rows, every one open or every one closed; @param fails before this one */
async function* rows(count: number, isOpen: boolean, fails = Infinity): AsyncGenerator<SourceRow> {
  for (let line = 1; line <= count; line += 1) {
    if (line === fails) throw new Error('the source is gone');
    // As a file does: not all at one instant.
    if (line % 50 === 0) await sleep(1);
    const solved = isOpen ? '' : '2025-03-02T08:00:00Z';
    yield { line, fields: { number: `${line}`, what: 'dark', reported: '2025-03-01T08:00:00Z', solved } };
  }
}

const run = (source: string, given: AsyncIterable<SourceRow>, more: object = {}) =>
  runImport(given, {
    mapping: mappingOf(source),
    policies,
    database,
    words: new WordWriter(database, () => undefined),
    report: () => Promise.resolve(),
    ratePerSecond: 100_000,
    ...more,
  });
const written = async (source: string): Promise<number> => {
  const { rows: found } = await database.pool.query<{ count: number }>(
    `select count(*)::integer as count from doorstep.issue where state #>> '{imported,source}' = $1`,
    [source],
  );
  return found[0]?.count ?? 0;
};

it('every row is written once, in however many batches, and a second run finds them there', async () => {
  expect(await run('all', rows(1_300, false))).toMatchObject({ rows: 1_300, closed: 1_300, closedBefore: 0, bad: 0 });
  expect(await run('all', rows(1_301, false))).toMatchObject({ closed: 1, closedBefore: 1_300 });
  expect(await written('all')).toBe(1_301);
});

it('nothing is reported any more once the engine was away for one of them', async () => {
  let asked = 0;
  const report = async (): Promise<void> => {
    asked += 1;
    await sleep(2);
    if (asked >= 40) throw new DoorstepError('SERVER_AWAY', 'It is away.');
  };
  await expect(run('away', rows(2_000, true), { report })).rejects.toMatchObject({ code: 'SERVER_AWAY' });
  const before = asked;
  await sleep(100);
  // Of those that were on their way all have come back.
  expect([asked, asked < 40 + 2 * 16]).toStrictEqual([before, true]);
});

it('a source that fails in the middle is told, and what was begun is written whole', async () => {
  await expect(run('torn', rows(1_300, false, 1_100))).rejects.toThrow('the source is gone');
  const before = await written('torn');
  await sleep(100);
  expect([before, await written('torn')]).toStrictEqual([1_000, 1_000]);
});

it('stopped, it waits for what is under way and begins nothing more', async () => {
  const stopped = new AbortController();
  let asked = 0;
  const report = async (): Promise<void> => {
    asked += 1;
    if (asked === 30) stopped.abort();
    await sleep(2);
  };
  const result = await run('stopped', rows(2_000, true), { report, signal: stopped.signal });
  expect(result).toMatchObject({ stopped: true, open: asked });
  expect(asked).toBeLessThan(30 + 2 * 16);
  expect(await run('stopped-first', rows(600, false), { signal: stopped.signal })).toMatchObject({
    stopped: true,
    closed: 0,
  });
});
