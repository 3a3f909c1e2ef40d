/** From a task to the step that is appended for it, or to what stands against it. */
import { ApplicationFailure } from '@temporalio/workflow';
import { nextWake, record, type CommandId, type Given, type Instant, type IssueState, type Step } from '../domain';
import type { Task } from './job';
import { refusalOf, refusedBy, wouldBreak } from './refusals';
import { follow } from './rules-broke';

export type Made =
  | { readonly step: Step; readonly nowMs: Instant }
  | { readonly refused: ApplicationFailure }
  /** What the rules of the issue threw. */
  | { readonly broke: unknown };

/** @param atLeastMs the instant of the decision is not before this one */
export async function makeStep(state: IssueState, commandId: CommandId, task: Task, atLeastMs: Instant): Promise<Made> {
  const given = task.given === undefined ? NOTHING : await task.given(state).catch(refusalOf);
  if (given instanceof ApplicationFailure) return { refused: given };
  const nowMs = Math.max(Date.now(), atLeastMs);
  const { actor, occurredAtMs = nowMs, decide } = task;
  const followed = follow(() => {
    const decision = decide(state, nowMs, given);
    if (!decision.ok) return decision;
    const step = record(state.id, state, decision.events, { actor, commandId, occurredAtMs });
    // The log asks for it: what breaks here must not break there, where it would be tried for ever.
    nextWake(step.after);
    return step;
  });
  if (!followed.ok)
    return given.rules === undefined ? { broke: followed.error } : { refused: wouldBreak(state.id, followed.error) };
  return 'refusal' in followed.value ? { refused: refusedBy(followed.value.refusal) } : { step: followed.value, nowMs };
}

const NOTHING: Given = {};
