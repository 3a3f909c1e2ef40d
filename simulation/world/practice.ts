/** What a procedure may say beyond the plain ladder: each clause by chance, so that they meet in all ways. */
import type { IssueRules, OnTimeout, Party, PartyKey, Posted, Quorum, Tier, Warning } from '../../domain';
import type { Random } from '../random';
import { NEIGHBOURS, OFFICES, UNIT } from './people';
import { HOUR, noShorter, reminders, span, term, type Counting } from './terms';

type Decision = IssueRules['forceClose'];

const COPIED = ['escalated', 'handled', 'closed', 'verified', 'commented', 'part-overdue'];
const TIMEOUTS: readonly OnTimeout[] = ['lapse', 'reject', 'approve', 'climb', 'climb'];

/** The rules with some clauses more. */
export function practice(random: Random, plain: IssueRules, time: Counting): IssueRules {
  const some = <T>(share: number, make: () => T): T | undefined => (random.chance(share) ? make() : undefined);
  const parties = some(0.5, () => partiesOf(random, time));
  const count = plain.tiers.length;
  return given<IssueRules>({
    ...plain,
    tiers: plain.tiers.map((tier, index) => climbing(random, tier, index, count)),
    extension: { ...plain.extension, ...decision(random, plain.extension, true) },
    suspension: { ...plain.suspension, ...decision(random, plain.suspension, true) },
    forceClose: decision(random, plain.forceClose, false),
    return: some(0.6, () => decision(random, { decideWithin: term(random, time()) }, true)),
    void: some(0.4, () => decision(random, { decideWithin: term(random, time()) }, false)),
    verification: some(0.3, () => {
      const within = term(random, time());
      return { by: post(random, 'verifier'), within, repeat: reminders(random, within) };
    }),
    parties,
    check: some(0.4, () => {
      const within = term(random, time());
      return {
        by: post(random, 'checker'),
        within,
        repeat: reminders(random, within),
        evidenceMinimum: random.below(2),
        reworkWithin: term(random, time()),
      };
    }),
    callBack: some(0.4, () => ({ by: post(random, 'caller'), attempts: random.between(1, 3) })),
    problem: some(0.5, () => ({ reworks: random.between(1, 2), units: random.between(1, 2) })),
    supervision: some(0.4, () => ({ answerWithin: term(random, time()) })),
    total: some(0.4, () => {
      const first = plain.tiers[0]?.handleWithin ?? { ms: HOUR, time: 'natural' };
      return { within: noShorter(random, first), to: random.between(1, count) };
    }),
    again:
      count === 1 ? undefined : some(0.3, () => ({ from: random.between(1, count - 1), times: random.between(1, 2) })),
    copies: some(0.2, () => [{ event: random.pick(COPIED), people: [random.pick([...NEIGHBOURS, ...OFFICES])] }]),
  });
}

function climbing(random: Random, tier: Tier, index: number, count: number): Tier {
  const { acknowledgeWithin, handleWithin } = tier;
  const room = handleWithin.ms - acknowledgeWithin.ms;
  return given<Tier>({
    ...tier,
    warnings: random.chance(0.35) ? warnings(random, handleWithin.ms) : undefined,
    acknowledgementFor: random.chance(0.25)
      ? { ms: acknowledgeWithin.ms + random.below(room + 1), time: handleWithin.time }
      : undefined,
    next: random.chance(0.15) && index + 2 < count ? random.between(index + 2, count) : undefined,
  });
}

function warnings(random: Random, handleMs: number): readonly Warning[] {
  const found: Warning[] = [{ share: random.between(1, 99) / 100 }];
  if (random.chance(0.5) && handleMs > 1) found.push({ beforeMs: random.between(1, handleMs - 1) });
  return found;
}

function decision(random: Random, { decideWithin }: Pick<Decision, 'decideWithin'>, mayApprove: boolean): Decision {
  const panels = random.chance(0.2)
    ? Array.from({ length: random.between(1, 2) }, (_, n) => ({
        ...post(random, `panel-${n}`),
        quorum: quorum(random),
      }))
    : undefined;
  const timeout = random.chance(0.5) ? random.pick(TIMEOUTS) : undefined;
  return given<Decision>({
    decideWithin,
    panels,
    quorum: panels === undefined && random.chance(0.3) ? quorum(random) : undefined,
    onTimeout: timeout === 'approve' && !mayApprove ? 'reject' : timeout,
  });
}

const quorum = (random: Random): Quorum =>
  random.chance(0.5) ? { count: random.between(1, 3) } : { share: random.between(1, 100) / 100 };

function partiesOf(random: Random, time: Counting): readonly Party[] {
  return Array.from({ length: random.between(1, 4) }, (_, n): Party => {
    const acknowledgeWithin = term(random, time());
    const handleWithin = noShorter(random, acknowledgeWithin);
    return {
      ...post(random, `party-${n + 1}`),
      key: `party-${n + 1}` as PartyKey,
      acknowledgeWithin,
      handleWithin,
      reportInWithin: { ms: Math.min(handleWithin.ms, span(random, handleWithin.time)), time: handleWithin.time },
    };
  });
}

/** Mostly people of their own, sometimes some of the ladder too. */
export function post(random: Random, role: string): Posted {
  const from = random.chance(0.7) ? OFFICES : [...OFFICES, ...NEIGHBOURS];
  const people = [random.pick(from)];
  while (people.length < 3 && random.chance(0.5)) {
    const another = random.pick(from);
    if (!people.includes(another)) people.push(another);
  }
  return { role, unit: UNIT, people };
}

/** What a procedure does not use is absent. */
export function given<T extends object>(rules: { readonly [F in keyof T]: T[F] | undefined }): T {
  return Object.fromEntries(Object.entries(rules).filter(([, value]) => value !== undefined)) as T;
}
