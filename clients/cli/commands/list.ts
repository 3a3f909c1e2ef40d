/** Issues in one table. */
import { explain, STAGES, type IssueState } from '../../../domain';
import type { IssueFilter } from '../../sdk';
import { choiceArgument, countArgument } from '../arguments';
import type { Session } from '../session';
import { table } from '../show/table';

export interface ListOptions {
  readonly stage?: string;
  readonly unit?: string;
  readonly category?: string;
  readonly reporter?: string;
  readonly assignee?: string;
  readonly limit: string;
}

export async function list(session: Session, { stage, limit, ...named }: ListOptions): Promise<void> {
  const filter: IssueFilter = {
    ...named,
    ...(stage === undefined ? {} : { stage: choiceArgument('--stage', stage, STAGES) }),
    limit: countArgument('--limit', limit),
  };
  const issues = await (await session.doorstep()).list(filter);
  session.answer({ issues: issues.map(summary) }, () =>
    issues.length === 0 ? session.words.noIssues : listText(session, issues),
  );
}

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
