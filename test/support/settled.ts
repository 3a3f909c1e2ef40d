/** The common end of every test that breaks something: all is well again, and nothing was lost, doubled, early or stuck. */
import { isDeepStrictEqual } from 'node:util';
import { QUERIES } from '../../contracts/workflow';
import { nextWake, type IssueState } from '../../domain';
import {
  allIssues,
  brokenPromises,
  calledTwice,
  misnumbered,
  overdue,
  toldTooLate,
  unlikeTheLog,
  wrongApprovals,
  wrongWakes,
  type IssueFile,
} from './audit';
import { workflowOf } from './operator';
import { until } from './until';
import type { World } from './world';

export async function expectNothingLostDoubledEarlyOrStuck(world: World): Promise<readonly IssueFile[]> {
  await untilNothingIsDue(world);
  const issues = await allIssues(world);
  expect({
    misnumbered: misnumbered(issues),
    brokenPromises: brokenPromises(issues, world.caller.promised),
    wrongWakes: wrongWakes(issues),
    toldTooLate: toldTooLate(issues),
    calledTwice: calledTwice(issues),
    wrongApprovals: wrongApprovals(issues),
    unlikeTheLog: await unlikeTheLog(world, issues),
    unlikeTheWorkflow: await unlikeTheWorkflow(world, issues),
  }).toEqual({
    misnumbered: [],
    brokenPromises: [],
    wrongWakes: [],
    toldTooLate: [],
    calledTwice: [],
    wrongApprovals: [],
    unlikeTheLog: [],
    unlikeTheWorkflow: [],
  });
  world.inbox.expectWhatTheLogSays();
  return issues;
}

/**
 * Liveness: whatever has fallen due is decided without anybody's help. Nothing falls due in the next moments either, so
 * that log, read model and workflow can be compared while nothing moves.
 */
const untilNothingIsDue = (world: World): Promise<unknown> =>
  until('every deadline that is over was decided', async () => {
    const { rows } = await world.database.pool.query<{ due: number }>(
      "select count(*) as due from doorstep.issue where due_at < now() + interval '3 seconds'",
    );
    if (rows[0]?.due !== 0) return false;
    return overdue(await allIssues(world), Date.now()).length === 0;
  });

/** G6: every workflow that has something to wait for holds what the log folds to. */
async function unlikeTheWorkflow(world: World, issues: readonly IssueFile[]): Promise<readonly string[]> {
  const found: string[] = [];
  for (const { id, moments } of issues) {
    const folded = moments.at(-1)?.after;
    if (folded === undefined || nextWake(folded) === undefined) continue;
    // A workflow task may still be on its way to the answer that everybody else has got already.
    let seen = 'no answer';
    const same = await until(
      `the workflow of ${id} holds what the log folds to`,
      async () => {
        const held = await workflowOf(world, id).query<IssueState | null>(QUERIES.state);
        seen = JSON.stringify(held);
        return isDeepStrictEqual(held, folded);
      },
      30_000,
    ).catch(() => false);
    if (!same) found.push(`${id}: it holds ${seen}, the log ${JSON.stringify(folded)}`);
  }
  return found;
}
