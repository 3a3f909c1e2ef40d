/** What somebody is to an issue, by its state alone. */
import { placesOf } from '../kernel/deputies';
import type { PersonId } from '../kernel/ids';
import { crew } from '../kernel/ladder';
import type { Decision, IssueRules } from '../kernel/rules';
import type { Posted } from '../kernel/staffing';
import type { IssueState } from '../kernel/state';
import type { Relation } from './terms';

/**
 * Everything that the state knows; that somebody was told stands with the notices. Whoever stands in is what the other is.
 *
 * @param posts those that the person holds now: an issue keeps who held them when somebody was last told, and whoever came
 * into a post since is what its holders are
 */
export function relationsOf(state: IssueState, person: PersonId, posts: readonly Held[] = []): readonly Relation[] {
  const own: readonly Relation[] = state.report.reporter === person ? ['reporter'] : [];
  const theirs = inPlace(state, { person, posts });
  const standingIn = placesOf(state, person).filter((place) => place !== person);
  return [
    ...new Set([...own, ...theirs, ...standingIn.flatMap((place) => inPlace(state, { person: place, posts: [] }))]),
  ];
}

export type Held = Pick<Posted, 'role' | 'unit'>;

interface Somebody {
  readonly person: PersonId;
  readonly posts: readonly Held[];
}

/** No deputy has the word of whoever reported it. */
const inPlace = (state: IssueState, who: Somebody): readonly Relation[] =>
  TESTS.flatMap(([relation, holds]) => (holds(state, who) ? [relation] : []));

type Test = (state: IssueState, who: Somebody) => boolean;

const TESTS: readonly (readonly [Exclude<Relation, 'reporter' | 'told'>, Test])[] = [
  ['assignee', ({ assignee, handled }, { person }) => assignee === person || handled?.by === person],
  // A ladder can be empty in quarantine.
  ['crew', (state, who) => state.rules.tiers.length > 0 && isOf(crew(state), who)],
  ['ladder', ({ rules }, who) => rules.tiers.some((tier) => isOf(tier, who))],
  ['party', isOfParty],
  ['asked', ({ rules }, who) => lookers(rules).some((post) => isOf(post, who))],
  ['decider', isDecider],
  ['supervisor', ({ supervision }, { person }) => supervision?.people.includes(person) === true],
];

const isOf = (post: Posted, { person, posts }: Somebody): boolean =>
  post.people.includes(person) ||
  post.called?.includes(person) === true ||
  posts.some(({ role, unit }) => role === post.role && unit === post.unit);

/** A party of the procedure to which the issue never came has nothing to do with it. */
function isOfParty({ rules, dispatch, parts = [], returnedBy = [] }: IssueState, who: Somebody): boolean {
  const came = new Set([
    ...(dispatch === undefined ? [] : [dispatch.party, ...(dispatch.takenFrom ?? [])]),
    ...parts.map(({ party }) => party),
    ...returnedBy,
  ]);
  return (rules.parties ?? []).some((party) => came.has(party.key) && isOf(party, who));
}

const lookers = ({ verification, check, callBack }: IssueRules): readonly Posted[] =>
  [verification?.by, check?.by, callBack?.by].filter((post) => post !== undefined);

function isDecider({ approvals, rules }: IssueState, who: Somebody): boolean {
  if (approvals.some(({ deciders, decidedBy }) => deciders.includes(who.person) || decidedBy === who.person))
    return true;
  return decisionsOf(rules).some(({ panels = [] }) => panels.some((panel) => isOf(panel, who)));
}

const decisionsOf = (rules: IssueRules): readonly Decision[] =>
  [rules.extension, rules.suspension, rules.forceClose, rules.return, rules.void].filter((one) => one !== undefined);
