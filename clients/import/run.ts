/**
 * The import itself: rows are read and mapped, closed ones go into the log many at a time, open ones are reported to the
 * engine at a bounded rate. Each row is the same issue for ever, so that a second run only adds what is missing.
 */
import { DoorstepError } from '../../contracts/errors';
import type { ReportInput } from '../../contracts/workflow';
import type { Policies } from '../../domain/procedure/policies';
import {
  appendHistories,
  knownIssues,
  openDatabase,
  sealedReport,
  type Database,
  type FoundBy,
  type WordWriter,
} from '../../store';
import { historyOf, rulesBook } from './history';
import type { Mapping } from './mapping';
import { RowReader, type ImportedRow, type RowProblem, type SourceRow } from './rows';

export interface ImportRun {
  readonly mapping: Mapping;
  readonly policies: Policies;
  readonly database: Database;
  /** Seals what people wrote of matters that are closed; those that are open pass the engine's own door. */
  readonly words: WordWriter;
  /** Resolves when the report is stored; the same key again is the same issue. */
  readonly report: (input: ReportInput, key: string) => Promise<unknown>;
  /** Open issues a second, at most. */
  readonly ratePerSecond: number;
  /** Called after each batch. */
  readonly progress?: (so: ImportCounts) => void;
  /** Nothing more is begun after it; what is under way is waited for. */
  readonly signal?: AbortSignal;
}

export interface ImportCounts {
  readonly rows: number;
  readonly bad: number;
  /** Closed elsewhere: written now, and there from an earlier run. */
  readonly closed: number;
  readonly closedBefore: number;
  readonly open: number;
  readonly openBefore: number;
}

export interface ImportResult extends ImportCounts {
  /** The first ones; `bad` counts the rows. */
  readonly problems: readonly RowProblem[];
  readonly stopped: boolean;
}

const BATCH = 250;
/** So many batches are under way at once. */
const LANES = 2;
/** Open issues of one batch that are on their way to the engine at once. */
const AT_ONCE = 16;
const MOST_PROBLEMS = 10_000;
/** Each batch asks up to three things at once. */
const CONNECTIONS = 3 * LANES;
/** Batches are large; the statements that write them take longer than those of a command. */
const ANSWER_MS = 60_000;

/** With as much room as an import needs. */
export const openDatabaseForImport = (url: string): Database =>
  openDatabase(url, CONNECTIONS, { answerWithinMs: ANSWER_MS });

/** Reads all rows and does nothing else. */
export async function foretellImport(
  rows: AsyncIterable<SourceRow>,
  { mapping, policies, signal }: Pick<ImportRun, 'mapping' | 'policies' | 'signal'>,
): Promise<ImportResult> {
  const tally = new Tally();
  for await (const row of mapped(rows, mapping, policies, tally)) {
    if (row.closedAtMs === undefined) tally.open += 1;
    else tally.closed += 1;
    if (signal?.aborted === true) break;
  }
  return tally.result(signal);
}

/** Throws what the database or the engine throws; what was written by then stays, and counts once. */
export async function runImport(rows: AsyncIterable<SourceRow>, run: ImportRun): Promise<ImportResult> {
  const { mapping, policies, signal } = run;
  const tally = new Tally();
  const rulesOf = rulesBook(policies);
  const pace = pacer(run.ratePerSecond);
  const ending = new AbortController();
  const stop = (): void => ending.abort();
  if (signal?.aborted === true) stop();
  signal?.addEventListener('abort', stop, { once: true });
  const take = async (batch: readonly ImportedRow[]): Promise<void> => {
    const known = await knownIssues(
      run.database,
      batch.map(({ id }) => id),
    );
    const [closed, open] = [batch.filter(isClosed), batch.filter((row) => !isClosed(row))];
    const isNew = ({ id }: ImportedRow): boolean => !known.has(id);
    tally.closedBefore += closed.length - closed.filter(isNew).length;
    tally.openBefore += open.length - open.filter(isNew).length;
    const fresh = await sealedRows(run.words, closed.filter(isNew));
    const histories = fresh.map((row) => ({
      ...historyOf(row, row.closedAtMs ?? 0, rulesOf(row.report), mapping.source),
      ...(row.foundBy === undefined ? {} : { foundBy: row.foundBy }),
    }));
    const written = await appendHistories(run.database, histories);
    tally.closed += written.size;
    tally.closedBefore += histories.length - written.size;
    run.progress?.(tally.counts());
    await reportOpen(run, open.filter(isNew), tally, pace, ending);
  };
  // While the database writes one batch, the next one is worked out.
  const lanes: Promise<void>[] = Array.from({ length: LANES }, () => Promise.resolve());
  try {
    for await (const batch of batches(mapped(rows, mapping, policies, tally))) {
      const lane = await Promise.race(lanes.map((work, at) => work.then(() => at)));
      if (ending.signal.aborted) break;
      const work = take(batch);
      // What it throws is met when the lane is waited for; until then the others begin nothing more.
      work.catch(() => ending.abort());
      lanes[lane] = work;
    }
    await Promise.all(lanes);
  } finally {
    ending.abort();
    await Promise.allSettled(lanes);
    signal?.removeEventListener('abort', stop);
  }
  return tally.result(signal);
}

