/**
 * The front desk: opens issues for whoever asks over NATS, and starts their workflows behind the answer. What is in the log
 * is accepted; the workflow has nothing to add to that, and waiting for it costs more than the opening itself
 * (docs/decisions/0103).
 */
import { setTimeout as wait } from 'node:timers/promises';
import { Client, WorkflowExecutionAlreadyStartedError } from '@temporalio/client';
import type { NativeConnection } from '@temporalio/worker';
import type { Logger } from 'pino';
import type { Activities } from '../../activities';
import type { DeskAnswer, DeskFollowUp, DeskRequest } from '../../contracts/front-desk';
import { startOptions } from '../../contracts/start-options';
import { summaryOf } from '../../contracts/summary';
import { openingStep, WORKFLOW_TYPE, type IssueStart, type TakenReport } from '../../contracts/workflow';
import { growingWait, keepServing, QUEUE, subjects, type NatsConnection } from '../../messaging';
import type { Running } from './running';

/** Issues on their way into the log; whoever comes beyond waits at Temporal, which keeps them in order. */
const AT_MOST = 64;
/** Issues on their way to their workflow, while Temporal is slow or away. */
const STARTING_AT_MOST = 1_000;
/** Then whoever asked starts it, or the safety net does. */
const STARTED_WITHIN_MS = 10_000;
const ATTEMPT_MS = 3_000;

export interface FrontDeskOf {
  readonly nats: NatsConnection;
  readonly activities: Pick<Activities, 'openIssue'>;
  readonly connection: NativeConnection;
  readonly namespace: string;
  readonly log: Logger;
}

export function openFrontDesk({ nats, activities, connection, namespace, log }: FrontDeskOf): Running {
  const client = new Client({ connection, namespace });
  const stopping = new AbortController();
  let starting = 0;
  const serving = keepServing(async () => nats, {
    subject: subjects.openDesk,
    queue: QUEUE.desk,
    atMost: AT_MOST,
    busy: () => message(ELSEWHERE),
    answer: async ({ body }) => {
      const asked = starting >= STARTING_AT_MOST ? undefined : read(body);
      const start = asked === undefined ? null : await opened(activities, asked, log);
      if (start === null) return message(ELSEWHERE);
      const { id, report, opening } = start;
      const { stage, tier, seq } = openingStep(id, report, opening.rules, opening.nowMs).after;
      starting += 1;
      const later = started(client, start, log, stopping.signal).finally(() => void (starting -= 1));
      return {
        ...message({ kind: 'opened', receipt: { issue: id, seq, stage, tier, repeated: false } }),
        later: later.then((isRunning) => message({ isRunning })),
      };
    },
    onReady: () => log.info({ subject: subjects.openDesk }, 'issues are opened over NATS'),
    onTrouble: (error) => log.warn({ err: error }, 'no issue is opened over NATS for now'),
  });
  return {
    stop: () => {
      stopping.abort();
      return serving.stop();
    },
  };
}

const ELSEWHERE: DeskAnswer = { kind: 'elsewhere' };
const message = (said: DeskAnswer | DeskFollowUp) => ({ headers: {}, body: JSON.stringify(said) });

type WithReport = DeskRequest & { readonly report: TakenReport };
type OpenedStart = IssueStart & Required<Pick<IssueStart, 'report' | 'opening'>>;

/** What is in it is judged where every report is: by the activity. */
function read(body: Uint8Array): WithReport | undefined {
  try {
    const { id, report, trace } = JSON.parse(Buffer.from(body).toString('utf8')) as DeskRequest;
    if (report === undefined) return undefined;
    return { id, report, ...(typeof trace === 'string' ? { trace } : {}) };
  } catch {
    return undefined;
  }
}

/** Null for what is in the log already, for what is refused and in any trouble: its workflow answers that, as often as it takes. */
async function opened(
  activities: FrontDeskOf['activities'],
  asked: WithReport,
  log: Logger,
): Promise<OpenedStart | null> {
  try {
    const found = await activities.openIssue(asked);
    if (found.outcome !== 'opened') return null;
    const { rules, nowMs, recordedAtMs } = found;
    return { ...asked, opening: { rules, nowMs, recordedAtMs } };
  } catch (error) {
    log.debug({ err: error, issue: asked.id }, 'an issue was not opened at the front desk');
    return null;
  }
}

/** Whether its workflow runs. Never rejects. */
async function started(client: Client, start: OpenedStart, log: Logger, stopping: AbortSignal): Promise<boolean> {
  const untilMs = Date.now() + STARTED_WITHIN_MS;
  const pause = growingWait();
  for (;;) {
    try {
      await client.workflow.withDeadline(Math.min(untilMs, Date.now() + ATTEMPT_MS), async () => {
        // A run that ended before: it refused another report under this id, or a command came first and had it go on from the log.
        if (await begun(client, start, 'REJECT_DUPLICATE', start)) return;
        await begun(client, { id: start.id }, 'ALLOW_DUPLICATE', start);
      });
      return true;
    } catch (error) {
      const waitMs = pause.next();
      if (!stopping.aborted && Date.now() + waitMs < untilMs) {
        await wait(waitMs, undefined, { signal: stopping }).catch(() => undefined);
        continue;
      }
      log.warn({ err: error, issue: start.id }, 'an issue is open and its workflow could not be started');
      return false;
    }
  }
}

/** False when there is a run already: one that goes on, or any at all where none may have been. */
async function begun(
  client: Client,
  start: IssueStart,
  workflowIdReusePolicy: 'REJECT_DUPLICATE' | 'ALLOW_DUPLICATE',
  { report }: Pick<OpenedStart, 'report'>,
): Promise<boolean> {
  try {
    const options = startOptions(start, summaryOf(start.id, report));
    await client.workflow.start(WORKFLOW_TYPE, { ...options, workflowIdReusePolicy });
    return true;
  } catch (error) {
    if (error instanceof WorkflowExecutionAlreadyStartedError) return false;
    throw error;
  }
}
