import type { Capability } from '../../kernel/capability';
import { tellAll } from '../../kernel/tell';
import { notTold } from './evolve';

/** What happens when nobody of the tier on duty could be told that it is theirs. */
export const telling = {
  events: { 'not-told': notTold },
  // As where nobody is there: the top answers for whatever is below it. At the top it is everybody of the post.
  notices: { 'not-told': (after) => tellAll(after, after.rules.tiers.at(-1)?.people ?? [], 'nobody-told') },
} satisfies Capability;
