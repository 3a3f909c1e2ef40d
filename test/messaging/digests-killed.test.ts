/** The notifier, as a process of its own, is killed at every step of a digest and everything is delivered again: each has one digest, with everything in it. */
import type { ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Client } from 'pg';
import { packageRoot } from '../../contracts/package-root';
import { openPipe, sendAll } from '../../messaging';
import { makeMasterKeys, noticeCounts, parseAddress, setContacts } from '../../store';
import { buildWhenStale } from '../support/build';
import { noticesFor } from './beyond';
import { LEAD, RESIDENT, report, startWorld, until, type World } from './harness';
import { kill, spawnNotifier } from './killed';
import { startReceiver, type Receiver } from './receiver';

jest.setTimeout(300_000);
const PEOPLE = [LEAD, RESIDENT];
const ISSUES = 4;
const GATE = 4_242;

/** What the notifier writes for a digest, in its order; at each it can be held up. */
const STEPS = {
  'the digest is planned': 'insert on doorstep.delivery',
  'the notice counts as delivered to the inbox': 'update of delivered_at on doorstep.notice',
  'what is due is claimed':
    'update on doorstep.delivery when-row new.claim is not null and new.claim is distinct from old.claim',
  'what the digest holds is written down': 'insert on doorstep.bundle',
  'what became of it is recorded': 'update on doorstep.delivery when-row new.state <> old.state',
} as const;
type Step = keyof typeof STEPS;
const BEFORE_THE_MORNING: readonly Step[] = ['the digest is planned', 'the notice counts as delivered to the inbox'];

let world: World;
let receiver: Receiver;
let gate: Client;
let folder = '';
let running: ChildProcess | undefined;
beforeAll(async () => {
  buildWhenStale();
  folder = mkdtempSync(join(tmpdir(), 'doorstep-digests-killed-'));
  cpSync(join(packageRoot(), 'policies'), join(folder, 'policies'), { recursive: true });
  const community = join(folder, 'policies', 'community.yaml');
  const wishes = PEOPLE.reduce(
    (text, person) => text.replace(`{ id: ${person},`, `{ id: ${person}, digest: { every: day, at: '08:00' },`),
    readFileSync(community, 'utf8'),
  );
  writeFileSync(community, wishes);
  [world, receiver] = await Promise.all([startWorld(), startReceiver()]);
  await setContacts(
    world.database,
    makeMasterKeys({}, folder),
    PEOPLE.map((person) => ({ person, address: parseAddress('webhook', `${receiver.url}/${person}`) })),
  );
  gate = new Client({ connectionString: world.databaseUrl });
  await gate.connect();
  await gate.query(`create function public.held_up() returns trigger language plpgsql as
    $$ begin perform pg_advisory_xact_lock(${GATE}); return new; end $$`);
});
afterEach(() => running?.kill('SIGKILL'));
afterAll(async () => {
  await (gate as Client | undefined)?.end();
  await (receiver as Receiver | undefined)?.end();
  await (world as World | undefined)?.end();
  rmSync(folder, { recursive: true, force: true });
});

async function startNotifier(): Promise<ChildProcess> {
  running = spawnNotifier(world, folder, { DOORSTEP_POLICIES: join(folder, 'policies') });
  await once(running, 'message');
  return running;
}

const rows = async <R>(query: string, values: readonly unknown[] = []): Promise<readonly R[]> =>
  (await world.database.pool.query(query, [...values])).rows as R[];

/** From here on whoever comes to this step waits. */
async function shut(step: Step): Promise<void> {
  const [what = '', row] = STEPS[step].split(' when-row ');
  await gate.query('select pg_advisory_lock($1)', [GATE]);
  await gate.query(
    `create trigger held_up before ${what} for each row ${row === undefined ? '' : `when (${row})`} execute function public.held_up()`,
  );
}

const heldUp = async (): Promise<readonly number[]> =>
  (
    await rows<{ pid: number }>(
      `select pid from pg_locks where locktype = 'advisory' and objid = ${GATE} and not granted`,
    )
  ).map(({ pid }) => pid);

/** @param kept what the dead notifier had written becomes true after its death, else it never was */
async function open(step: Step, kept: boolean): Promise<void> {
  if (!kept) await rows('select pg_terminate_backend(pid) from unnest($1::int[]) as held(pid)', [await heldUp()]);
  await gate.query('select pg_advisory_unlock($1)', [GATE]);
  await until(async () => (await heldUp()).length === 0);
  await gate.query(`drop trigger held_up on ${/ on (\S+)/.exec(STEPS[step])?.[1] ?? ''}`);
}

const queued = async (names: readonly string[]) =>
  (await Promise.all(names.map((name) => report(world.database, name, 'dark stairs', 'low')))).flatMap(noticesFor);
