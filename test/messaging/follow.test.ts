/** Who follows a stream hears what comes after it was lost, however it was lost. */
import { jetstreamManager } from '@nats-io/jetstream';
import { cpSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import {
  ensureStreams,
  openPipe,
  sendAll,
  STREAM,
  subjects,
  subscribeEvents,
  type CloudEvent,
  type EventFilter,
  type Pipe,
} from '../../messaging';
import { startWorld, until, type World } from './harness';

jest.setTimeout(120_000);
let world: World;
let pipe: Pipe;
beforeAll(async () => {
  world = await startWorld();
  pipe = openPipe(world.nats, 2_000);
});
let done: AbortController;
beforeEach(() => (done = new AbortController()));
afterEach(() => done.abort());
afterAll(() => (world as World | undefined)?.end());

/** Each loses the stream EVENTS, or its latest part (set back to a copy), and sees to it that there is one again. */
const LOST: Readonly<Record<string, () => Promise<void>>> = {
  deleted: async () => {
    await (await jetstreamManager(world.nats)).streams.delete(STREAM.events);
    await streamsAreBack();
  },
  wiped: async () => {
    killAndThen(() => rmSync(world.natsStore, { recursive: true, force: true }));
    await streamsAreBack();
  },
  'set-back': async () => {
    const copy = mkdtempSync(join(tmpdir(), 'doorstep-nats-copy-'));
    cpSync(world.natsStore, copy, { recursive: true });
    await publish('lost', 3);
    killAndThen(() => {
      rmSync(world.natsStore, { recursive: true, force: true });
      cpSync(copy, world.natsStore, { recursive: true });
    });
    rmSync(copy, { recursive: true, force: true });
    await streamsAreBack();
  },
};

/** Whom it happens to. The last has heard nothing by then. */
const READERS: Readonly<Record<string, (laterIssue: string) => EventFilter>> = {
  news: () => ({}),
  all: () => ({ since: 'all' }),
  'from an instant': () => ({ since: { sinceMs: Date.now() - 1_000 } }),
  'a later issue': (issue) => ({ issue }),
};

it.each(Object.keys(LOST))('the stream was %s: each later event is heard once by everybody', async (how) => {
  const readers = Object.entries(READERS).map(([name, filter]) => {
    const only = filter(`${how}-after-1`);
    const subscription = subscribeEvents(world.nats, { ...only, signal: done.signal });
    return { name, only: only.issue, subscription, heard: listen(subscription) };
  });
  await Promise.all(readers.map(({ subscription }) => subscription.ready));
  const before = await publish(`${how}-before`, 4);
  await until(() =>
    readers.every(({ only, heard }) => only !== undefined || before.every((one) => heard.includes(one))),
  );

  await LOST[how]?.();
  const later = await publish(`${how}-after`, 6);
  const due = (only: string | undefined) => later.filter((issue) => only === undefined || issue === only);
  await until(() => readers.every(({ only, heard }) => due(only).every((issue) => heard.includes(issue))));
  // What must not come twice would come now.
  await pause(300);
  for (const { name, only, heard } of readers)
    expect([name, ...heard.filter((issue) => later.includes(issue))]).toEqual([name, ...due(only)]);
});

/** The supervisor sees the end of the process only after this, and starts it on what it finds then. */
function killAndThen(change: () => void): void {
  process.kill(world.pid('nats'), 'SIGKILL');
  change();
}

const streamsAreBack = (): Promise<void> =>
  until(() =>
    ensureStreams(world.nats).then(
      () => true,
      () => false,
    ),
  );

let published = 0;

/** `<name>-1`, `<name>-2`, ... each an event of an issue so named, stored once. */
async function publish(name: string, count: number): Promise<readonly string[]> {
  const issues = Array.from({ length: count }, (_, n) => `${name}-${n + 1}`);
  const run = (published += 1);
  const messages = issues.map((issue) => ({
    subject: subjects.event('oleaster-1', issue),
    id: `${run}:${issue}`,
    payload: JSON.stringify(eventOf(issue)),
  }));
  await until(async () => (await sendAll(pipe, messages)).every((ack) => ack.stored));
  return issues;
}

function eventOf(issue: string): CloudEvent {
  const now = new Date().toISOString();
  return {
    specversion: '1.0',
    id: `${issue}:1`,
    source: '/doorstep',
    type: 'issue.acknowledged.v1',
    subject: issue,
    time: now,
    datacontenttype: 'application/json',
    seq: 1,
    occurredat: now,
    recordedat: now,
    actor: 'lead-oleaster-1',
    commandid: 'c-1',
    procedureversion: 'default@1',
    data: {},
  };
}

/** The issues of the events, as they come. */
function listen(events: AsyncIterable<CloudEvent>): readonly string[] {
  const heard: string[] = [];
  void (async () => {
    for await (const { subject } of events) heard.push(subject);
  })();
  return heard;
}
