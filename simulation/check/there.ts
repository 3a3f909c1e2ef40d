/** Who is there, as the rules and the events say it: told from the directory's words, not from how the rules take them. */
import type { IssueRules, PersonId, Posted } from '../../domain';
import { same } from './same';
import type { Sight } from './sight';

const isPost = (value: object): value is Posted => 'role' in value && 'unit' in value && 'people' in value;
/** A role at a unit, asked for the same competences: with others it is somebody else who is called. */
export const isSame = (one: Posted, other: Posted): boolean =>
  one.role === other.role && one.unit === other.unit && same(one.competence, other.competence);

/** The same rules with these posts filled anew, wherever the rules name them. */
export function refilled(rules: IssueRules, posts: readonly Posted[]): IssueRules {
  // What is not a post and holds none stays as it is.
  const walk = (value: unknown): unknown => {
    if (typeof value !== 'object' || value === null) return value;
    if (Array.isArray(value)) {
      if (isOfPlain(value)) return value;
      const parts = value.map(walk);
      return parts.every((part, index) => part === value[index]) ? value : parts;
    }
    const now = isPost(value) ? posts.find((post) => isSame(post, value)) : undefined;
    if (now !== undefined) {
      const { called: _before, hops: _why, ...kept } = value as Posted;
      return Object.assign(kept, { people: now.people }, staff(now));
    }
    const parts = value as Record<string, unknown>;
    let walked: Record<string, unknown> | null = null;
    for (const name in parts) {
      if (name === HOURS) continue;
      const part = walk(parts[name]);
      if (part !== parts[name]) (walked ??= { ...parts })[name] = part;
    }
    return walked ?? value;
  };
  return walk(rules) as IssueRules;
}

/** A calendar holds no posts, and is long. */
const HOURS = 'workingTime' satisfies keyof IssueRules;

const isOfPlain = (list: readonly unknown[]): boolean => typeof list[0] !== 'object';

const staff = ({ called, hops }: Posted): Pick<Posted, 'called' | 'hops'> => ({
  ...(called === undefined ? {} : { called }),
  ...(hops === undefined ? {} : { hops }),
});

/** Every post that the rules name, as often as they name it. Asked with every notice, so it is written down once. */
export function posts(rules: IssueRules): readonly Posted[] {
  const found = known.get(rules) ?? written(rules);
  known.set(rules, found);
  return found;
}
const known = new WeakMap<IssueRules, readonly Posted[]>();

function written(rules: IssueRules): readonly Posted[] {
  const found: Posted[] = [];
  const walk = (value: unknown): void => {
    if (typeof value !== 'object' || value === null) return;
    if (Array.isArray(value)) {
      if (!isOfPlain(value)) for (const part of value) walk(part);
    } else if (isPost(value)) found.push(value);
    else for (const name in value) if (name !== HOURS) walk((value as Record<string, unknown>)[name]);
  };
  walk(rules);
  return found;
}

/** Of a post those who are called; everybody where nothing else is said. */
export const there = (post: Posted | undefined): readonly PersonId[] => post?.called ?? post?.people ?? [];
export const isEmpty = (post: Posted | undefined): boolean => post?.called?.length === 0;
/** Those who are there, and everybody where nobody is. */
export const thereOrAll = (post: Posted | undefined): readonly PersonId[] =>
  isEmpty(post) ? (post?.people ?? []) : there(post);

/** Somebody who is there is asked first; where of these people nobody is, all of them are asked. */
export function toBeAsked(sight: Sight, people: readonly PersonId[]): readonly PersonId[] {
  // Of most histories it is never said who is there.
  if (posts(sight.rules).every(({ called }) => called === undefined)) return people;
  const found = people.filter((person) => isThere(sight, person));
  return found.length === 0 ? people : found;
}

/** Not known to be away from every post that they hold. */
export function isThere({ rules }: Sight, person: PersonId): boolean {
  const held = posts(rules).filter(({ called, people }) => called !== undefined && people.includes(person));
  return held.length === 0 || held.some(({ called = [] }) => called.includes(person));
}
