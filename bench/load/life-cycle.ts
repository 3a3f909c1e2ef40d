/** One matter from the first word to the last: nobody at tier 1 moves, tier 2 takes it, asks for time, and solves it. */
import type { Doorstep, IssueId, Severity } from '../../clients/sdk';
import { QUICK, type Category } from '../stack/place';
import type { Ear } from './hear';
import { castOf } from './people';

export const ESCALATED = 'issue.escalated.v1';
const EXTEND_BY_MS = 3_600_000;

/** The issue's id, once it is in the log. */
export async function report(
  doorstep: Doorstep,
  index: number,
  category: Category,
  severity: Severity = 'normal',
): Promise<IssueId> {
  const { unit, resident } = castOf(index);
  const text = `Benchmark, matter ${index}: the light on the stairs between the second and the third floor is out.`;
  const { issue } = await doorstep.report({
    text,
    category,
    severity,
    unit,
    reporter: resident,
    channel: 'app',
  });
  return issue;
}

/** report → tier 1 expires → escalated → acknowledge → request → approve → handle → confirm */
export async function lifeCycle(doorstep: Doorstep, ear: Ear, index: number): Promise<void> {
  const { resident, worker, group } = castOf(index);
  const issue = await report(doorstep, index, QUICK);
  await ear.hear(issue, ESCALATED);
  ear.forget(issue);
  await doorstep.acknowledge(issue, { by: worker });
  await doorstep.request(issue, {
    by: worker,
    kind: 'extension',
    reason: 'the part comes tomorrow',
    extendByMs: EXTEND_BY_MS,
  });
  await doorstep.approve(issue, { by: group });
  await doorstep.handle(issue, {
    by: worker,
    note: 'new bulb and a new switch',
    evidence: [{ kind: 'photo', ref: `bench-${index}` }],
  });
  await doorstep.confirm(issue, { by: resident });
}

/** What the stack does for one life-cycle, for whoever compares it with other systems. */
export const LIFE_CYCLE = { steps: 7, events: 9, notices: 15 } as const;
