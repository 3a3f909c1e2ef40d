/** Holds somebody against the table of rights. Pure: what they are to the subject has been looked up before. */
import { depth } from '../procedure/procedure';
import type { Operation } from './operations';
import { RIGHTS, type PostRight, type Right } from './table';
import type { PostFact, Relation, Scope } from './terms';

export interface PersonFacts {
  readonly kind: 'person';
  readonly isOperator: boolean;
  readonly posts: readonly PostFact[];
  /** To the issue that is asked about; none when it is about no issue. */
  readonly relations: readonly Relation[];
  /** It is about themselves. */
  readonly isSelf: boolean;
  /** What the key allows with which they came, where they came with one. */
  readonly key?: KeyFacts;
}

export interface KeyFacts {
  readonly scopes: readonly Scope[];
  /** The subject lies in the units of the key. */
  readonly isInside: boolean;
}

export interface ServiceFacts {
  readonly kind: 'service';
  readonly key: KeyFacts;
  /** It may say for whom it acts. */
  readonly actsFor: boolean;
  /** For whom it acts here. */
  readonly person?: PersonFacts;
}

export type Facts =
  | PersonFacts
  | ServiceFacts
  /** @property isOwn the issue is the one of the tracking code */
  | { readonly kind: 'tracker'; readonly isOwn: boolean }
  /** Whoever runs the installation and is no person of the directory. */
  | { readonly kind: 'operator' }
  | { readonly kind: 'anonymous' };

export const GRANTS = ['everybody', 'tracker', 'service', 'operator', 'self', 'relation', 'post', 'signed-in'] as const;
export const DENIALS = [
  'not-signed-in',
  'not-seen',
  'no-relation',
  'not-oneself',
  'no-post',
  'operators-only',
  'scope-missing',
  'outside-units',
  'acts-for-nobody',
  'other-issue',
  'persons-only',
] as const;

export type Verdict =
  | { readonly may: true; readonly by: (typeof GRANTS)[number] }
  | {
      readonly may: false;
      /**
       * unauthenticated: signing in might help · hidden: as if there were no such issue · forbidden: everything else. Only
       * whoever may read an issue learns that they may not do something with it.
       */
      readonly as: 'unauthenticated' | 'hidden' | 'forbidden';
      readonly why: (typeof DENIALS)[number];
    };
type Why = (typeof DENIALS)[number];
type Tried = Extract<Verdict, { may: true }> | Why;

/** Denied by default. The reason is for the log and for whoever may know it: it says nothing of the subject. */
export function judge(facts: Facts, operation: Operation): Verdict {
  const right = RIGHTS[operation];
  const tried = tryRight(facts, right, operation);
  if (typeof tried !== 'string') return tried;
  if (facts.kind === 'anonymous') return { may: false, as: 'unauthenticated', why: tried };
  if (right.on === 'issue' && typeof tryRight(facts, RIGHTS['issue.read'], 'issue.read') === 'string')
    return { may: false, as: 'hidden', why: operation === 'issue.read' ? tried : 'not-seen' };
  return { may: false, as: 'forbidden', why: tried };
}

function tryRight(facts: Facts, right: Right, operation: Operation): Tried {
  if (right.everybody === true && !('key' in facts)) return { may: true, by: 'everybody' };
  switch (facts.kind) {
    case 'anonymous':
      return 'not-signed-in';
    case 'tracker':
      if (right.tracker !== true) return right.on === 'issue' ? 'no-relation' : 'persons-only';
      return facts.isOwn ? { may: true, by: 'tracker' } : 'other-issue';
    case 'operator':
      return right.operator === true ? { may: true, by: 'operator' } : 'persons-only';
    case 'service':
      return tryService(facts, right, operation);
    case 'person':
      return tryPerson(facts, right);
    default:
      return facts satisfies never;
  }
}

/** A key takes away and never gives: its person has to have the right as well. */
function tryPerson(facts: PersonFacts, right: Right): Tried {
  const refused = facts.key === undefined ? undefined : refusedByKey(facts.key, right);
  if (refused !== undefined) return refused;
  if (right.everybody === true) return { may: true, by: 'everybody' };
  if (right.operator === true && facts.isOperator) return { may: true, by: 'operator' };
  if (right.self === true && facts.isSelf) return { may: true, by: 'self' };
  if (facts.relations.some((relation) => right.relations?.includes(relation) === true))
    return { may: true, by: 'relation' };
  if (facts.posts.some((post) => right.posts?.some((asked) => fits(asked, post)) === true))
    return { may: true, by: 'post' };
  if (right.signedIn === true) return { may: true, by: 'signed-in' };
  if (right.relations !== undefined) return 'no-relation';
  if (right.posts !== undefined) return 'no-post';
  return right.self === true ? 'not-oneself' : 'operators-only';
}

/** It acts for a person wherever one has to act; then both need the right. */
function tryService(facts: ServiceFacts, right: Right, operation: Operation): Tried {
  const refused = refusedByKey(facts.key, right);
  if (refused !== undefined) return refused;
  if (!needsPerson(operation)) return { may: true, by: right.everybody === true ? 'everybody' : 'service' };
  if (!facts.actsFor || facts.person === undefined) return 'acts-for-nobody';
  return tryPerson(facts.person, right);
}

function refusedByKey(key: KeyFacts, right: Right): Why | undefined {
  if (right.everybody === true && right.on === 'place') return undefined;
  const scope = right.service ?? (right.everybody === true ? 'issues.report' : undefined);
  if (scope === undefined) return right.operator === true ? 'operators-only' : 'persons-only';
  if (!key.scopes.includes(scope)) return 'scope-missing';
  return key.isInside ? undefined : 'outside-units';
}

const needsPerson = (operation: Operation): boolean =>
  operation.startsWith('issue.command.') || operation.startsWith('issue.report');

const fits = ({ standing, scopes, from }: PostRight, post: PostFact): boolean =>
  post.standing === standing && scopes.includes(post.scope) && (from === undefined || depth(post.level) <= depth(from));
