/** What tests of acting from a notice do again and again. */
import type { IssueId, PersonId, ReportInput, RequestPayload } from '../../clients/sdk';
import { deliveriesOf, readLog } from '../../store';
import type { Letters } from './letters';
import { lead, report, type Pace } from './people';

/** High severity does not wait to travel with others. */
export const pressing = (pace: Pace, text?: string): ReportInput => ({ ...report(pace, text), severity: 'high' });

export const tokenOf = (link: string): string => link.slice(link.lastIndexOf('/') + 1);
export const get = (link: string, init: RequestInit = {}) => fetch(link, { redirect: 'error', ...init });
export const post = (link: string, choice: string, words?: string) =>
  get(link, { method: 'POST', body: new URLSearchParams({ choice, ...(words === undefined ? {} : { words }) }) });

export function actingWith({ world, linksTo }: Pick<Letters, 'world' | 'linksTo'>) {
  return {
    /** How many events of a type an issue has. */
    countOf: async (issue: IssueId, type: string) =>
      (await readLog(world().database, issue)).filter(({ event }) => event.type === type).length,
    /** What became of the notices to a person on a channel, in their order. */
    proofOf: async (issue: IssueId, person: PersonId, by = 'email') =>
      (await deliveriesOf(world().database, issue))
        .filter(({ channel, recipient }) => channel === by && recipient === person)
        .map(({ state }) => state),
    /** A report, and the link by which the lead of the building acknowledges it. */
    reported: async (text?: string) => {
      const { issue } = await world().doorstep.report(pressing('voting', text));
      const [link = ''] = await linksTo(lead, issue);
      return { issue, link };
    },
    /** An issue of which somebody has asked something. */
    asked: async (question: RequestPayload): Promise<IssueId> => {
      const { doorstep } = world();
      const { issue } = await doorstep.report(pressing('voting'));
      await doorstep.acknowledge(issue, { by: lead });
      await doorstep.request(issue, question);
      return issue;
    },
  };
}
