/** Commands and signals to an issue. */
import type { Workflow } from '@temporalio/client';
import type { Payload } from '../../../contracts/commands';
import { traceparent } from '../../../contracts/tracing';
import { WORKFLOW_TYPE, workflowId, type CommandMeta, type Receipt } from '../../../contracts/workflow';
import type { CommandName, IssueId, Span } from '../../../domain';
import { left } from '../persist';
import { commandIdFor, issueId, newCommandId } from '../ids';
import type { Door } from '../door';
import type { CommandOptions } from '../issues';
import type { Lazy } from '../lazy';
import type { SumUp } from '../resumed';
import { ask } from './ask';
import type { Engine } from './connection';
import { startOf } from './start';

/** Whom commands are sent to, and what operators see of a run that has to go on from the log for them. */
export interface Target {
  readonly engine: Lazy<Engine>;
  readonly door: Door;
  readonly sumUp: SumUp;
}

export async function command<N extends CommandName>(
  { engine, sumUp, door }: Target,
  budgetMs: Span,
  name: N,
  issue: IssueId,
  said: Payload<N>,
  { commandId = newCommandId(), occurredAtMs, ifSeq, signal }: CommandOptions,
): Promise<Receipt> {
  const id = issueId(issue);
  const beganMs = Date.now();
  const payload = await door.command(id, name, said, budgetMs);
  const trace = traceparent();
  const meta: CommandMeta = {
    ...(occurredAtMs === undefined ? {} : { occurredAtMs }),
    ...(ifSeq === undefined ? {} : { ifSeq }),
    ...(trace === undefined ? {} : { trace }),
  };
  const args: [Payload<N>, CommandMeta?] = Object.keys(meta).length === 0 ? [payload] : [payload, meta];
  const opened = await engine.get();
  const handle = opened.workflow.getHandle(workflowId(id));
  const update = { updateId: commandIdFor(commandId, name, payload), args };
  return ask(
    opened,
    left(budgetMs, beganMs),
    async (runEnded) =>
      runEnded
        ? // Closed, or forgotten by Temporal: a new run goes on from the log.
          opened.workflow.executeUpdateWithStart<Workflow, Receipt, typeof args>(name, {
            ...update,
            startWorkflowOperation: startOf(opened, { id }, await sumUp(id)),
          })
        : handle.executeUpdate<Receipt, typeof args>(name, update),
    signal,
  );
}

/** A decision without an answer: what comes of it, also a refusal, is an event of the issue. */
export async function signal<N extends 'approve' | 'reject'>(
  { engine, sumUp, door }: Target,
  budgetMs: Span,
  name: N,
  issue: IssueId,
  said: Payload<N>,
): Promise<void> {
  const id = issueId(issue);
  const beganMs = Date.now();
  const payload = await door.command(id, name, said, budgetMs);
  const opened = await engine.get();
  await ask(opened, left(budgetMs, beganMs), async (runEnded) =>
    runEnded
      ? opened.workflow
          .signalWithStart(WORKFLOW_TYPE, {
            ...startOf(opened, { id }, await sumUp(id)).options,
            signal: name,
            signalArgs: [payload],
          })
          .then(() => undefined)
      : opened.workflow.getHandle(workflowId(id)).signal(name, payload),
  );
}
