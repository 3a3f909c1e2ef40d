import type { Instant } from '../../kernel/ids';
import type { Decision, IssueRules } from '../../kernel/rules';
import { isSamePost, type Posted } from '../../kernel/staffing';
import type { IssueState } from '../../kernel/state';
import { calledAgain } from '../acknowledgement/evolve';
import type { HandedOver, Staffed } from './messages';

export const staffed = (state: IssueState, { posts }: Staffed): IssueState => ({
  ...state,
  rules: withStaff(state.rules, posts),
});

/** The same rules with these posts filled anew. */
export function withStaff(rules: IssueRules, posts: readonly Posted[]): IssueRules {
  const fill = <P extends Posted>(post: P): P => {
    const now = posts.find((one) => isSamePost(one, post));
    if (now === undefined) return post;
    const { called: _before, hops: _why, ...kept } = post;
    const { people, called, hops } = now;
    // The copy is nobody else's yet.
    const filled = kept as Filling;
    filled.people = people;
    if (called !== undefined) filled.called = called;
    if (hops !== undefined) filled.hops = hops;
    return filled as Posted as P;
  };
  const decision = <D extends Decision>(one: D): D =>
    one.panels === undefined ? one : { ...one, panels: one.panels.map(fill) };
  return {
    ...rules,
    tiers: rules.tiers.map(fill),
    extension: decision(rules.extension),
    suspension: decision(rules.suspension),
    forceClose: decision(rules.forceClose),
    ...(rules.return === undefined ? {} : { return: decision(rules.return) }),
    ...(rules.void === undefined ? {} : { void: decision(rules.void) }),
    ...(rules.parties === undefined ? {} : { parties: rules.parties.map(fill) }),
    ...(rules.verification === undefined
      ? {}
      : { verification: { ...rules.verification, by: fill(rules.verification.by) } }),
    ...(rules.check === undefined ? {} : { check: { ...rules.check, by: fill(rules.check.by) } }),
    ...(rules.callBack === undefined ? {} : { callBack: { ...rules.callBack, by: fill(rules.callBack.by) } }),
  };
}

type Filling = { -readonly [F in keyof Posted]: Posted[F] };

/** Every post that the rules name, each once. Asked with every look at who is there, so it is written down. */
export function postsOf(rules: IssueRules): readonly Posted[] {
  const found = known.get(rules) ?? postsIn(rules);
  known.set(rules, found);
  return found;
}
const known = new WeakMap<IssueRules, readonly Posted[]>();

function postsIn(rules: IssueRules): readonly Posted[] {
  const decisions = [rules.extension, rules.suspension, rules.forceClose, rules.return, rules.void];
  const all = [
    ...rules.tiers,
    ...(rules.parties ?? []),
    ...decisions.flatMap((decision) => decision?.panels ?? []),
    ...[rules.verification?.by, rules.check?.by, rules.callBack?.by].filter((post) => post !== undefined),
  ];
  return all.filter((post, index) => all.findIndex((one) => isSamePost(one, post)) === index);
}

/** A deputy has it as the other had it; without one nobody has it, and its time to handle goes on. */
export const handedOver = (state: IssueState, { to, acknowledge }: HandedOver, atMs: Instant): IssueState =>
  acknowledge === undefined ? { ...state, assignee: to ?? null } : calledAgain(state, acknowledge, atMs);
