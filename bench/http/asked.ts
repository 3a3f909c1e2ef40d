/** Issues in which the lead waits for an answer to a question. */
import type { IssueId } from '../../clients/sdk';
import { each } from '../load/each';
import { castOf } from '../load/people';
import type { BenchStack } from '../stack/bench-stack';
import { PATIENT } from '../stack/place';
import type { HttpCaller } from './caller';

const WITHIN_MS = 600_000;

export function matter(index: number): object {
  const { unit, resident } = castOf(index);
  const text = `Benchmark, matter ${index}: the light on the stairs is out.`;
  return { text, category: PATIENT, severity: 'normal', unit, reporter: resident, channel: 'app' };
}

/** The index-th of them is the matter of the index-th cast; the workers of its grid decide. */
export async function askedFor(
  { doorstep }: BenchStack,
  caller: HttpCaller,
  count: number,
  atOnce: number,
): Promise<readonly IssueId[]> {
  const issues: IssueId[] = [];
  await each(count, atOnce, WITHIN_MS, async (index) => {
    const { lead } = castOf(index);
    const { issue } = await caller.send('POST', '/v1/issues', matter(index));
    const id = issue as IssueId;
    await doorstep.acknowledge(id, { by: lead });
    await doorstep.request(id, { by: lead, kind: 'extension', reason: 'spare part', extendByMs: 3_600_000 });
    issues[index] = id;
  });
  return issues;
}
