/** One command on many issues: which, what it would come to, the question, the run, and what came of it. */
import { EXIT } from '../../../contracts/error-codes/meaning';
import { DoorstepError } from '../../../contracts/errors';
import { STAGES, type CommandName } from '../../../domain';
import { bulkId, newBulkId, tallyOf, type Bulk, type BulkResult, type Foretold, type IssueId } from '../../sdk';
import { countArgument, instantArgument } from '../arguments';
import { payloadOf } from '../command-payload';
import { namedIssues, type NamedIssues } from '../issue-ids';
import { filterOf, selects } from '../selection';
import { SELECTION, type SelectionOptions } from '../selection-grammar';
import type { Session } from '../session';
import { byCodeText, foretoldText, tallyText } from '../show/bulk';
import { withIsoTimes } from '../show/json';
import { bulkWords } from './bulk-words';
import { progress } from './bulk-progress';

export interface BulkCommandOptions extends SelectionOptions, NamedIssues {
  readonly dryRun?: boolean;
  readonly yes?: boolean;
  readonly bulkId?: string;
  readonly atOnce: string;
  readonly occurred?: string;
}

type Typed = Readonly<Record<string, readonly string[] | undefined>>;

/** @returns 0 only if every issue accepted the command, or would; 3 when some refused, 5 when some did not answer */
export async function bulk(
  session: Session,
  command: CommandName,
  typed: Typed,
  options: BulkCommandOptions,
): Promise<number> {
  const by = session.actor();
  const payload = payloadOf(command, by, typed);
  const id = options.bulkId === undefined ? newBulkId() : bulkId(options.bulkId);
  const more = {
    bulkId: id,
    concurrency: countArgument('--at-once', options.atOnce),
    ...(options.occurred === undefined ? {} : { occurredAtMs: instantArgument('--occurred', options.occurred) }),
  };
  const isAgreed = options.yes === true || options.dryRun === true;
  if (!isAgreed && session.io.ask === undefined) throw notConfirmed();
  const issues = await chosen(session, options);
  if (issues.length === 0) return nothing(session, id, command);

  const doorstep = await session.doorstep();
  // The payload belongs to the command; a name that is a parameter hides that from the compiler.
  const said = payload as never;
  const foretell = (): Promise<readonly Foretold[]> =>
    whole(session, id, doorstep.foretell(command, issues, said, { bulkId: id }));
  if (options.dryRun === true) return dryRun(session, await foretell());
  if (!isAgreed) await agree(session, { command, by, issues: issues.length }, await foretell());

  if (session.json) line(session, { bulkId: id, command, by, issues: issues.length });
  else session.io.err(bulkWords[session.lang].begun({ bulk: id, command, issues: issues.length, by }));
  return run(session, doorstep.bulk(command, issues, said, { ...more, signal: session.io.stopped }), issues.length);
}

/** Nobody means every issue of the place by saying nothing. */
async function chosen(session: Session, options: BulkCommandOptions): Promise<readonly IssueId[]> {
  const ways = [options.issues !== undefined, options.issuesFrom !== undefined, selects(options)];
  if (ways.filter(Boolean).length !== 1) {
    const names = Object.keys(SELECTION).map((name) => `--${name}`);
    throw new DoorstepError(
      'ARGUMENT_INVALID',
      `Say which issues in one way: --issues, --issues-from, or a selection (${names.join(', ')}).`,
      { place: { field: '--issues' } },
    );
  }
  const named = await namedIssues(options, session.io);
  if (named !== null) return [...new Set(named)];
  // What is over stays over unless it is named: who reassigns everything of a colleague does not mean last year's.
  const filter = { stage: STAGES.filter((stage) => stage !== 'closed'), ...(await filterOf(session, options)) };
  const selected = (await session.doorstep()).select(filter);
  return (await whole(session, options.bulkId ?? '', selected)).map((state) => state.id);
}

function nothing(session: Session, id: string, command: CommandName): number {
  if (session.json) line(session, { bulkId: id, command, issues: 0 });
  else session.io.out(session.words.noIssues);
  return 0;
}

function dryRun(session: Session, foretold: readonly Foretold[]): number {
  const refused = foretold.filter((one) => one.outcome === 'refused');
  if (session.json) foretold.forEach((one) => line(session, one));
  else {
    const own = bulkWords[session.lang];
    const parts = [
      foretoldText(foretold, session.words, own),
      byCodeText(refused, tallyOf(refused), session.words, own),
      sum(session, foretold),
    ];
    session.io.out(parts.filter(Boolean).join('\n\n'));
  }
  return refused.length === 0 ? 0 : EXIT.refused;
}

function sum(session: Session, foretold: readonly Foretold[]): string {
  const refused = foretold.filter((one) => one.outcome === 'refused');
  const counted = foretold.filter((one) => one.outcome === 'counted').length;
  return bulkWords[session.lang].foretold({
    accepted: foretold.length - counted - refused.length,
    counted,
    refused: refused.length,
    codes: tallyText(tallyOf(refused)),
  });
}

/** Throws DoorstepError BULK_NOT_CONFIRMED. */
async function agree(
  session: Session,
  facts: { readonly command: string; readonly by: string; readonly issues: number },
  foretold: readonly Foretold[],
): Promise<void> {
  const own = bulkWords[session.lang];
  session.io.err(sum(session, foretold));
  const answer = await session.io.ask?.(own.question(facts));
  if (answer === undefined || !own.yes.includes(answer.trim().toLowerCase())) throw notConfirmed();
}

async function run(session: Session, started: Bulk, issues: number): Promise<number> {
  const own = bulkWords[session.lang];
  const begunMs = performance.now();
  const unaccepted: Exclude<BulkResult, { outcome: 'accepted' }>[] = [];
  const shown = progress(session, issues);
  for await (const result of started) {
    if (result.outcome !== 'accepted') unaccepted.push(result);
    if (session.json) line(session, result);
    else shown.count(result.outcome);
  }
  shown.end();
  const summary = await started.summary();
  const seconds = ((performance.now() - begunMs) / 1_000).toFixed(1);
  if (session.json) line(session, { summary });
  else {
    const goOn = summary.failed > 0 ? own.goOn(started.id) : '';
    const parts = [
      byCodeText(unaccepted, summary.byCode, session.words, own),
      own.summary({ ...summary, seconds }),
      goOn,
    ];
    session.io.out(parts.filter(Boolean).join('\n\n'));
  }
  if (summary.unsent > 0) throw interrupted(started.id, `${summary.unsent} of ${issues} issues were not sent anything`);
  if (summary.failed > 0) return EXIT.stack;
  return summary.refused > 0 ? EXIT.refused : 0;
}

const line = (session: Session, value: unknown): void => session.io.out(JSON.stringify(withIsoTimes(value)));

/** Reads to the end, or to Ctrl-C. */
async function whole<T>(session: Session, id: string, items: AsyncIterable<T>): Promise<readonly T[]> {
  const all: T[] = [];
  for await (const item of items) {
    if (session.io.stopped.aborted) throw interrupted(id, 'nothing was sent yet');
    all.push(item);
  }
  return all;
}

const notConfirmed = (): DoorstepError =>
  new DoorstepError('BULK_NOT_CONFIRMED', 'The bulk was not confirmed; nothing was sent.');

const interrupted = (id: string, what: string): DoorstepError =>
  new DoorstepError('BULK_INTERRUPTED', `The bulk was stopped: ${what}${id === '' ? '' : ` (--bulk-id ${id})`}.`);
