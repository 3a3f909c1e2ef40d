/**
 * What dead letters mean for their issues. Each is looked at until the log says that its issue has heard of it, or it means
 * nothing any more, so that nothing is lost while Temporal is away or an engine dies; the issue decides, and counts it once.
 */
import { Client } from '@temporalio/client';
import type { NativeConnection } from '@temporalio/worker';
import type { Logger } from 'pino';
import { summaryOf } from '../../contracts/summary';
import {
  NOT_TOLD_SIGNAL,
  TASK_QUEUE,
  WORKFLOW_TASK_TIMEOUT,
  WORKFLOW_TYPE,
  workflowId,
} from '../../contracts/workflow';
import { notToldNow, openCall, type FoundNotTold, type IssueId, type IssueState } from '../../domain';
import { findIssue, markHeard, notToldOf, unheardDeadLetters, type Database, type UnheardLetter } from '../../store';
import { inRounds } from '../notifier/rest';
import { running, type Running } from './running';

const EVERY_MS = 1_000;
const AT_ONCE = 200;
/** An issue that was told and has not moved is told again after this. */
const AGAIN_AFTER_MS = 5_000;

/** Runs until it is stopped. Never throws. */
export function watchNotTold(
  database: Database,
  connection: NativeConnection,
  namespace: string,
  log: Logger,
): Running {
  const client = new Client({ connection, namespace });
  const toldAtMs = new Map<IssueId, number>();
  const trouble = 'what dead letters mean can’t be looked up; trying again';
  return running((signal) =>
    inRounds({ everyMs: EVERY_MS, signal, log, trouble }, () => round(database, client, log, toldAtMs)),
  );
}

async function round(database: Database, client: Client, log: Logger, toldAtMs: Map<IssueId, number>): Promise<void> {
  const nowMs = Date.now();
  for (const [issue, atMs] of toldAtMs) if (nowMs - atMs > AGAIN_AFTER_MS) toldAtMs.delete(issue);
  const letters = await unheardDeadLetters(database, AT_ONCE, toldAtMs.keys());
  const settled: UnheardLetter[] = [];
  for (const issue of new Set(letters.map((letter) => letter.issue))) {
    const ofIssue = letters.filter((letter) => letter.issue === issue);
    const state = await findIssue(database, issue);
    const found = state === null ? null : await meaning(database, state);
    if (state === null || found === null) settled.push(...ofIssue);
    else {
      toldAtMs.set(issue, nowMs);
      // One that can't be told must not keep the others waiting.
      await tell(client, state, found).catch((error: unknown) =>
        log.warn({ err: error, issue }, 'an issue could not be told that nobody of its tier was'),
      );
    }
  }
  await markHeard(database, settled);
}

/** Null when it means nothing for the issue as the log has it. */
async function meaning(database: Database, state: IssueState): Promise<FoundNotTold | null> {
  const call = openCall(state);
  const found = call === null ? null : await notToldOf(database, state.id, call);
  return found === null || notToldNow(state, found, Date.now()).length === 0 ? null : found;
}

const tell = (client: Client, { id, report }: IssueState, found: FoundNotTold): Promise<unknown> =>
  client.workflow.signalWithStart(WORKFLOW_TYPE, {
    workflowId: workflowId(id),
    taskQueue: TASK_QUEUE,
    args: [{ id }],
    workflowTaskTimeout: WORKFLOW_TASK_TIMEOUT,
    ...summaryOf(id, report),
    signal: NOT_TOLD_SIGNAL,
    signalArgs: [found],
  });