type Queued = Awaited<ReturnType<typeof queued>>;

/** As after a loss of NATS: the log owes all of it, and it comes under ids that the stream does not remember. */
async function deliverAgain(messages: Queued, names: readonly string[], nth: number): Promise<void> {
  await rows('update doorstep.notice set delivered_at = null where issue_id = any($1)', [names]);
  await sendAll(
    openPipe(world.nats),
    messages.map((message) => ({ ...message, id: `${message.id}:again-${nth}` })),
  );
}

const deliveries = (names: readonly string[]) =>
  rows<{ state: string; reason: string | null; digest: boolean }>(
    'select state, reason, digest from doorstep.delivery where issue_id = any($1)',
    [names],
  );
const isPlanned = async (names: readonly string[], count: number): Promise<boolean> =>
  (await noticeCounts(world.database)).owed === 0 && (await deliveries(names)).length === count;

/** Eight o'clock, and the end of every lease. */
const morning = (): Promise<unknown> =>
  rows('update doorstep.delivery set next_at = now() where digest and next_at is not null');

/** The ids under which somebody heard of these issues, each with what it held. */
function digestsOf(person: string, names: readonly string[]): ReadonlyMap<string, readonly string[]> {
  const found = new Map<string, readonly string[]>();
  for (const { id, body, path } of receiver.heard) {
    const { type, data } = JSON.parse(body) as {
      readonly type: string;
      readonly data: { readonly items?: readonly { readonly issue: string }[]; readonly issue?: string };
    };
    const issues = data.items?.map(({ issue }) => issue) ?? [String(data.issue)];
    if (path !== `/${person}` || !issues.some((issue) => names.includes(issue))) continue;
    const what = [type, ...issues.toSorted()];
    // A repeat is the same message under the same id.
    expect(found.get(id) ?? what).toStrictEqual(what);
    found.set(id, what);
  }
  return found;
}

async function oneDigestEach(names: readonly string[], messages: Queued): Promise<void> {
  const each = messages.length / PEOPLE.length;
  await until(async () => {
    await morning();
    await new Promise((resolve) => setTimeout(resolve, 500));
    return (await deliveries(names)).filter(({ state }) => state === 'delivered').length === messages.length;
  }, 60_000);
  for (const person of PEOPLE) {
    const [digest, ...more] = digestsOf(person, names).values();
    expect(more).toStrictEqual([]);
    expect(digest?.[0]).toBe('notice.digest');
    expect(digest?.slice(1)).toStrictEqual(names.toSorted());
    expect(digest).toHaveLength(each + 1);
  }
}

const namesOf = (nth: number): readonly string[] => Array.from({ length: ISSUES }, (_, n) => `digest-${nth}-${n}`);
let nth = 0;

describe.each(Object.keys(STEPS) as Step[])('killed when %s', (step) => {
  it.each([
    ['was not written', false],
    ['was written, which it never heard', true],
  ])('and that %s', async (_, kept) => {
    nth += 1;
    const names = namesOf(nth);
    const child = await startNotifier();
    const messages = await queued(names);
    const isEarly = BEFORE_THE_MORNING.includes(step);
    if (isEarly) await shut(step);
    await sendAll(openPipe(world.nats), messages);
    if (!isEarly) {
      await until(() => isPlanned(names, messages.length));
      await shut(step);
      await morning();
    }
    await until(async () => (await heldUp()).length > 0);
    await kill(child);
    await open(step, kept);
    await deliverAgain(messages, names, nth);
    const next = await startNotifier();
    await until(() => isPlanned(names, messages.length));
    await oneDigestEach(names, messages);
    await deliverAgain(messages, names, nth + 1_000);
    await until(() => isPlanned(names, messages.length));
    await oneDigestEach(names, messages);
    await kill(next);
  });
});

it('killed when the receiver has it and before it answers', async () => {
  nth += 1;
  const names = namesOf(nth);
  const child = await startNotifier();
  const messages = await queued(names);
  await sendAll(openPipe(world.nats), messages);
  await until(() => isPlanned(names, messages.length));
  const exit = once(child, 'exit');
  receiver.behave(() => void child.kill('SIGKILL'));
  await morning();
  await exit;
  receiver.behave();
  await deliverAgain(messages, names, nth);
  const next = await startNotifier();
  await until(() => isPlanned(names, messages.length));
  await oneDigestEach(names, messages);
  const times = receiver.heard.filter(({ body }) => body.includes(`"${names[0] ?? ''}"`)).length;
  // Otherwise it was killed when nothing had gone out.
  expect(times).toBeGreaterThan(PEOPLE.length);
  await kill(next);
});