async function* batches(rows: AsyncIterable<ImportedRow>): AsyncGenerator<readonly ImportedRow[]> {
  let batch: ImportedRow[] = [];
  for await (const row of rows) {
    if (batch.push(row) < BATCH) continue;
    yield batch;
    batch = [];
  }
  if (batch.length > 0) yield batch;
}

/** With what each will be found by, where it can't be read off the report any more. */
async function sealedRows(words: WordWriter, rows: readonly ImportedRow[]): Promise<readonly SealedRow[]> {
  const sealed = await words.sealMany(
    rows.map(({ id, report }) => ({ ...report, issue: id, person: report.reporter })),
  );
  return rows.map((row) => {
    const found = sealed(row.id);
    if (found === undefined) return row;
    const { seal, ...foundBy } = found;
    return { ...row, ref: seal('imported.ref', row.ref), report: sealedReport(seal, row.report), foundBy };
  });
}

interface SealedRow extends ImportedRow {
  readonly foundBy?: FoundBy;
}

const isClosed = ({ closedAtMs }: ImportedRow): boolean => closedAtMs !== undefined;

/** @param ending when it comes nothing more is reported; an error that is everybody's brings it */
async function reportOpen(
  run: ImportRun,
  rows: readonly ImportedRow[],
  tally: Tally,
  pace: () => Promise<void>,
  ending: AbortController,
): Promise<void> {
  const left = rows.values();
  const worker = async (): Promise<void> => {
    for (const row of left) {
      await pace();
      if (ending.signal.aborted) return;
      try {
        await run.report({ ...row.report, occurredAtMs: row.openedAtMs }, row.key);
        tally.open += 1;
      } catch (error) {
        // One row that the engine refuses is that row's; a server that is away is everybody's.
        if (!(error instanceof DoorstepError) || error.code === 'SERVER_AWAY' || error.code === 'NO_ANSWER') {
          ending.abort();
          throw error;
        }
        tally.bad([{ line: row.line, field: 'row', reason: `is refused: ${error.code}` }]);
      }
    }
  };
  const reporting = Array.from({ length: AT_ONCE }, worker);
  await Promise.allSettled(reporting);
  await Promise.all(reporting);
  if (rows.length > 0) run.progress?.(tally.counts());
}

async function* mapped(
  rows: AsyncIterable<SourceRow>,
  mapping: Mapping,
  policies: Policies,
  tally: Tally,
): AsyncGenerator<ImportedRow> {
  const reader = new RowReader(mapping, policies, Date.now());
  const rulesOf = rulesBook(policies);
  for await (const row of rows) {
    tally.rows += 1;
    const read = reader.read(row);
    const problems = 'id' in read ? ruleProblem(read, rulesOf) : read;
    if (problems !== null) tally.bad(problems);
    else if ('id' in read) yield read;
  }
}

/** A place for which the rules have nobody. */
function ruleProblem(
  { line, report }: ImportedRow,
  rulesOf: ReturnType<typeof rulesBook>,
): readonly RowProblem[] | null {
  try {
    rulesOf(report);
    return null;
  } catch (error) {
    if (!(error instanceof DoorstepError)) throw error;
    return [{ line, field: error.place?.field ?? 'unit', reason: error.message.replace(/\.$/, '') }];
  }
}

class Tally {
  rows = 0;
  closed = 0;
  closedBefore = 0;
  open = 0;
  openBefore = 0;
  private badRows = 0;
  private readonly problems: RowProblem[] = [];

  bad(problems: readonly RowProblem[]): void {
    this.badRows += 1;
    if (this.problems.length < MOST_PROBLEMS) this.problems.push(...problems);
  }

  counts(): ImportCounts {
    const { rows, closed, closedBefore, open, openBefore, badRows: bad } = this;
    return { rows, bad, closed, closedBefore, open, openBefore };
  }

  result(signal: AbortSignal | undefined): ImportResult {
    return { ...this.counts(), problems: this.problems, stopped: signal?.aborted === true };
  }
}

/** Each call resolves in its turn: so many a second, evenly. */
function pacer(perSecond: number): () => Promise<void> {
  let nextMs = 0;
  return async () => {
    const nowMs = performance.now();
    const atMs = Math.max(nowMs, nextMs);
    nextMs = atMs + 1_000 / perSecond;
    if (atMs > nowMs) await new Promise((resolve) => setTimeout(resolve, atMs - nowMs));
  };
}
