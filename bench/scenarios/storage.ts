/** What an issue takes on disk when nothing happens to it: closed after a full life-cycle, and open at tier 1. */
import { each } from '../load/each';
import { listen } from '../load/hear';
import { ESCALATED, lifeCycle, report } from '../load/life-cycle';
import { settle } from '../load/settle';
import { folderBytes, sqliteBytes, tableBytes } from '../measure/sizes';
import { countOf, type Scenario, type Settings } from '../scenario';
import { withFolder, withStack, type BenchStack } from '../stack/bench-stack';
import { PATIENT } from '../stack/place';
import { judge } from '../targets';
import { join } from 'node:path';

/** So many that JetStream has closed several blocks of each stream: it compresses a block when it is full. */
const USUAL = 2_000;
const AT_ONCE = 60;
const WITHIN_MS = 600_000;

interface Sizes {
  readonly temporal: number;
  readonly nats: number;
  readonly tables: Readonly<Record<string, number>>;
}

export const storage: Scenario = {
  name: 'storage',
  title: 'Bytes an issue at rest',
  run: (settings) =>
    withFolder([], async (folder) => {
      const count = countOf(settings, USUAL);
      // The first issues pay for what every table and stream needs once.
      const empty = await sizesAfter(folder, settings, (stack) => closed(stack, Math.ceil(count / 10)));
      settings.say(`${count} issues that stay open`);
      const withOpen = await sizesAfter(folder, settings, (stack) => opened(stack, count));
      settings.say(`${count} issues that are closed`);
      const withClosed = await sizesAfter(folder, settings, (stack) => closed(stack, count));
      const figures = { open: perIssue(empty, withOpen, count), closed: perIssue(withOpen, withClosed, count) };
      return {
        figures: { count, unit: 'bytes', ...figures },
        head: ['store', 'open at tier 1', 'closed'],
        rows: Object.keys(figures.closed).map((store) => [store, figures.open[store] ?? 0, figures.closed[store] ?? 0]),
        judged: [judge('closedIssueBytes', figures.closed['total'] ?? NaN)],
      };
    }),
};

/** Files are read when the stack has stopped and everything is in its place; tables while the database still runs. */
async function sizesAfter(
  folder: string,
  settings: Settings,
  work: (stack: BenchStack) => Promise<void>,
): Promise<Sizes> {
  const { dataDir, tables } = await withStack(folder, settings, async (stack) => {
    await work(stack);
    await settle(stack.database);
    return { dataDir: stack.dataDir, tables: await tableBytes(stack.database) };
  });
  return { temporal: sqliteBytes(join(dataDir, 'temporal.db')), nats: folderBytes(join(dataDir, 'nats')), tables };
}

const opened = ({ doorstep }: BenchStack, count: number): Promise<void> =>
  each(count, 16, WITHIN_MS, async (index) => void (await report(doorstep, index, PATIENT)));

async function closed({ doorstep, nats }: BenchStack, count: number): Promise<void> {
  const ear = listen(nats, [ESCALATED]);
  await each(count, AT_ONCE, WITHIN_MS, (index) => lifeCycle(doorstep, ear, index));
  ear.stop();
}

function perIssue(before: Sizes, after: Sizes, count: number): Readonly<Record<string, number>> {
  const share = (bytes: number) => Math.round(bytes / count);
  const tables = Object.entries(after.tables).map(
    ([name, bytes]) => [`postgres ${name}`, share(bytes - (before.tables[name] ?? 0))] as const,
  );
  const stores: Record<string, number> = {
    temporal: share(after.temporal - before.temporal),
    nats: share(after.nats - before.nats),
    postgres: tables.reduce((sum, [, bytes]) => sum + bytes, 0),
  };
  const total = Object.values(stores).reduce((sum, bytes) => sum + bytes, 0);
  return { ...stores, ...Object.fromEntries(tables), total };
}
