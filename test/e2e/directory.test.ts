/** The directory in the store: whoever changes it changes who is called next, whole or not at all, and nothing is forgotten. */
import { spawn } from 'node:child_process';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { run } from '../../clients/cli/main';
import { personId } from '../../clients/sdk';
import { packageRoot } from '../../contracts/package-root';
import { writtenCommunity } from '../../policies/place';
import { runSetup, workerEnvironment } from '../../stack/supervisor/workers';
import { newestVersion, readDirectory } from '../../store';
import { committee, lead, report } from '../support/people';
import { until } from '../support/until';
import { worldForTests } from '../support/world';

const world = worldForTests();
beforeEach(() => world().inbox.expectWhatTheLogSays());

const policies = () => join(world().folder, 'policies');

async function doorstep(...argv: readonly string[]) {
  const out: string[] = [];
  const err: string[] = [];
  const code = await run(['directory', ...argv], {
    out: (text) => void out.push(text),
    err: (text) => void err.push(text),
    env: { DOORSTEP_DATA: world().folder },
    stopped: AbortSignal.timeout(60_000),
  });
  return { code, out: out.join('\n'), err: err.join('\n') };
}

const programs = async (...argv: readonly string[]) => {
  const { code, out, err } = await doorstep(...argv, '--json');
  return code === 0 ? (JSON.parse(out) as Record<string, unknown>) : { code, ...(JSON.parse(err) as object) };
};

/** The directory as it is now, changed and written as a document beside the others. */
async function changed(name: string, change: (text: string) => string): Promise<string> {
  const { out } = await doorstep('export');
  const path = join(world().folder, name);
  writeFileSync(path, change(`${out}\n`));
  return path;
}

const withWorker = (id: string, name: string) => (text: string) =>
  text
    .replace('people:\n', `people:\n  - { id: ${id}, name: ${name}, lang: en }\n`)
    .replace(/(role: grid-worker, unit: east, people: \[).*?\]/, `$1 ${id} ]`)
    .replace(/version: (\d+)/, (_, version: string) => `version: ${Number(version) + 1}`);

/** As another process would have it. */
const version = async () => (await newestVersion(world().database))?.version;

/** An issue that nobody but the grid worker has: reported and passed up once. */
async function passedUp() {
  const { caller } = world();
  const issue = await caller.report(report('calm'));
  await caller.command('escalate', issue, { by: lead, reason: '要换电缆' });
  return issue;
}

it('is made from community.yaml by the first start', async () => {
  expect(await programs('history')).toMatchObject({
    versions: [{ version: 1, actor: 'setup', counts: { changed: 0, moved: 0, removed: 0 } }],
  });
  expect((await readDirectory(world().database))?.document).toEqual(writtenCommunity(policies()));
  // Again, and beside others who do the same: nothing new.
  const env = workerEnvironment(process.env, world().stack.connections, world().folder, {});
  const again = { ...env, DOORSTEP_POLICIES: policies() };
  const signal = new AbortController().signal;
  expect(await Promise.all([runSetup(again, signal), runSetup(again, signal)])).toEqual([[], []]);
  expect(await version()).toBe(1);
});

it('an import counts for the next issue, without a restart', async () => {
  const first = await passedUp();
  const path = await changed('new-worker.yaml', withWorker('grid-3', 'Grid Three'));
  const shown = await doorstep('import', path, '--dry-run', '--lang', 'en');
  expect(shown).toMatchObject({ code: 0, err: '' });
  expect(shown.out).toMatch(/changed +head +version +1 → 2/);
  expect(shown.out).toMatch(/added +person +grid-3 +id: grid-3; name: Grid Three; lang: en/);
  expect(shown.out).toMatch(/changed +post +grid-worker@east +people: \[grid-1, grid-2\] → \[grid-3\]/);
  expect(shown.out).toContain('1 added, 2 changed, 0 moved, 0 removed\nNothing was written.');
  expect(await version()).toBe(1);
  const written = await doorstep('import', path, '--as', committee[0], '--reason', '新来的网格员', '--lang', 'zh');
  expect(written.out).toContain('新增 1，更改 2，移动 0，删除 0\n第 2 版生效，取代第 1 版。');
  const second = await passedUp();
  await world().inbox.untilDelivered();
  const calls = (await world().inbox.read()).filter(({ template, tier }) => template === 'tier-called' && tier === 2);
  const called = (issue: string) =>
    calls.filter((one) => one.issue === issue).map(({ id, lang }) => `${id.split(':')[2]} ${lang}`);
  expect(called(first).sort()).toEqual(['grid-1 zh', 'grid-2 en']);
  expect(called(second)).toEqual(['grid-3 en']);
  await world().caller.command('acknowledge', second, { by: personId('grid-3') });
});

