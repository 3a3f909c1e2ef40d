/** From a task to the step that is appended for it, or to what stands against it. */
import { ApplicationFailure } from '@temporalio/workflow';
import {
  nextWake,
  record,
  wantsStaffing,
  type CommandId,
  type Decision,
  type Given,
  type Instant,
  type IssueState,
  type Step,
} from '../domain';
import type { Task } from './job';
import { whoIsThere } from './given';
import { refusalOf, refusedBy, wouldBreak } from './refusals';
import { follow } from './rules-broke';

export type Made =
  /** `decidedAt`: the same step, had it been decided at another instant. */
  | { readonly step: Step; readonly nowMs: Instant; readonly decidedAt: (atMs: Instant) => Step }
  | { readonly refused: ApplicationFailure }
  /** What the rules of the issue threw. */
  | { readonly broke: unknown };

/** @param atLeastMs the instant of the decision is not before this one */
export async function makeStep(state: IssueState, commandId: CommandId, task: Task, atLeastMs: Instant): Promise<Made> {
  const asked = task.given === undefined ? NOTHING : await task.given(state).catch(refusalOf);
  if (asked instanceof ApplicationFailure) return { refused: asked };
  const given = await withThePresent(state, task, asked, atLeastMs);
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
  if ('refusal' in step) return { refused: refusedBy(step.refusal) };
  const decidedAt = (atMs: Instant): Step => {
    const then = stepAt(atMs);
    return 'refusal' in then ? step : then;
  };
  return { step, nowMs, decidedAt };
}

/** Somebody is to be told, or was refused for who they are: then it is decided by the people who are there now. */
async function withThePresent(state: IssueState, task: Task, given: Given, atLeastMs: Instant): Promise<Given> {
  if (given.staffing !== undefined) return given;
  const first = follow(() => task.decide(state, Math.max(Date.now(), atLeastMs), given));
  if (!first.ok || !wantsStaffing(first.value)) return given;
  return { ...given, ...(await whoIsThere(state)) };
}

type Refused = Extract<Decision, { ok: false }>;
const NOTHING: Given = {};
