/**
 * The safety net: an issue whose deadline passed and that did not move is woken, or started anew from the log when
 * Temporal does not know it any more (its last commits may be lost with the power). The log decides, so waking an
 * issue that needs no waking does no harm. An issue that goes with another one is woken when that one has gone on alone, and
 * one that somebody has who is away, so that it hands itself over.
 */
import { setTimeout as wait } from 'node:timers/promises';
import { Client } from '@temporalio/client';
import type { NativeConnection } from '@temporalio/worker';
import type { Logger } from 'pino';
import { summaryOf } from '../../contracts/summary';
import { startOptions } from '../../contracts/start-options';
import { CATCH_UP_SIGNAL, WORKFLOW_TYPE } from '../../contracts/workflow';
import type { IssueId } from '../../domain';
import type { LivePolicies } from '../../policies/place';
import { heldByAbsent } from './hand-over';
import { running, type Running } from './running';
import { laggingFollowers, overdueIssues, type Database, type OverdueIssue } from '../../store';

/** How long a deadline may be over before somebody looks; far above the lateness of a busy engine. */
const PATIENCE_MS = 20_000;
const EVERY_MS = 10_000;
/** At most so many a round: after a long outage the engine works through its own timers first. */
const AT_ONCE = 100;
const LOOKED_AT = 2_000;
/** An issue that does not move is woken again after this: a signal each round would fill its history. */
const AGAIN_AFTER_MS = 300_000;

export function spreadSafetyNet(
  database: Database,
  connection: NativeConnection,
  namespace: string,
  place: LivePolicies,
  log: Logger,
): Running {
  const client = new Client({ connection, namespace });
  const wokenAtMs = new Map<IssueId, number>();
  return running(async (signal) => {
    while (!signal.aborted) {
      await wait(EVERY_MS, undefined, { signal }).catch(() => undefined);
      if (signal.aborted) return;
      await round(database, place, client, log, wokenAtMs).catch((error: unknown) =>
        log.warn({ err: error }, 'the safety net could not look'),
      );
    }
  });
}

async function round(
  database: Database,
  place: LivePolicies,
  client: Client,
  log: Logger,
  wokenAtMs: Map<IssueId, number>,
): Promise<void> {
  const nowMs = Date.now();
  for (const [id, atMs] of wokenAtMs) if (nowMs - atMs > AGAIN_AFTER_MS) wokenAtMs.delete(id);
  const overdue = [
    ...(await overdueIssues(database, PATIENCE_MS, LOOKED_AT)),
    ...(await laggingFollowers(database, PATIENCE_MS, AT_ONCE)),
  ].filter(({ id }) => !wokenAtMs.has(id));
  const held = await heldByAbsent(database, await place.at(nowMs), nowMs, wokenAtMs);
  for (const issue of [...overdue.slice(0, AT_ONCE), ...held]) {
    wokenAtMs.set(issue.id, nowMs);
    // One that can't be woken must not keep the others asleep.
    await wake(client, issue).catch((error: unknown) =>
      log.warn({ err: error, issue: issue.id }, 'an overdue issue could not be woken'),
    );
  }
  if (held.length > 0) log.info({ issues: held.length }, 'issues of people who are away were woken');
  if (overdue.length > 0) log.warn({ issues: overdue.length, first: overdue[0]?.id }, 'overdue issues were woken');
}

const wake = (client: Client, issue: OverdueIssue): Promise<unknown> =>
  client.workflow.signalWithStart(WORKFLOW_TYPE, {
    ...startOptions({ id: issue.id }, summaryOf(issue.id, issue)),
    signal: CATCH_UP_SIGNAL,
    signalArgs: [],
  });
