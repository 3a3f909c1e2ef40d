/** Issues of another system come in: from a file and from an Open311 server, on the real stack, by the command line. */
import { execFile } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { packageRoot } from '../../contracts/package-root';
import { issueIdOfKey, type IssueId } from '../../clients/sdk';
import {
  checkDeadlines,
  checkHashChain,
  checkNotices,
  checkReplay,
  checkSequence,
  checkStates,
  followStatistics,
  outcomeStatistics,
  readForAudit,
} from '../../store';
import { open311ForTests } from '../support/open311';
import { done, lead, resident } from '../support/people';
import { worldForTests } from '../support/world';

const world = worldForTests();
const open311 = open311ForTests(world);
const DAY = 86_400_000;

const MAPPING = `source: old-hotline
key: number
text: what
category: { value: calm }
unit: { column: house, values: { One: east-1, Two: east-2 } }
reporter: { value: resident-1 }
opened: reported
closed: solved
`;

function file(name: string, text: string): string {
  const path = join(world().folder, name);
  writeFileSync(path, text);
  return path;
}

interface Ended {
  readonly code: number;
  readonly out: string;
  readonly err: string;
}

/** The command line as somebody types it. */
function doorstep(...args: readonly string[]): Promise<Ended> {
  const { folder } = world();
  const env = { ...process.env, DOORSTEP_DATA: folder, DOORSTEP_POLICIES: join(folder, 'policies') };
  return new Promise((resolve) =>
    execFile(
      process.execPath,
      [join(packageRoot(), 'dist/clients/cli/main.js'), '--lang', 'en', ...args],
      { env, timeout: 120_000, maxBuffer: 64 * 1024 * 1024 },
      (error, out, err) => resolve({ code: error === null ? 0 : Number(error.code ?? 1), out, err }),
    ),
  );
}

const idOf = (number: string): IssueId => issueIdOfKey(`import/old-hotline/${number}`);
const at = (daysAgo: number): string => new Date(Date.now() - daysAgo * DAY).toISOString();
const rows = (from: number, to: number): string =>
  Array.from(
    { length: to - from },
    (_, index) => `C-${from + index},"No light, floor ${index}",One,${at(400)},${at(399)}\n`,
  ).join('');
const HEAD = 'number,what,house,reported,solved\n';

it('a dry run names every bad line and writes nothing; without it nothing is written either', async () => {
  const csv = file('bad.csv', `${HEAD}B-1,ok,One,${at(3)},\nB-2,,Nowhere,then,\nB-1,twice,One,${at(3)},\n`);
  const mapping = file('bad.yaml', MAPPING);
  const dry = await doorstep('import', 'csv', csv, '--mapping', mapping, '--dry-run');
  expect(dry.code).toBe(1);
  for (const place of ['bad.csv:3:1 (what)', 'bad.csv:3:1 (house)', 'bad.csv:3:1 (reported)', 'bad.csv:4:1 (number)'])
    expect(dry.out).toContain(place);
  const run = await doorstep('import', 'csv', csv, '--mapping', mapping);
  expect([run.code, run.err.includes('IMPORT_INVALID')]).toStrictEqual([2, true]);
  await expect(world().doorstep.get(idOf('B-1'))).rejects.toMatchObject({ code: 'ISSUE_UNKNOWN' });
  const skipped = await doorstep('import', 'csv', csv, '--mapping', mapping, '--skip-bad', '--json');
  expect([skipped.code, JSON.parse(skipped.out)]).toMatchObject([1, { rows: 3, bad: 2, open: 1, closed: 0 }]);
  world().expectNotices(idOf('B-1'), 'lead-1 tier-called', 'resident-1 report-received');
});

