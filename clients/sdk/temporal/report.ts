/** Reporting a matter: one call starts the issue's workflow, if need be, and waits until the issue is in the log. */
import type { Workflow } from '@temporalio/client';
import { summaryOf } from '../../../contracts/summary';
import { traceparent } from '../../../contracts/tracing';
import {
  OPEN_UPDATE,
  type IssueStart,
  type Receipt,
  type ReportInput,
  type TakenReport,
} from '../../../contracts/workflow';
import type { Span } from '../../../domain';
import { digest, issueIdOfKey, newIssueId } from '../ids';
import type { Door } from '../door';
import type { ReportOptions } from '../issues';
import type { Lazy } from '../lazy';
import { left } from '../persist';
import { checkedReport } from '../checked-report';
import { ask } from './ask';
import type { Engine } from './connection';
import { startOf } from './start';

export async function report(
  { engine, door }: { readonly engine: Lazy<Engine>; readonly door: Door },
  budgetMs: Span,
  input: ReportInput,
  { key, signal }: ReportOptions,
): Promise<Receipt> {
  const clear = checkedReport(input);
  const id = key === undefined ? newIssueId() : issueIdOfKey(key);
  const beganMs = Date.now();
  const given = await door.report(id, clear, key !== undefined, budgetMs);
  const trace = traceparent();
  const start: IssueStart = { id, report: given, ...(trace === undefined ? {} : { trace }) };
  // Temporal answers a known update id without looking at its arguments, so another report needs another id.
  const updateId = `open-${digest(JSON.stringify(given), 10)}`;
  const opened = await engine.get();
  return ask(
    opened,
    left(budgetMs, beganMs),
    () =>
      opened.workflow.executeUpdateWithStart<Workflow, Receipt, [TakenReport?]>(OPEN_UPDATE, {
        updateId,
        // Nobody else can have a new id: only a key's report is compared with the one that opened the issue.
        args: key === undefined ? [] : [given],
        startWorkflowOperation: startOf(opened, start, summaryOf(id, given)),
      }),
    signal,
  );
}
