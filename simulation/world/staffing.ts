/** Who is there: rules of which not everybody is called, and what the directory says of the posts of an issue later on. */
import {
  postsOf,
  type Away,
  type IssueRules,
  type IssueState,
  type PersonId,
  type Posted,
  type PostName,
  type Staffing,
} from '../../domain';
import { withStaff } from '../../domain/capabilities/staffing/evolve';
import type { Random } from '../random';
import { NEIGHBOURS, OFFICES } from './people';
import type { Making } from './practice';

const EVERYBODY = [...NEIGHBOURS, ...OFFICES];

/** The same rules, pinned at an hour at which not everybody is there. */
export function pinnedBy(random: Random, rules: IssueRules): IssueRules {
  const posts = postsOf(rules).filter(() => random.chance(0.4));
  return withStaff(
    rules,
    posts.map((post) => filledBy(post, { people: post.people, ...some(random, post.people) })),
  );
}

/** Some posts have changed, and whoever has the issue may be away. @param isLook the engine looks for those who are away */
export function staffing(random: Random, { rules, tier, assignee }: IssueState, isLook = false): Staffing {
  const posts = postsOf(rules);
  const away = assignee !== null && random.chance(isLook ? 0.6 : 0.1) ? [awayOf(random, assignee)] : [];
  const onDuty = rules.tiers[tier - 1];
  const changed = posts.filter((post) => random.chance(post === onDuty ? 0.4 : 0.2));
  return {
    directory: random.between(1, 9),
    posts: posts.map((post) => without(changed.includes(post) ? filled(random, post) : known(post), away)),
    ...(away.length === 0 ? {} : { away }),
  };
}

const known = (post: Posted): Posted => filledBy(post, { people: post.people, called: post.called });

/** Others hold it, some of them are called, nobody is, or nobody holds it any more. */
function filled(random: Random, post: Posted): Posted {
  const roll = random.next();
  if (roll < 0.1) return filledBy(post, { people: [], called: [] });
  const people = roll < 0.5 ? post.people : crew(random, post.people);
  const { called, hops } = some(random, people);
  return filledBy(post, { people, called, hops });
}

/** The post of this name. Written out: a property more beside a spread makes every object one of a kind. */
function filledBy({ role, unit, competence }: PostName, { people, called, hops }: Filling): Posted {
  const post: Making<Posted> = competence === undefined ? { role, unit, people } : { role, unit, competence, people };
  if (called !== undefined) post.called = called;
  if (hops !== undefined) post.hops = hops;
  return post;
}

interface Filling {
  readonly people: readonly PersonId[];
  readonly called?: readonly PersonId[] | undefined;
  readonly hops?: Posted['hops'];
}

function crew(random: Random, before: readonly PersonId[]): readonly PersonId[] {
  const people = random.chance(0.5) ? [random.pick(before)] : [random.pick(EVERYBODY)];
  while (people.length < 4 && random.chance(0.5)) {
    const another = random.pick(EVERYBODY);
    if (!people.includes(another)) people.push(another);
  }
  return people;
}

function some(random: Random, people: readonly PersonId[]): Pick<Posted, 'called' | 'hops'> {
  const roll = random.next();
  if (roll < 0.25) return {};
  if (roll < 0.5) return { called: [], hops: [{ why: 'nobody' }] };
  const called = people.filter(() => random.chance(0.5));
  return called.length === people.length ? {} : { called };
}

function awayOf(random: Random, person: PersonId): Away {
  const deputy = random.chance(0.5) ? random.pick(EVERYBODY) : person;
  return { person, why: random.chance(0.7) ? 'absent' : 'left', ...(deputy === person ? {} : { deputy }) };
}

/** Nobody who is away is called. */
function without(post: Posted, away: readonly Away[]): Posted {
  const { called = post.people } = post;
  const there = called.filter((one) => !away.some(({ person }) => person === one));
  return there.length === called.length
    ? post
    : filledBy(post, { people: post.people, called: there, hops: post.hops });
}
