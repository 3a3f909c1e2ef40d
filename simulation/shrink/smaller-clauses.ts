/** Rules that say less: whole clauses go first, then what is left of them becomes plainer. */
import type { IssueRules, Posted } from '../../domain';
import { given } from '../world/practice';
import { fewer, simplerRepeats, simplerTerms } from './simpler';

const CLAUSES = [
  'verification',
  'parties',
  'check',
  'callBack',
  'problem',
  'supervision',
  'total',
  'again',
  'return',
  'void',
  'copies',
] as const satisfies readonly (keyof IssueRules)[];
const QUESTIONS = ['extension', 'suspension', 'forceClose', 'return', 'void'] as const;

export function* fewerClauses(rules: IssueRules): Generator<IssueRules> {
  const used = CLAUSES.filter((clause) => rules[clause] !== undefined);
  // All at once, then one by one.
  if (used.length > 1)
    yield given<IssueRules>({ ...rules, ...Object.fromEntries(used.map((clause) => [clause, undefined])) });
  for (const clause of used) yield given<IssueRules>({ ...rules, [clause]: undefined });
  for (const name of QUESTIONS) {
    const how = rules[name];
    for (const part of ['panels', 'quorum', 'reminders', 'onTimeout'] as const)
      if (how?.[part] !== undefined) yield { ...rules, [name]: given({ ...how, [part]: undefined }) };
  }
}

export function* simplerClauses(rules: IssueRules): Generator<IssueRules> {
  const { parties, verification, check, callBack, total, supervision, again, problem } = rules;
  if (parties !== undefined) {
    if (parties.length > 1)
      for (const index of parties.keys()) yield { ...rules, parties: parties.toSpliced(index, 1) };
    for (const [index, party] of parties.entries()) {
      for (const post of fewerPeople(party)) yield { ...rules, parties: parties.with(index, { ...party, ...post }) };
      for (const handleWithin of simplerTerms(party.handleWithin))
        if (handleWithin.ms >= Math.max(party.acknowledgeWithin.ms, party.reportInWithin.ms))
          yield { ...rules, parties: parties.with(index, { ...party, handleWithin }) };
      for (const acknowledgeWithin of simplerTerms(party.acknowledgeWithin))
        if (acknowledgeWithin.ms <= party.handleWithin.ms)
          yield { ...rules, parties: parties.with(index, { ...party, acknowledgeWithin }) };
    }
  }
  if (verification !== undefined) {
    for (const by of fewerPeople(verification.by)) yield { ...rules, verification: { ...verification, by } };
    for (const within of simplerTerms(verification.within))
      yield { ...rules, verification: { ...verification, within } };
    for (const repeat of simplerRepeats(verification.repeat))
      yield { ...rules, verification: { ...verification, repeat } };
  }
  if (check !== undefined) {
    for (const by of fewerPeople(check.by)) yield { ...rules, check: { ...check, by } };
    for (const within of simplerTerms(check.within)) yield { ...rules, check: { ...check, within } };
    for (const reworkWithin of simplerTerms(check.reworkWithin)) yield { ...rules, check: { ...check, reworkWithin } };
    for (const repeat of simplerRepeats(check.repeat)) yield { ...rules, check: { ...check, repeat } };
    if (check.evidenceMinimum > 0) yield { ...rules, check: { ...check, evidenceMinimum: 0 } };
  }
  if (callBack !== undefined) {
    for (const by of fewerPeople(callBack.by)) yield { ...rules, callBack: { ...callBack, by } };
    for (const attempts of fewer(callBack.attempts))
      if (attempts > 0) yield { ...rules, callBack: { ...callBack, attempts } };
  }
  if (total !== undefined)
    for (const within of simplerTerms(total.within)) yield { ...rules, total: { ...total, within } };
  if (supervision !== undefined)
    for (const answerWithin of simplerTerms(supervision.answerWithin))
      yield { ...rules, supervision: { answerWithin } };
  if (again !== undefined)
    for (const times of fewer(again.times)) if (times > 0) yield { ...rules, again: { ...again, times } };
  if (problem !== undefined)
    for (const field of ['reworks', 'units'] as const)
      for (const count of fewer(problem[field]))
        if (count > 0) yield { ...rules, problem: { ...problem, [field]: count } };
}

/** Everybody is there, or somebody holds the post no more. */
export function* fewerPeople<T extends Posted>(post: T): Generator<T> {
  const { called, hops, ...everybody } = post;
  if (called !== undefined) yield everybody as unknown as T;
  if (hops !== undefined) yield given<T>({ ...post, hops: undefined });
  if (post.people.length < 2) return;
  for (const person of post.people) {
    const others = (one: string): boolean => one !== person;
    yield {
      ...post,
      people: post.people.filter(others),
      ...(called === undefined ? {} : { called: called.filter(others) }),
    };
  }
}
