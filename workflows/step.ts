/** From a task to the step that is appended for it, or to what stands against it. */
import { ApplicationFailure } from '@temporalio/workflow';
import {
  callsSomebody,
  nextWake,
  record,
  wantsStaffing,
  type CommandId,
  type Decision,
  type Given,
  type Instant,
  type IssueState,
  type Staffing,
  type Step,
} from '../domain';
import type { StaffingRequest } from '../contracts/rules-request';
import type { Task } from './job';
import { peopleOf, whoIsThere } from './given';
import { refusalOf, refusedBy, wouldBreak } from './refusals';
import { follow } from './rules-broke';

export type Made =
  /**
   * `decidedAt`: the same step, had it been decided at another instant. `people`: to be asked about on the way to the log,
   * because it tells somebody.
   */
  | {
      readonly step: Step;
      readonly nowMs: Instant;
      readonly decidedAt: (atMs: Instant) => Step;
      readonly people?: StaffingRequest;
    }
  | { readonly refused: ApplicationFailure }
  /** What the rules of the issue threw. */
  | { readonly broke: unknown };

/**
 * @param atLeastMs the instant of the decision is not before this one
 * @param staffing who is there, where the way to the log has told
 */
export async function makeStep(
  state: IssueState,
  commandId: CommandId,
  task: Task,
  atLeastMs: Instant,
  staffing?: Staffing,
): Promise<Made> {
  const asked = task.given === undefined ? NOTHING : await task.given(state).catch(refusalOf);
  if (asked instanceof ApplicationFailure) return { refused: asked };
  const given = staffing === undefined || asked.staffing !== undefined ? asked : { ...asked, staffing };
  const made = stepBy(state, commandId, task, atLeastMs, given);
  // Refused for who they are: then it is decided by the people who are there now.
  const isPersonal = 'refusal' in made && given.staffing === undefined && wantsStaffing(made);
  const last = isPersonal
    ? stepBy(state, commandId, task, atLeastMs, { ...given, ...(await whoIsThere(state)) })
    : made;
  return 'refusal' in last ? { refused: refusedBy(last.refusal) } : last;
}

function stepBy(state: IssueState, commandId: CommandId, task: Task, atLeastMs: Instant, given: Given): Made | Refused {
  const nowMs = Math.max(Date.now(), atLeastMs);
  const stepAt = (atMs: Instant): Step | Refused => {
    const { actor, occurredAtMs = atMs, decide } = task;
    const decision = decide(state, atMs, given);
    return decision.ok ? record(state.id, state, decision.events, { actor, commandId, occurredAtMs }) : decision;
  };
  const followed = follow(() => {
    const step = stepAt(nowMs);
    if ('refusal' in step) return step;
    // The log asks for it: what breaks here must not break there, where it would be tried for ever.
    nextWake(step.after);
    return step;
  });
  if (!followed.ok)
    return given.rules === undefined ? { broke: followed.error } : { refused: wouldBreak(state.id, followed.error) };
  const step = followed.value;
  if ('refusal' in step) return step;
  const decidedAt = (atMs: Instant): Step => {
    const then = stepAt(atMs);
    return 'refusal' in then ? step : then;
  };
  const hangsOnPeople = given.staffing === undefined && callsSomebody(step.records.map(({ event }) => event));
  return { step, nowMs, decidedAt, ...(hangsOnPeople ? { people: peopleOf(state) } : {}) };
}

type Refused = Extract<Decision, { ok: false }>;
const NOTHING: Given = {};
