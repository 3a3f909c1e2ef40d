/** Who holds a post at an instant, and who of them is called: looked up outside, when somebody is to be told. */
import type { Instant, PersonId, UnitId } from './ids';

/** One step on the way from a post to the people who are called, in the order in which they were taken. */
export interface Hop {
  /**
   * override, rotation: named for this time · whole-post: no rotation, so everybody · off-duty, absent, left, not-competent:
   * not called, and why · deputy, next-on-duty: called instead · nobody: nobody is left.
   */
  readonly why:
    | 'override'
    | 'rotation'
    | 'whole-post'
    | 'off-duty'
    | 'absent'
    | 'left'
    | 'not-competent'
    | 'deputy'
    | 'next-on-duty'
    | 'nobody';
  readonly person?: PersonId;
  /** Whose place it is. */
  readonly for?: PersonId;
  readonly untilMs?: Instant;
}

/** A role at a unit, who may act for it, and who of them is called. */
export interface Posted {
  readonly role: string;
  readonly unit: UnitId;
  /** Whoever is called has to hold all of these at that instant; nothing is asked when left out. */
  readonly competence?: readonly string[];
  /** Never empty: a post that has lost its last holder keeps those who had it. */
  readonly people: readonly PersonId[];
  /** Who of them is told; everybody when left out, and nobody is there when it is empty. */
  readonly called?: readonly PersonId[];
  /** How those who are called were found, where that says more than that everybody is. */
  readonly hops?: readonly Hop[];
}

/** The posts that an issue names, as they are filled at one instant. */
export interface Staffing {
  /** Version of the directory that was asked; 0 for documents on disk. */
  readonly directory: number;
  readonly posts: readonly Posted[];
  /** Of the people who were asked about, those who are not there. */
  readonly away?: readonly Away[];
}

export interface Away {
  readonly person: PersonId;
  readonly why: 'absent' | 'left';
  /** Who stands in, and is there. */
  readonly deputy?: PersonId;
}

export const calledOf = ({ called, people }: Posted): readonly PersonId[] => called ?? people;
/** Nobody of the post is there. */
export const isUnstaffed = ({ called }: Posted): boolean => called?.length === 0;
/** Who of them is told where somebody has to be: everybody when nobody is there. */
export const calledOrAll = (post: Posted): readonly PersonId[] => (isUnstaffed(post) ? post.people : calledOf(post));
/** What is looked up: who holds a role at a unit, and who of them is called where a competence is asked. */
export type PostName = Pick<Posted, 'role' | 'unit' | 'competence'>;
export const isSamePost = (one: PostName, other: PostName): boolean =>
  one.role === other.role && one.unit === other.unit && tagsOf(one) === tagsOf(other);
const tagsOf = ({ competence = [] }: PostName): string => competence.join(' ');
