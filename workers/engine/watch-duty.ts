/** The loop of the duty watch: an hour's look ahead, one after every import of the directory, and its word on its own matters. */
import {
  ApplicationFailure,
  Client,
  WithStartWorkflowOperation,
  WorkflowUpdateFailedError,
  type Workflow,
  type WorkflowClient,
} from '@temporalio/client';
import type { NativeConnection } from '@temporalio/worker';
import type { Logger } from 'pino';
import { DUTY_WATCH } from '../../contracts/duty-watch';
import { summaryOf } from '../../contracts/summary';
import {
  OPEN_UPDATE,
  TASK_QUEUE,
  WORKFLOW_TASK_TIMEOUT,
  WORKFLOW_TYPE,
  workflowId,
  type IssueStart,
  type Receipt,
} from '../../contracts/workflow';
import type { LivePolicies } from '../../policies/place';
import type { Database } from '../../store';
import { inRounds } from '../notifier/rest';
import { keepWord, lookAhead, type Doing, type Seen } from './coverage-watch';
import { running, type Running } from './running';

const EVERY_MS = 5_000;
const LOOK_EVERY_MS = 3_600_000;
/** A call that Temporal does not answer is given up, and made again at the next round. */
const WITHIN_MS = 15_000;

/** Runs until it is stopped; with 0 days it does nothing. Never throws. */
export function watchDuty(
  database: Database,
  connection: NativeConnection,
  namespace: string,
  place: LivePolicies,
  days: number,
  log: Logger,
): Running {
  const doing = doneBy(new Client({ connection, namespace }).workflow, log);
  let lookedAtMs = -Infinity;
  let version = -1;
  const round = async () => {
    const nowMs = Date.now();
    const policies = await place.at(nowMs);
    const standing = place.standing(nowMs).version;
    if (nowMs - lookedAtMs >= LOOK_EVERY_MS || standing !== version) {
      const seen = await lookAhead(database, policies, nowMs, days);
      [lookedAtMs, version] = [nowMs, standing];
      if (seen !== null) tell(log, seen);
    }
    await keepWord(database, policies, nowMs, doing);
  };
  const trouble = 'the duty of the coming days can’t be looked at; trying again';
  return running(async (signal) => {
    if (days > 0) await inRounds({ everyMs: EVERY_MS, signal, log, trouble }, round);
  });
}

function tell(log: Logger, { changes, fresh }: Seen): void {
  const [first] = fresh;
  if (first !== undefined) {
    const { role, unit, fromMs } = first;
    const facts = { gaps: fresh.length, role, unit, from: new Date(fromMs).toISOString() };
    log.error(facts, 'nobody will be on duty: 每个方格都不能落下; see `doorstep coverage`');
  }
  if (changes.mended.length > 0) log.info({ gaps: changes.mended.length }, 'gaps of the duty are mended');
  if (changes.passed.length > 0) log.error({ gaps: changes.passed.length }, 'nobody was on duty for a time');
}

const doneBy = (client: WorkflowClient, log: Logger): Doing => {
  const start = (input: IssueStart, summary: ReturnType<typeof summaryOf>) =>
    new WithStartWorkflowOperation<Workflow>(WORKFLOW_TYPE, {
      workflowId: workflowId(input.id),
      taskQueue: TASK_QUEUE,
      args: [input],
      workflowIdConflictPolicy: 'USE_EXISTING',
      workflowIdReusePolicy: 'ALLOW_DUPLICATE',
      workflowTaskTimeout: WORKFLOW_TASK_TIMEOUT,
      ...summary,
    });
  const refusedAtMs = new Map<string, number>();
  const isHeldBack = (name: string) => Date.now() - (refusedAtMs.get(name) ?? -Infinity) < LOOK_EVERY_MS;
  const within = <T>(call: () => Promise<T>) => client.withDeadline(Date.now() + WITHIN_MS, call);
  return {
    open: async (id, report) => {
      if (isHeldBack(id)) return false;
      try {
        await within(() =>
          client.executeUpdateWithStart<Workflow, Receipt, []>(OPEN_UPDATE, {
            updateId: 'open-coverage',
            args: [],
            startWorkflowOperation: start({ id, report }, summaryOf(id, report)),
          }),
        );
      } catch (error) {
        // What the place refuses must not keep other gaps from being said; it is tried again with the next look.
        if (!(error instanceof WorkflowUpdateFailedError)) throw error;
        refusedAtMs.set(id, Date.now());
        log.error({ err: error, issue: id, unit: report.unit }, 'a gap of the duty can’t be put before anybody');
        return false;
      }
      log.info({ issue: id, unit: report.unit }, 'gaps of the duty were put before the people above');
      return true;
    },
    say: async (issue, word, updateId, payload) => {
      const name = `${issue} ${updateId}`;
      if (isHeldBack(name)) return false;
      try {
        const args: [object] = [{ by: DUTY_WATCH, ...payload }];
        await within(() =>
          client.getHandle(workflowId(issue)).executeUpdate<Receipt, [object]>(word, { args, updateId }),
        );
        return true;
      } catch (error) {
        if (!(error instanceof WorkflowUpdateFailedError)) throw error;
        if (error.cause instanceof ApplicationFailure && error.cause.type === 'COMMAND_MALFORMED') {
          // Said the same way it would be refused the same way.
          refusedAtMs.set(name, Date.now());
          log.error({ issue, word, err: error }, 'what the duty watch says of its matter is refused');
          return false;
        }
        // It went on meanwhile: the next look judges it anew.
        log.info({ issue, word, err: error }, 'a matter of the duty watch has gone on meanwhile');
        return false;
      }
    },
  };
};