it('tells what was changed, by whom and why, and how an entry came to be', async () => {
  const history = await doorstep('history', '--lang', 'en');
  expect(history.out).toMatch(/2 .*委一 \(committee-1\) +1 added, 2 changed, 0 moved, 0 removed +新来的网格员/);
  const shown = await doorstep('show', 'posts', 'grid-worker@east', '--lang', 'en');
  expect(shown.out).toContain('post grid-worker@east, since version 2:');
  expect(shown.out).toContain('people: [grid-1, grid-2] → [grid-3]');
  expect(await programs('show', 'person', 'grid-33')).toMatchObject({
    code: 4,
    error: { code: 'DIRECTORY_ENTRY_UNKNOWN', message: expect.stringContaining('did you mean "grid-3"?') as string },
  });
  expect(await programs('export', '--at-version', '1')).toEqual({ version: 1, document: writtenCommunity(policies()) });
  expect(await programs('export', '--at-version', '9')).toMatchObject({ error: { code: 'DIRECTORY_VERSION_UNKNOWN' } });
});

it.each(['yaml', 'csv'])('an export as %s that is imported changes nothing', async (format) => {
  const folder = join(world().folder, `export-${format}`);
  expect(await doorstep('export', '--format', format, '--out', folder)).toMatchObject({ code: 0, err: '' });
  const before = await version();
  const again = await doorstep('import', folder, '--lang', 'en');
  expect(again.out).toBe(`Nothing differs from version ${before} of the directory.`);
  expect(await version()).toBe(before);
});

it('a table replaces its section, and what is wrong in it names its line; then nothing counts', async () => {
  const folder = join(world().folder, 'tables');
  mkdirSync(folder);
  await doorstep('export', '--format', 'csv', '--out', folder);
  const people = join(folder, 'people.csv');
  const table = readFileSync(people, 'utf8');
  const before = await version();
  writeFileSync(people, table.replace(/grid-2,Grid Two,en/, 'grid-2,Grid Two,fr'));
  const refused = await doorstep('import', people);
  expect(refused).toMatchObject({ code: 2, out: '' });
  expect(refused.err).toMatch(/people\.csv:\d+:3 \(people\[\d+\]\.lang\): unknown value "fr"/);
  // Somebody without whom a procedure has nobody to call.
  writeFileSync(people, table.replace(/grid-3,Grid Three,en\r\n/, ''));
  expect((await doorstep('import', people)).err).toContain('unknown person "grid-3"');
  expect(await version()).toBe(before);
  writeFileSync(people, table.replace('grid-2,Grid Two,en', 'grid-2,Grid II,en'));
  expect(await programs('import', people)).toMatchObject({
    written: true,
    changes: [{ change: 'changed', kind: 'person', key: 'grid-2', fields: [{ field: 'name', to: 'Grid II' }] }],
  });
  const { rows } = await world().database.pool.query(
    `select count(*) as written from doorstep.directory_entry where from_version = ${before! + 1}`,
  );
  expect(rows).toEqual([{ written: 1 }]);
});

it('kill -9 in the middle of an import leaves the version before it whole, and the next one is not held up', async () => {
  const { database, folder } = world();
  const before = await readDirectory(database);
  const path = await changed('killed.yaml', withWorker('grid-4', 'Grid Four'));
  const client = await database.pool.connect();
  try {
    // Its version is written, its entries are not: there it stands still.
    await client.query('begin; lock table doorstep.directory_entry in share mode');
    const importing = spawn(
      process.execPath,
      [join(packageRoot(), 'dist/clients/cli/main.js'), 'directory', 'import', path],
      {
        env: { ...process.env, DOORSTEP_DATA: folder },
        stdio: 'ignore',
      },
    );
    await until('the import stands before the entries', async () => {
      const { rows } = await database.pool.query(
        `select 1 from pg_stat_activity where wait_event_type = 'Lock' and query like '%update doorstep.directory_entry%'`,
      );
      return rows.length > 0;
    });
    const gone = new Promise((resolve) => importing.once('exit', resolve));
    importing.kill('SIGKILL');
    await gone;
  } finally {
    await client.query('rollback');
    client.release();
  }
  expect(await readDirectory(database)).toEqual(before);
  expect(await programs('import', path)).toMatchObject({ written: true, version: before!.version + 1 });
  const issue = await passedUp();
  await world().caller.command('acknowledge', issue, { by: personId('grid-4') });
});

it('somebody who left is not forgotten', async () => {
  const folder = join(world().folder, 'left');
  await doorstep('export', '--format', 'csv', '--out', folder);
  const people = join(folder, 'people.csv');
  writeFileSync(people, readFileSync(people, 'utf8').replace(/grid-3,Grid Three,en\r\n/, ''));
  const { version: left } = await programs('import', people, '--reason', 'moved away');
  const { code, out } = await doorstep('show', 'person', 'grid-3', '--lang', 'en');
  expect(code).toBe(0);
  expect(out).toContain(`person grid-3 was removed in version ${left as number}. It was last:`);
  expect(out).toMatch(/moved away\n {2}removed +id: grid-3; name: Grid Three; lang: en/);
  expect(await programs('show', 'person', 'grid-3')).toMatchObject({
    data: null,
    versions: [{ until: { version: left } }],
  });
});

it('a start whose community.yaml says something else tells so and changes nothing', async () => {
  const env = workerEnvironment(process.env, world().stack.connections, world().folder, {});
  const before = await version();
  const warnings = await runSetup({ ...env, DOORSTEP_POLICIES: policies() }, new AbortController().signal);
  expect(warnings).toEqual([expect.stringMatching(new RegExp(`version ${before}\\).*directory import`))]);
  expect(await version()).toBe(before);
});
