/** Whom it makes sense to ask. */
import type { PersonId } from '../../kernel/ids';
import type { Notice, NoticeFacts, Template } from '../../kernel/notice';
import { calledOf } from '../../kernel/staffing';
import type { IssueState } from '../../kernel/state';
import { tellAll } from '../../kernel/tell';
import { postsOf } from './evolve';

/** Of these people those who are not known to be away or off duty; all of them when nobody would be left to be asked. */
export function reachable({ rules }: IssueState, people: readonly PersonId[]): readonly PersonId[] {
  const posts = postsOf(rules).filter(({ called }) => called !== undefined);
  if (posts.length === 0) return people;
  const there = people.filter((person) => {
    const held = posts.filter((post) => post.people.includes(person));
    return held.length === 0 || held.some((post) => calledOf(post).includes(person));
  });
  return there.length === 0 ? people : there;
}

/** Asks those of them who are there. */
export const tellReachable = (
  state: IssueState,
  people: readonly PersonId[],
  template: Template,
  facts: NoticeFacts = {},
): readonly Notice[] => tellAll(state, reachable(state, people), template, facts);
