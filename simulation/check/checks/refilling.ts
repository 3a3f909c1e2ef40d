import { same } from '../same';
import type { Turn } from '../../trace';
import type { Check, Say } from '../check';
import type { Event } from '../known';
import { isSame, posts as postsOf } from '../there';

export const refilling: Check = {
  name: 'refilling',
  promise:
    'Posts are filled as the directory says, and only those that changed; that alone changes no clock, no question under way and nobody’s having it, and tells nobody.',
  on: {
    staffed: (before, { posts, directory }, { staffing, records }, say) => {
      if (records[0]?.event.type !== 'staffed') say('it is decided first, and looked up then');
      if (staffing === null) return say('nobody looked who is there');
      if (staffing.directory !== directory) say(`version ${staffing.directory} says so, not ${directory}`);
      if (posts.length === 0) say('no post changed');
      for (const post of posts) {
        const now = staffing.posts.find((one) => isSame(one, post));
        const known = postsOf(before.rules).filter((one) => isSame(one, post));
        if (now === undefined || known.length === 0) say(`${post.role} is no post of it, or nobody asked about it`);
        else says(post, now, known, say);
      }
    },
  },
  turn: (_after, turn, say) => {
    if (turn.records.length === 1 && turn.records[0]?.event.type === 'staffed') still(turn, say);
  },
};

type Post = Event<'staffed'>['posts'][number];

function says(post: Post, now: Post, known: readonly Post[], say: Say): void {
  const held = now.people.length > 0;
  if (post.people.length === 0) say(`${post.role} is held by nobody, and nobody may act`);
  if (held && !same(post.people, now.people)) say(`${post.role} is held by others than the directory says`);
  if (!held && !known.some(({ people }) => same(people, post.people)))
    say(`${post.role} is held by nobody, and others than before answer for it`);
  if (!same(post.called, held ? now.called : [])) say(`others of ${post.role} are called than are there`);
  if (known.every(({ people, called }) => same(people, post.people) && same(called, post.called)))
    say(`nothing has changed about ${post.role}`);
}

const KEPT = [
  'stage',
  'stageSinceMs',
  'tier',
  'calls',
  'clocks',
  'suspension',
  'assignee',
  'approvals',
  'parts',
] as const;

function still({ before, after, told }: Turn, say: Say): void {
  for (const field of KEPT) if (!same(before?.[field], after[field])) say(`${field} is not what it was`);
  if (told.length > 0) say('somebody is told');
}
