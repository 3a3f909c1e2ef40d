/** Histories with fewer steps, in less time. Each is smaller than the one before by number of steps or by its times. */
import type { Staffing } from '../../domain';
import { staffingOf, type History, type HistoryStep } from '../history';
import { fewerClauses } from './smaller-clauses';
import { smallerStaffing } from './smaller-staffing';

const ROUND_MS = [86_400_000, 3_600_000, 60_000, 1_000];

/** @param brokenAt the step at which it showed: what comes after is the first to go */
export function* smallerSteps(history: History, brokenAt: number): Generator<History> {
  const { steps } = history;
  const after = Math.max(0, brokenAt + 1);
  if (after < steps.length) yield { ...history, steps: steps.slice(0, after) };
  for (let size = Math.ceil(steps.length / 2); size >= 1; size = size === 1 ? 0 : Math.ceil(size / 2)) {
    for (let from = 0; from < steps.length; from += size) {
      const [kept, gone, rest] = [steps.slice(0, from), steps.slice(from, from + size), steps.slice(from + size)];
      // With the time that they took, and without it.
      const tookMs = gone.reduce((sum, { afterMs }) => sum + afterMs, 0);
      const [next, ...others] = rest;
      yield { ...history, steps: [...kept, ...rest] };
      if (tookMs > 0 && next !== undefined)
        yield { ...history, steps: [...kept, { ...next, afterMs: next.afterMs + tookMs }, ...others] };
    }
  }
  for (const [index, step] of steps.entries())
    for (const simpler of simplerSteps(step)) yield { ...history, steps: steps.with(index, simpler) };
}

function* simplerSteps(step: HistoryStep): Generator<HistoryStep> {
  for (const afterMs of shorter(step.afterMs)) yield { ...step, afterMs };
  const staffing = staffingOf(step);
  if (staffing !== undefined) yield* byOthers(step, staffing);
  if (step.do !== 'command') return;
  const { waitedMs, ...prompt } = step;
  if (waitedMs !== undefined) {
    yield prompt;
    for (const ms of shorter(waitedMs)) if (ms > 0) yield { ...step, waitedMs: ms };
  }
  const { command, given: lookedUp } = step;
  if (lookedUp?.rules !== undefined)
    for (const rules of fewerClauses(lookedUp.rules)) yield { ...step, given: { ...lookedUp, rules } };
  // Ids of questions count those before them, which could not go as long as one of them is named.
  if ((command.type === 'approve' || command.type === 'reject') && command.approval !== undefined) {
    const { approval: _named, ...pending } = command;
    yield { ...step, command: pending };
  }
  if (command.type === 'handle' && command.evidence.length > 0)
    yield { ...step, command: { ...command, evidence: [] } };
  if (command.type === 'request' && command.untilMs !== undefined)
    for (const round of ROUND_MS)
      if (command.untilMs % round !== 0)
        yield { ...step, command: { ...command, untilMs: Math.ceil(command.untilMs / round) * round } };
  if (command.type === 'request' && command.extendByMs !== undefined)
    for (const extendByMs of shorter(command.extendByMs))
      if (extendByMs > 0) yield { ...step, command: { ...command, extendByMs } };
}

/** Nobody looks who is there; or the directory has less to say. */
function* byOthers(step: HistoryStep, staffing: Staffing): Generator<HistoryStep> {
  if (step.do === 'command') {
    const { staffing: _looked, ...others } = step.given ?? {};
    const { given: _given, ...bare } = step;
    yield Object.keys(others).length === 0 ? bare : { ...bare, given: others };
    for (const less of smallerStaffing(staffing)) yield { ...step, given: { ...others, staffing: less } };
  } else if (step.do === 'wake' || step.do === 'lead' || step.do === 'not-told') {
    const { staffing: _looked, ...bare } = step;
    yield bare;
    for (const less of smallerStaffing(staffing)) yield { ...step, staffing: less };
  } else if (step.do === 'hand-over') for (const less of smallerStaffing(staffing)) yield { ...step, staffing: less };
}

/** Nothing, then half of it, then the same to the next round number. */
export function* shorter(ms: number): Generator<number> {
  if (ms <= 0) return;
  yield 0;
  for (const round of ROUND_MS) if (ms > round && ms % round !== 0) yield Math.floor(ms / round) * round;
  if (ms > 1_000) yield Math.floor(ms / 2);
}
