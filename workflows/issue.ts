/**
 * The process of one issue: it opens, it climbs the ladder until somebody handles it, and it ends when the resident
 * has had the last word. All decisions are domain/'s; what counts is what the log accepted.
 */
import { allHandlersFinished, CancellationScope, condition, continueAsNew, workflowInfo } from '@temporalio/workflow';
import type { IssueStart } from '../contracts/workflow';
import type { IssueId, Outcome } from '../domain';
import { Alarm } from './alarm';
import { Desk } from './desk';
import { Group } from './group';
import { answerQueries } from './queries';
import { receiveCommands } from './receive';
import { follow } from './rules-broke';
import { OperatorView } from './show';

export interface IssueEnd {
  readonly issue: IssueId;
  /** How the issue was closed; null when it never opened. */
  readonly outcome: Outcome | null;
  /** Why it never opened. */
  readonly refused?: string;
}

/** An issue ends by its rules alone: a request to cancel its workflow changes nothing (closing early is a force-close). */
export const issue = (start: IssueStart): Promise<IssueEnd> =>
  CancellationScope.nonCancellable(() => untilClosed(start));

async function untilClosed(start: IssueStart): Promise<IssueEnd> {
  const desk = new Desk(start);
  const alarm = new Alarm(desk.stir);
  const operators = new OperatorView();
  const group = new Group(desk);
  receiveCommands(desk);
  answerQueries(desk);

  const refused = await desk.open();
  if (refused !== null) {
    await condition(allHandlersFinished);
    return { issue: start.id, outcome: null, refused };
  }

  await group.tell();
  while (!desk.isFinished()) {
    await desk.plan(() => {
      operators.show(desk.state);
      alarm.set(desk.nextWake());
    });
    await condition(() => desk.hasCommands() || alarm.hasRung() || desk.isFinished());
    desk.stir();
    await desk.serve();
    await group.tell();
    if (workflowInfo().continueAsNewSuggested && (await desk.isQuiet())) {
      await continueAsNew<typeof issue>(desk.carryOn());
    }
  }
  // What is over is over, whatever its rules say of it.
  follow(() => operators.show(desk.state));
  alarm.clear();
  return { issue: start.id, outcome: desk.state.closure?.outcome ?? null };
}
