/**
 * The two ways to the log and to the documents. The common one is a local activity inside the same workflow task; when the database is
 * slow or away, an ordinary activity goes on trying for as long as it takes, and no task is held meanwhile.
 */
import {
  ActivityFailure,
  ApplicationFailure,
  proxyActivities,
  proxyLocalActivities,
  TimeoutFailure,
} from '@temporalio/workflow';
import type { Activities, Opening, Recording, Standing } from '../activities';
import type { IssueStart } from '../contracts/workflow';
import type { CommandId, Instant, IssueId, Staffing, Step } from '../domain';
import type { LeadView } from '../domain/capabilities/linking/messages';
import type { RulesFound, RulesRequest, StaffingRequest } from '../contracts/rules-request';

const fast = proxyLocalActivities<Activities>({
  startToCloseTimeout: '1500ms',
  scheduleToCloseTimeout: '2s',
  retry: { maximumAttempts: 1 },
});

const patient = proxyActivities<Activities>({
  // A worker that was killed with the activity in hand is noticed after this.
  startToCloseTimeout: '5s',
  retry: { initialInterval: '200ms', backoffCoefficient: 2, maximumInterval: '5s' },
});

/** @param people who is told, where it hangs on them whether the step is right: see the activity */
export const appendStep = (
  id: IssueId,
  step: Step,
  decidedAtMs: Instant,
  people?: StaffingRequest,
  trace?: string,
): Promise<Recording> =>
  fastThenPatient((to) => {
    // Every argument stands in the history: only what is there.
    if (trace !== undefined) return to.recordStep(id, step, decidedAtMs, people, trace);
    return people === undefined ? to.recordStep(id, step, decidedAtMs) : to.recordStep(id, step, decidedAtMs, people);
  });

export const openIssue = (start: IssueStart): Promise<Opening> => fastThenPatient((to) => to.openIssue(start));

export const standing = (id: IssueId, commandId: CommandId): Promise<Standing> =>
  fastThenPatient((to) => to.standing(id, commandId));

export const leadOf = (id: IssueId): Promise<LeadView | null> => fastThenPatient((to) => to.leadOf(id));

export const rulesFor = (request: RulesRequest): Promise<RulesFound> => fastThenPatient((to) => to.rulesFor(request));

/** Once and at once: a ladder does not stand still because the directory is away. */
export const staffingFor = (request: StaffingRequest): Promise<Staffing> => fast.staffing(request);

async function fastThenPatient<T>(call: (to: Activities) => Promise<T>): Promise<T> {
  try {
    return await call(fast);
  } catch (error) {
    if (isFinal(error)) throw error;
    return await call(patient);
  }
}

/**
 * A refusal of the activity itself, a cancellation or a defect; a time-out or any other error is the database's or the
 * network's trouble and passes. A local activity's error comes bare, an ordinary one's inside an ActivityFailure.
 */
function isFinal(error: unknown): boolean {
  const cause = error instanceof ActivityFailure ? error.cause : error;
  if (cause instanceof ApplicationFailure) return cause.nonRetryable === true;
  return !(cause instanceof TimeoutFailure);
}
