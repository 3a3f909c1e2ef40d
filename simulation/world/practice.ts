/** What a procedure may say beyond the plain ladder: each clause by chance, so that they meet in all ways. */
import type { IssueRules, OnTimeout, Party, Panel, PartyKey, Posted, Quorum, Tier, Warning } from '../../domain';
import type { Random } from '../random';
import { NEIGHBOURS, OFFICES, UNIT } from './people';
import { HOUR, noShorter, reminders, span, term, type Counting } from './terms';

type Decision = IssueRules['forceClose'];

const EVERYBODY = [...OFFICES, ...NEIGHBOURS];
const COPIED = ['escalated', 'handled', 'closed', 'verified', 'commented', 'part-overdue'];
const TIMEOUTS: readonly OnTimeout[] = ['lapse', 'reject', 'approve', 'climb', 'climb'];

export type Making<T> = { -readonly [F in keyof T]: T[F] };

/** The rules with some clauses more. Written out: one history in ten would be played in the time that a nicer way takes. */
export function practice(random: Random, plain: IssueRules, time: Counting): IssueRules {
  const count = plain.tiers.length;
  const rules: Making<IssueRules> = {
    ...plain,
    tiers: plain.tiers.map((tier, index) => climbing(random, tier, index, count)),
    extension: { ...plain.extension, ...decision(random, plain.extension, true) },
    suspension: { ...plain.suspension, ...decision(random, plain.suspension, true) },
    forceClose: decision(random, plain.forceClose, false),
  };
  if (random.chance(0.6)) rules.return = decision(random, { decideWithin: term(random, time()) }, true);
  if (random.chance(0.4)) rules.void = decision(random, { decideWithin: term(random, time()) }, false);
  if (random.chance(0.3)) {
    const within = term(random, time());
    rules.verification = { by: post(random, 'verifier'), within, repeat: reminders(random, within) };
  }
  if (random.chance(0.5)) rules.parties = partiesOf(random, time);
  if (random.chance(0.4)) rules.check = checkOf(random, time);
  if (random.chance(0.4)) rules.callBack = { by: post(random, 'caller'), attempts: random.between(1, 3) };
  if (random.chance(0.5)) rules.problem = { reworks: random.between(1, 2), units: random.between(1, 2) };
  if (random.chance(0.4)) rules.supervision = { answerWithin: term(random, time()) };
  if (random.chance(0.4)) {
    const first = plain.tiers[0]?.handleWithin ?? { ms: HOUR, time: 'natural' };
    rules.total = { within: noShorter(random, first), to: random.between(1, count) };
  }
  if (count > 1 && random.chance(0.3))
    rules.again = { from: random.between(1, count - 1), times: random.between(1, 2) };
  if (random.chance(0.2))
    rules.copies = [{ event: random.pick(COPIED), people: [random.pick(random.chance(0.5) ? NEIGHBOURS : OFFICES)] }];
  return rules;
}

function checkOf(random: Random, time: Counting): NonNullable<IssueRules['check']> {
  const within = term(random, time());
  return {
    by: post(random, 'checker'),
    within,
    repeat: reminders(random, within),
    evidenceMinimum: random.below(2),
    reworkWithin: term(random, time()),
  };
}

function climbing(random: Random, plain: Tier, index: number, count: number): Tier {
  const { acknowledgeWithin, handleWithin } = plain;
  const tier: Making<Tier> = { ...plain };
  if (random.chance(0.35)) tier.warnings = warnings(random, handleWithin.ms);
  if (random.chance(0.25))
    tier.acknowledgementFor = {
      ms: acknowledgeWithin.ms + random.below(handleWithin.ms - acknowledgeWithin.ms + 1),
      time: handleWithin.time,
    };
  if (random.chance(0.5) && index + 1 < count) tier.notTold = 'climb';
  if (random.chance(0.15) && index + 2 < count) tier.next = random.between(index + 2, count);
  return tier;
}

function warnings(random: Random, wholeMs: number): readonly Warning[] {
  const found: Warning[] = [{ share: random.between(1, 99) / 100 }];
  if (random.chance(0.5) && wholeMs > 1) found.push({ beforeMs: random.between(1, wholeMs - 1) });
  return found;
}

function decision(random: Random, { decideWithin }: Pick<Decision, 'decideWithin'>, mayApprove: boolean): Decision {
  const how: Making<Decision> = { decideWithin };
  if (random.chance(0.25)) {
    how.panels = [panel(random, 'panel-0')];
    if (random.chance(0.5)) how.panels = [...how.panels, panel(random, 'panel-1')];
  } else if (random.chance(0.4)) how.quorum = quorum(random);
  if (random.chance(0.5)) {
    const timeout = random.pick(TIMEOUTS);
    how.onTimeout = timeout === 'approve' && !mayApprove ? 'reject' : timeout;
  }
  if (random.chance(0.35)) how.reminders = warnings(random, decideWithin.ms);
  return how;
}

function panel(random: Random, name: string): Panel {
  const { role, unit, people } = post(random, name);
  return { role, unit, people, quorum: quorum(random) };
}

const quorum = (random: Random): Quorum =>
  random.chance(0.5) ? { count: random.between(1, 3) } : { share: random.between(1, 100) / 100 };

function partiesOf(random: Random, time: Counting): readonly Party[] {
  return Array.from({ length: random.between(1, 4) }, (_, n): Party => {
    const acknowledgeWithin = term(random, time());
    const handleWithin = noShorter(random, acknowledgeWithin);
    const { role, unit, people } = post(random, `party-${n + 1}`);
    return {
      role,
      unit,
      people,
      key: `party-${n + 1}` as PartyKey,
      acknowledgeWithin,
      handleWithin,
      reportInWithin: { ms: Math.min(handleWithin.ms, span(random, handleWithin.time)), time: handleWithin.time },
    };
  });
}

/** Mostly people of their own, sometimes some of the ladder too. */
export function post(random: Random, role: string): Posted {
  const from = random.chance(0.7) ? OFFICES : EVERYBODY;
  const people = [random.pick(from)];
  while (people.length < 3 && random.chance(0.5)) {
    const another = random.pick(from);
    if (!people.includes(another)) people.push(another);
  }
  return { role, unit: UNIT, people };
}

/** What a procedure does not use is absent. */
export function given<T extends object>(rules: { readonly [F in keyof T]: T[F] | undefined }): T {
  const found: Record<string, unknown> = {};
  for (const field in rules) if (rules[field] !== undefined) found[field] = rules[field];
  return found as T;
}
