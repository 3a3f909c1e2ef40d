import { leadViewOf } from '../domain/capabilities/linking/follow';
import type { LeadView } from '../domain/capabilities/linking/messages';
import type { IssueId } from '../domain';
import { findIssue } from '../store';
import type { World } from './world';

/** What another issue has to know of this one before it goes with it, or to follow it; null when there is no such issue. */
export const makeLeadOf =
  ({ database }: World) =>
  async (id: IssueId): Promise<LeadView | null> => {
    const state = await findIssue(database, id);
    return state === null ? null : leadViewOf(state);
  };
