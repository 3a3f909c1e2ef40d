/** Issues with rules that no document has: put into the log as they are, and brought to life by whoever speaks first. */
import { join } from 'node:path';
import type { IssueId, ReportInput } from '../../clients/sdk';
import { open, record, type CommandId, type IssueRules } from '../../domain';
import { pin } from '../../domain/directory/pin';
import { readPolicies } from '../../policies/read';
import { append } from '../../store';
import { lead } from './people';
import type { World } from './world';

/** @param change what is done to the rules that the place has for the report */
export async function appended(
  world: World,
  id: string,
  report: ReportInput,
  change: (rules: IssueRules) => IssueRules,
): Promise<IssueId> {
  const issue = id as IssueId;
  const rules = change(pin(readPolicies(join(world.folder, 'policies')), report));
  const nowMs = Date.now();
  const from = { actor: report.reporter, commandId: 'open' as CommandId, occurredAtMs: nowMs };
  const step = record(issue, null, open(report, rules, nowMs), from);
  expect(await append(world.database, issue, step, nowMs)).toMatchObject({ outcome: 'appended' });
  await world.doorstep.comment(issue, { by: lead, text: '看看', evidence: [] });
  return issue;
}