it('closed rows are history that the auditor proves, open ones run; a second run adds what is missing', async () => {
  const mapping = file('map.yaml', MAPPING);
  const half = file('half.csv', `${HEAD}${rows(0, 700)}`);
  const first = await doorstep('import', 'csv', half, '--mapping', mapping, '--json');
  expect(JSON.parse(first.out)).toMatchObject({ rows: 700, bad: 0, closed: 700, closedBefore: 0 });
  const whole = file('whole.csv', `${HEAD}${rows(0, 1_200)}O-1,still dark,Two,${at(20)},\n`);
  const second = await doorstep('import', 'csv', whole, '--mapping', mapping, '--json');
  expect(JSON.parse(second.out)).toMatchObject({ closed: 500, closedBefore: 700, open: 1, openBefore: 0, bad: 0 });
  const third = await doorstep('import', 'csv', whole, '--mapping', mapping, '--json');
  expect(JSON.parse(third.out)).toMatchObject({ closed: 0, closedBefore: 1_200, open: 0, openBefore: 1 });

  const { database, doorstep: client } = world();
  const ids = Array.from({ length: 1_200 }, (_, index) => idOf(`C-${index}`));
  const audited = await readForAudit(database, ids);
  const terms = { nowMs: Date.now(), graceMs: 0 };
  for (const finding of [
    checkSequence(audited),
    checkReplay(audited),
    checkDeadlines(audited, terms),
    checkNotices(audited, []),
    checkStates(audited, new Map(audited.map(({ issue, row }) => [issue, row?.state ?? null]))),
    checkHashChain(audited),
  ])
    expect([finding.guarantee, finding.violations]).toStrictEqual([finding.guarantee, []]);
  expect(await client.verifyChain(idOf('C-7'))).toMatchObject({ events: 2, brokenAtSeq: null });
  expect(await client.get(idOf('C-7'))).toMatchObject({ stage: 'closed', closure: { outcome: 'imported' } });

  const open = await client.get(idOf('O-1'));
  expect(Date.now() - open.openedAtMs).toBeGreaterThan(19 * DAY);
  expect(open.stage).toBe('open');
  await client.acknowledge(idOf('O-1'), { by: 'lead-2' as never });
  while ((await followStatistics(database)) > 0);
  const calm = (await outcomeStatistics(database)).find(({ procedure }) => procedure.startsWith('calm'));
  // What was closed elsewhere is in no figure of what was done here.
  expect(calm?.opened).toBeLessThan(1_200);
  world().expectNotices(idOf('O-1'), 'lead-2 tier-called', 'resident-1 report-received', 'resident-1 acknowledged');
});

it('what was closed elsewhere a short while ago can be reopened here, and runs', async () => {
  const csv = file('young.csv', `${HEAD}Y-1,dark,One,${at(2)},${at(1)}\n`);
  expect((await doorstep('import', 'csv', csv, '--mapping', file('young.yaml', MAPPING))).code).toBe(0);
  const { doorstep: client } = world();
  await client.reopen(idOf('Y-1'), { by: resident, reason: 'dark again' });
  await client.acknowledge(idOf('Y-1'), { by: lead });
  await client.handle(idOf('Y-1'), { by: lead, ...done });
  await client.confirm(idOf('Y-1'), { by: resident });
  expect(await client.get(idOf('Y-1'))).toMatchObject({ stage: 'closed', closure: { outcome: 'confirmed' } });
  world().expectNotices(
    idOf('Y-1'),
    'lead-1 tier-called',
    'resident-1 reopened',
    'resident-1 acknowledged',
    'resident-1 please-confirm',
    'lead-1 closed',
    'resident-1 closed',
  );
});

it('another Open311 server is read window by window, and each of its requests comes once', async () => {
  const ids = [await open311.reported(), await open311.reported(), await open311.reported()];
  await world().doorstep.withdraw(ids[0]!, { by: resident, reason: 'done' });
  const mapping = file(
    'open311.yaml',
    `source: city
key: service_request_id
text: [service_name, status_notes]
category: { column: service_code }
unit: { column: address_id }
reporter: { value: resident-1 }
opened: requested_datetime
closed: updated_datetime
status: { column: status, closed: [closed] }
`,
  );
  // In half-windows of one request each, and twice.
  const args = ['--mapping', mapping, '--from', '2025-01-01', '--most', '2', '--pause', '1s', '--json'] as const;
  const from = new Date(Date.now() - 30_000).toISOString();
  const first = await doorstep('import', 'open311', open311.url(''), ...args.with(3, from));
  expect(JSON.parse(first.out)).toMatchObject({ rows: 3, bad: 0, closed: 1, open: 2 });
  const again = await doorstep('import', 'open311', open311.url(''), ...args.with(3, from));
  expect(JSON.parse(again.out)).toMatchObject({ rows: 3, closedBefore: 1, openBefore: 2, closed: 0, open: 0 });
  for (const [index, id] of ids.entries()) {
    world().expectNotices(
      id,
      'lead-1 tier-called',
      'resident-1 report-received',
      ...(index === 0 ? ['lead-1 closed', 'resident-1 closed'] : []),
    );
    const copy = issueIdOfKey(`import/city/${id}`);
    if (index > 0) world().expectNotices(copy, 'lead-1 tier-called', 'resident-1 report-received');
    else expect((await world().doorstep.get(copy)).imported).toStrictEqual({ source: 'city', ref: id });
  }
});

it('a server that is none is said to be away, with the date from which to go on', async () => {
  const mapping = file('away.yaml', MAPPING);
  const gone = await doorstep(
    'import',
    'open311',
    open311.url('nothing'),
    '--mapping',
    mapping,
    '--from',
    '2025-06-01',
    '--pause',
    '1s',
  );
  expect(gone.code).toBe(5);
  expect(gone.err).toContain('IMPORT_SOURCE_AWAY');
});
