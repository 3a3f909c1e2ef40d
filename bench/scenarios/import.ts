/** Importing from another system: closed history from a file into the log, then open issues while the engine runs. */
import { createWriteStream } from 'node:fs';
import { join } from 'node:path';
import { once } from 'node:events';
import { csvRows } from '../../clients/import/csv';
import { columnsOf, readMapping } from '../../clients/import/mapping';
import { foretellImport, openDatabaseForImport, runImport, type ImportResult } from '../../clients/import/run';
import { readPolicies } from '../../policies/read';
import {
  checkDeadlines,
  checkHashChain,
  checkReplay,
  checkSequence,
  checkStates,
  issueIds,
  readForAudit,
  WordWriter,
  type Database,
} from '../../store';
import { startCpuMeter } from '../measure/cpu';
import { countOf, type Scenario } from '../scenario';
import { withFolder, withStack } from '../stack/bench-stack';
import { PATIENT } from '../stack/place';
import { judge, round } from '../targets';

const CLOSED = 100_000;
/** Of each fifty, so many are open in the second file. */
const OPEN = 3_000;
const RATE = 1_000;

const MAPPING = `source: old-hotline
key: number
text: [title, description]
category: { value: ${PATIENT} }
unit: { column: building }
severity: { column: priority, values: { A: high, B: normal, C: low }, otherwise: normal }
opened: reported
closed: solved
`;

export const imports: Scenario = {
  name: 'import',
  title: 'Issues of another system',
  run: (settings) =>
    withFolder([], (folder) =>
      withStack(folder, settings, async (stack) => {
        const closed = countOf(settings, CLOSED);
        const open = Math.max(1, Math.round((closed * OPEN) / CLOSED));
        const mapping = readMapping({ path: 'mapping.yaml', text: MAPPING });
        const policies = readPolicies(join(folder, 'policies'));
        const database = openDatabaseForImport(stack.connections.databaseUrl);
        const report = (input: Parameters<typeof stack.doorstep.report>[0], key: string) =>
          stack.doorstep.report(input, { key });
        const words = new WordWriter(database, stack.masterKeys);
        const context = { mapping, policies, database, words, report, ratePerSecond: RATE };
        const take = async (name: string, rows: number, isClosed: boolean) => {
          const file = join(folder, name);
          await writeRows(file, rows, isClosed);
          return timed(() => runImport(csvRows(file, columnsOf(mapping)), context));
        };
        try {
          settings.say(`${closed} closed ones`);
          const meter = startCpuMeter(stack.pids());
          const history = await take('closed.csv', closed, true);
          const { parts, loadSeconds } = meter();
          const microseconds = (seconds: number): number => Math.round((seconds * 1e6) / closed);
          // On a machine that others use too, what it costs says more than how long it took.
          const cpuMicroseconds = {
            importer: microseconds(loadSeconds),
            ...Object.fromEntries(Object.entries(parts).map(([name, seconds]) => [name, microseconds(seconds)])),
          };
          const again = await timed(() => runImport(csvRows(join(folder, 'closed.csv'), columnsOf(mapping)), context));
          const dry = await timed(() =>
            foretellImport(csvRows(join(folder, 'closed.csv'), columnsOf(mapping)), context),
          );
          settings.say('some of them are judged by the auditor');
          const violations = await audit(database);
          settings.say(`${open} open ones, while the engine runs`);
          const running = await take('open.csv', open, false);
          const figures = {
            closed: {
              rows: closed,
              seconds: history.seconds,
              perSecond: rate(history.result.closed, history.seconds),
              cpuMicroseconds,
            },
            again: { seconds: again.seconds, written: again.result.closed, perSecond: rate(closed, again.seconds) },
            dryRun: { seconds: dry.seconds, perSecond: rate(closed, dry.seconds) },
            open: { rows: open, seconds: running.seconds, perSecond: rate(running.result.open, running.seconds) },
            bad: history.result.bad + running.result.bad,
            violations,
          };
          return {
            figures,
            head: ['what', 'rows', 'seconds', 'a second'],
            rows: [
              ['closed history', closed, figures.closed.seconds, figures.closed.perSecond],
              ['the same again', closed, figures.again.seconds, figures.again.perSecond],
              ['dry run', closed, figures.dryRun.seconds, figures.dryRun.perSecond],
              ['open issues', open, figures.open.seconds, figures.open.perSecond],
            ],
            judged: [
              judge('importClosedPerSecond', figures.closed.perSecond),
              judge('importOpenPerSecond', figures.open.perSecond),
              judge('importViolations', violations),
            ],
          };
        } finally {
          await database.close();
        }
      }),
    ),
};

async function timed(work: () => Promise<ImportResult>): Promise<{ result: ImportResult; seconds: number }> {
  const beganMs = performance.now();
  const result = await work();
  return { result, seconds: round((performance.now() - beganMs) / 1_000) };
}

const rate = (rows: number, seconds: number): number => Math.round(rows / seconds);

const BUILDINGS = ['oleaster-1', 'oleaster-2', 'tamarisk-1', 'tamarisk-3', 'poplar-2', 'poplar-4'];

async function writeRows(file: string, rows: number, isClosed: boolean): Promise<void> {
  const out = createWriteStream(file);
  out.write('number,title,description,building,priority,reported,solved\n');
  for (let row = 0; row < rows; row += 1) {
    const reported = new Date(Date.UTC(2020, 0, 1) + row * 1_200_000).toISOString();
    const solved = isClosed ? new Date(Date.UTC(2020, 0, 3) + row * 1_200_000).toISOString() : '';
    const line = `${isClosed ? 'C' : 'O'}-${row},路灯不亮,"第${row}号事项, 二楼到三楼之间",${BUILDINGS[row % BUILDINGS.length]},${'ABC'[row % 3]},${reported},${solved}\n`;
    if (!out.write(line)) await once(out, 'drain');
  }
  out.end();
  await once(out, 'finish');
}

/** The first thousand of them: whether the rules decide the same again, and all that the books can tell. */
async function audit(database: Database): Promise<number> {
  const read = await readForAudit(database, await issueIds(database, '', 1_000));
  const terms = { nowMs: Date.now(), graceMs: 0 };
  const findings = [
    checkSequence(read),
    checkReplay(read),
    checkDeadlines(read, terms),
    checkStates(read, new Map()),
    checkHashChain(read),
  ];
  return findings.reduce((sum, { violations }) => sum + violations.length, read.length === 0 ? 1 : 0);
}
