/** The issue's workflow as a careless change might leave it: it waits a moment before it opens. For replay tests only. */
import { sleep } from '@temporalio/workflow';
import { issue as today } from '../../workflows/issue';
import type { IssueStart } from '../../contracts/workflow';

export async function issue(start: IssueStart): ReturnType<typeof today> {
  await sleep(1);
  return today(start);
}
