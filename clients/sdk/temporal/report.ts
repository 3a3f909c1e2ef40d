/** Reporting a matter: an engine opens it, or one call starts its workflow and waits until the issue is in the log. */
import type { Workflow } from '@temporalio/client';
import { startOptions } from '../../../contracts/start-options';
import { summaryOf } from '../../../contracts/summary';
import { traceparent } from '../../../contracts/tracing';
import {
  OPEN_UPDATE,
  WORKFLOW_TYPE,
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
import type { AtDesk, FrontDesk } from './front-desk';
import { unlessAborted } from '../within';
import { startOf } from './start';

export interface Reporting {
  readonly engine: Lazy<Engine>;
  readonly door: Door;
  readonly frontDesk: FrontDesk;
  /** What goes on behind answers. */
  readonly behind: Set<Promise<unknown>>;
}

export async function report(
  { engine, door, frontDesk, behind }: Reporting,
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
  const openedAtDesk = async (isAgain: boolean): Promise<Receipt | null> => {
    signal?.throwIfAborted();
    const atDesk = await unlessAborted(signal, frontDesk(start, isAgain));
    if (atDesk === null) return null;
    const seen = seeToIt(engine, start, given, atDesk).finally(() => behind.delete(seen));
    behind.add(seen);
    return atDesk.receipt;
  };
  const receipt = await openedAtDesk(false);
  if (receipt !== null) return receipt;
  // Temporal answers a known update id without looking at its arguments, so another report needs another id.
  const updateId = `open-${digest(JSON.stringify(given), 10)}`;
  const opened = await engine.get();
  let attempts = 0;
  const byItsWorkflow = (): Promise<Receipt> =>
    opened.workflow.executeUpdateWithStart<Workflow, Receipt, [TakenReport?]>(OPEN_UPDATE, {
      updateId,
      // Nobody else can have a new id: only a key's report is compared with the one that opened the issue.
      args: key === undefined ? [] : [given],
      startWorkflowOperation: startOf(opened, start, summaryOf(id, given)),
    });
  return ask(
    opened,
    left(budgetMs, beganMs),
    async () => {
      attempts += 1;
      // Temporal may be away, and the engines not.
      return (attempts > 1 ? await openedAtDesk(true) : null) ?? byItsWorkflow();
    },
    signal,
  );
}

/** How long a start that the engine did not see to is tried; the safety net has it afterwards. */
const START_WITHIN_MS = 60_000;

/** An engine that is killed behind its answer leaves an issue that nobody wakes: then it is started from here. Never rejects. */
async function seeToIt(
  engine: Lazy<Engine>,
  { id }: IssueStart,
  given: TakenReport,
  { isRunning }: AtDesk,
): Promise<void> {
  if (await isRunning) return;
  try {
    const opened = await engine.get();
    const options = startOptions({ id }, summaryOf(id, given));
    await ask(opened, START_WITHIN_MS, async () => {
      try {
        await opened.workflow.start(WORKFLOW_TYPE, options);
      } catch (error) {
        if (!(error instanceof opened.temporal.WorkflowExecutionAlreadyStartedError)) throw error;
      }
    });
  } catch {
    // The safety net.
  }
}
