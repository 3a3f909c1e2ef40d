/** Issues in one table. */
import { explain, type IssueState } from '../../../domain';
import { issueId, type IssueFilter } from '../../sdk';
import { countArgument } from '../arguments';
import { filterOf } from '../selection';
import type { SelectionOptions } from '../selection-grammar';
import type { Session } from '../session';
import { table } from '../show/table';
import { selectionWords } from './selection-words';

export interface ListOptions extends SelectionOptions {
  readonly after?: string;
  readonly limit: string;
}

export async function list(session: Session, { limit, after, ...selection }: ListOptions): Promise<void> {
  const filter: IssueFilter = {
    ...(await filterOf(session, selection)),
    ...(after === undefined ? {} : { after: issueId(after) }),
    limit: Math.min(countArgument('--limit', limit), LARGEST_PAGE),
  };
  const issues = await (await session.doorstep()).list(filter);
  const last = issues.at(-1);
  // A full page may be the last one; asking again is what tells.
  const next = last !== undefined && issues.length === filter.limit ? last.id : null;
  session.answer({ issues: issues.map(summary), next }, () =>
    issues.length === 0 ? session.words.noIssues : listText(session, issues),
  );
  if (next !== null && !session.json) session.io.err(selectionWords[session.lang].more(next));
}

/** What the store gives in one go. */
const LARGEST_PAGE = 1_000;

/** What a program needs of a row; `show --json` has everything. */
function summary(state: IssueState): Record<string, unknown> {
  const { waits, next } = explain(state);
  const { category, severity, unit, reporter } = state.report;
  return {
    issue: state.id,
    stage: state.stage,
    outcome: state.closure?.outcome ?? null,
    tier: state.tier,
    severity,
    category,
    unit,
    reporter,
    assignee: state.assignee,
    waitsFor: [...new Set(waits.flatMap((wait) => wait.whom))],
    dueAtMs: next?.atMs ?? null,
    openedAtMs: state.openedAtMs,
    seq: state.seq,
  };
}

function listText(session: Session, issues: readonly IssueState[]): string {
  const { words } = session;
  const names = session.names();
  const clock = session.clock();
  const head = [
    words.column.issue,
    words.column.stage,
    words.column.tier,
    words.column.severity,
    words.column.category,
    words.column.unit,
    words.column.due,
    words.column.waitsFor,
  ];
  const rows = issues.map((state) => {
    const { waits, next } = explain(state);
    const whom = [...new Set(waits.flatMap((wait) => wait.whom))].map((person) => names.person(person));
    return [
      state.id,
      words.stage[state.stage],
      String(state.tier),
      words.severity[state.report.severity],
      names.category(state.report.category),
      names.unit(state.report.unit),
      next === null ? '' : clock.relative(next.atMs),
      whom.join(', '),
    ];
  });
  return table(head, rows);
}
