import { ApplicationFailure } from '@temporalio/activity';
import { issueIdSchema } from '../contracts/commands';
import { DUTY_WATCH } from '../contracts/duty-watch';
import { DoorstepError } from '../contracts/errors';
import { openingStep, type IssueStart } from '../contracts/workflow';
import { isGuest, type IssueId } from '../domain';
import { personOf } from '../domain/directory/directory';
import { staffedRules } from '../domain/duty/staff';
import { pin } from '../domain/directory/pin';
import { append } from '../store';
import { checked } from './checked';
import type { Opening } from './contract';
import { asLoaded, loadIssue } from './load';
import { parseReport } from './parse-report';
import type { World } from './world';

/** The first step of an issue, decided here and not in the workflow because it needs the documents of the place. */
export function makeOpenIssue(world: World) {
  return async ({ id, report }: IssueStart): Promise<Opening> => {
    checked(() => checkIssueId(id));
    // A report is nearly always new, so it is tried first; the log says when it is not.
    const opened = report === undefined ? null : await tryOpen(world, id, report).catch(orRefusal);
    if (opened !== null && !(opened instanceof ApplicationFailure)) return opened;
    const known = await loadIssue(world.database, id);
    // What the log holds was accepted, whatever the documents of the place say by now.
    if (known !== null) return { outcome: 'found', loaded: asLoaded(known) };
    throw opened ?? ApplicationFailure.nonRetryable(`There is no issue ${id}.`, 'ISSUE_UNKNOWN');
  };
}

function orRefusal(error: unknown): ApplicationFailure {
  if (error instanceof ApplicationFailure && error.nonRetryable === true) return error;
  throw error;
}

function checkIssueId(id: unknown): void {
  if (issueIdSchema.safeParse(id).success) return;
  throw new DoorstepError('COMMAND_MALFORMED', 'The id of an issue is 1 to 64 of a-z, 0-9 and -.');
}

async function tryOpen(world: World, id: IssueId, input: unknown, nowMs = Date.now()): Promise<Opening | null> {
  const report = checked(() => parseReport(input, nowMs));
  const policies = await world.policies(nowMs);
  const rules = checked(() => {
    // The engine reports gaps of the duty by itself, and guests are in no directory.
    if (report.reporter !== DUTY_WATCH && !isGuest(report.reporter)) personOf(policies, report.reporter);
    const { anchorMs, startMs } = world.timeOrigin ?? { anchorMs: nowMs, startMs: nowMs };
    return staffedRules(policies, pin(policies, report, world.timeScale, anchorMs, startMs), nowMs);
  });
  const step = checked(() => openingStep(id, report, rules, nowMs));
  const result = await append(world.database, id, step, nowMs);
  // It lay in a database that stood still: its clocks begin anew.
  if (result.outcome === 'stale') return tryOpen(world, id, input, Math.max(Date.now(), result.nowMs));
  if (result.outcome !== 'appended') return null;
  world.publish(id, step, result.recordedAtMs);
  return { outcome: 'opened', rules, nowMs, recordedAtMs: result.recordedAtMs };
}
