/** `doorstep import …`: issues of another system. */
import { existsSync, readFileSync } from 'node:fs';
import { DoorstepError } from '../../../contracts/errors';
import { formatProblem } from '../../../domain/procedure/documents/problems';
import { policiesInUse, readPolicies } from '../../../policies/read';
import { WordWriter } from '../../../store';
import { csvRows } from '../../import/csv';
import { columnsOf, readMapping, type Mapping } from '../../import/mapping';
import { open311Rows } from '../../import/open311';
import {
  foretellImport,
  openDatabaseForImport,
  runImport,
  type ImportCounts,
  type ImportResult,
} from '../../import/run';
import type { SourceRow } from '../../import/rows';
import { countArgument, instantArgument, needed, spanArgument } from '../arguments';
import type { Session } from '../session';
import { importWords } from './import-words';

export interface ImportOptions {
  readonly mapping?: string;
  readonly dryRun?: boolean;
  readonly skipBad?: boolean;
  readonly rate: string;
}
export interface Open311Options extends ImportOptions {
  readonly from?: string;
  readonly to?: string;
  readonly jurisdiction?: string;
  readonly most: string;
  readonly pause: string;
}

const SHOWN = 50;

/** The exit code: 1 when rows were left out, 130 when it was stopped. Throws IMPORT_MAPPING_INVALID, IMPORT_UNREADABLE, IMPORT_INVALID. */
export async function importCsv(session: Session, file: string, options: ImportOptions): Promise<number> {
  if (!existsSync(file)) throw new DoorstepError('IMPORT_UNREADABLE', `${file} is not there.`, { place: { file } });
  const mapping = mappingIn(options);
  const rows = (): AsyncIterable<SourceRow> => csvRows(file, columnsOf(mapping));
  if (options.dryRun === true) return foretold(session, file, mapping, rows());
  // A file can be read twice: nothing is written unless all of it can be.
  if (options.skipBad !== true) {
    const result = await foretellImport(rows(), await contextOf(session, mapping));
    if (result.bad > 0) throw refused(file, result);
  }
  return imported(session, file, mapping, rows(), options);
}

/** Rows that can't be imported are left out and listed. Throws IMPORT_MAPPING_INVALID, IMPORT_SOURCE_AWAY. */
export async function importOpen311(session: Session, url: string, options: Open311Options): Promise<number> {
  const mapping = mappingIn(options);
  const { io } = session;
  const key = io.env['DOORSTEP_IMPORT_API_KEY'];
  const rows = open311Rows({
    url: addressOf(url),
    fromMs: instantArgument('--from', needed('--from', options.from)),
    toMs: options.to === undefined ? Date.now() : instantArgument('--to', options.to),
    most: countArgument('--most', options.most),
    pauseMs: spanArgument('--pause', options.pause),
    signal: io.stopped,
    ...(options.jurisdiction === undefined ? {} : { jurisdiction: options.jurisdiction }),
    ...(key === undefined ? {} : { key }),
  });
  return options.dryRun === true
    ? foretold(session, url, mapping, rows)
    : imported(session, url, mapping, rows, options);
}

function addressOf(url: string): string {
  if (URL.canParse(url) && /^https?:$/.test(new URL(url).protocol)) return url;
  throw new DoorstepError('ARGUMENT_INVALID', '<url> must be an http or https address.', { place: { field: '<url>' } });
}

function mappingIn(options: ImportOptions): Mapping {
  const path = needed('--mapping', options.mapping);
  try {
    return readMapping({ path, text: readFileSync(path, 'utf8') });
  } catch (error) {
    if (error instanceof DoorstepError) throw error;
    throw new DoorstepError('IMPORT_MAPPING_INVALID', `${path} can't be read: ${(error as Error).message}`, {
      place: { file: path },
      cause: error,
    });
  }
}

const contextOf = async (session: Session, mapping: Mapping) => ({
  mapping,
  policies: (await session.place()) ?? readPolicies(policiesInUse(session.io.env)),
  signal: session.io.stopped,
});

async function foretold(session: Session, file: string, mapping: Mapping, rows: AsyncIterable<SourceRow>) {
  const result = await foretellImport(rows, await contextOf(session, mapping));
  return told(session, file, result, importWords[session.lang].foretold(result));
}

async function imported(
  session: Session,
  file: string,
  mapping: Mapping,
  rows: AsyncIterable<SourceRow>,
  { rate }: ImportOptions,
): Promise<number> {
  const words = importWords[session.lang];
  const doorstep = await session.doorstep();
  const database = openDatabaseForImport(session.sdk().findConnections(session.io.env).databaseUrl);
  const beganMs = performance.now();
  try {
    const result = await runImport(rows, {
      ...(await contextOf(session, mapping)),
      database,
      words: new WordWriter(database, session.sdk().masterKeysOf(session.io.env)),
      report: (input, key) => doorstep.report(input, { key }),
      ratePerSecond: countArgument('--rate', rate),
      progress: progress(session),
    });
    session.io.status?.('');
    return told(session, file, result, words.result(result, (performance.now() - beganMs) / 1_000));
  } finally {
    await database.close();
  }
}

/** One line that is written over at a terminal, a line now and then elsewhere. */
function progress({ io, lang, json }: Session): (so: ImportCounts) => void {
  const everyMs = io.status === undefined ? 5_000 : 100;
  let toldMs = performance.now();
  return (so) => {
    if (json || performance.now() - toldMs < everyMs) return;
    toldMs = performance.now();
    (io.status ?? ((text: string) => io.err(text)))(importWords[lang].progress(so));
  };
}

function told(session: Session, file: string, result: ImportResult, summary: string): number {
  session.answer(result, () =>
    [
      ...result.problems.slice(0, SHOWN).map((problem) => formatProblem({ file, column: 1, ...problem })),
      ...(result.problems.length > SHOWN ? [`... ${result.problems.length - SHOWN} more; --json lists them`] : []),
      ...(result.stopped ? [importWords[session.lang].stopped] : []),
      summary,
    ].join('\n'),
  );
  if (result.stopped) return 130;
  return result.bad > 0 ? 1 : 0;
}

function refused(file: string, { problems, bad }: ImportResult): DoorstepError {
  const [first] = problems;
  const lines = problems.slice(0, SHOWN).map((problem) => `  ${formatProblem({ file, column: 1, ...problem })}`);
  return new DoorstepError('IMPORT_INVALID', [`${file} has ${bad} rows that can't be imported.`, ...lines].join('\n'), {
    place: { file, ...(first === undefined ? {} : { line: first.line, field: first.field }) },
    details: { problems, rows: bad },
  });
}
