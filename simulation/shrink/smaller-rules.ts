/** Histories by simpler rules: fewer clauses, tiers and people, no reminders, natural and round terms, a plain beginning. */
import type { IssueRules, Tier } from '../../domain';
import type { History } from '../history';
import { given } from '../world/practice';
import { fewer, simplerRepeats, simplerTerms } from './simpler';
import { fewerClauses, fewerPeople, simplerClauses } from './smaller-clauses';

const HOUR_MS = 3_600_000;
const PLAIN_START_MS = Date.UTC(2026, 0, 5);

export function* smallerRules(history: History): Generator<History> {
  for (const rules of fewerClauses(history.rules)) yield { ...history, rules };
  for (const rules of simplerRules(history.rules)) if (rules.tiers.every(isAllowed)) yield { ...history, rules };
  for (const rules of simplerClauses(history.rules)) yield { ...history, rules };
  // With a tier often goes what came of it.
  const { tiers } = history.rules;
  if (tiers.length > 1)
    for (const index of tiers.keys())
      for (let gone = 1; gone < history.steps.length; gone += 1)
        yield {
          ...history,
          rules: withoutTier(history.rules, index),
          steps: history.steps.slice(gone),
        };
  for (const startMs of [PLAIN_START_MS, Math.floor(history.startMs / HOUR_MS) * HOUR_MS])
    if (history.startMs !== startMs && history.startMs % HOUR_MS !== 0) yield* moved(history, startMs);
}

/** The same at another time, with the dates that commands name, and without. */
function* moved(history: History, startMs: number): Generator<History> {
  const byMs = startMs - history.startMs;
  const steps = history.steps.map((step) => {
    if (step.do !== 'command') return step;
    const { command } = step;
    if (command.type !== 'request' && command.type !== 'delegate') return step;
    return command.untilMs === undefined
      ? step
      : { ...step, command: { ...command, untilMs: Math.max(0, command.untilMs + byMs) } };
  });
  yield { ...history, startMs, steps };
  yield { ...history, startMs };
}

/** As the loading of a procedure demands: nobody is overdue before they were reminded. */
const isAllowed = ({ acknowledgeWithin, handleWithin, repeat }: Tier): boolean =>
  acknowledgeWithin.time !== handleWithin.time ||
  handleWithin.ms >=
    acknowledgeWithin.ms + (repeat.every.time === handleWithin.time ? repeat.every.ms * repeat.times : 0);

function* simplerRules(rules: IssueRules): Generator<IssueRules> {
  const { tiers, extension, suspension, forceClose, confirmation } = rules;
  if (tiers.length > 1) for (const index of tiers.keys()) yield withoutTier(rules, index);
  for (const [index, tier] of tiers.entries())
    for (const simpler of simplerTiers(tier)) yield { ...rules, tiers: tiers.with(index, simpler) };
  if (rules.evidenceMinimum > 0) yield { ...rules, evidenceMinimum: 0 };
  for (const maximum of fewer(extension.maximum)) yield { ...rules, extension: { ...extension, maximum } };
  for (const maximum of fewer(suspension.maximum)) yield { ...rules, suspension: { ...suspension, maximum } };
  for (const decideWithin of simplerTerms(extension.decideWithin))
    yield { ...rules, extension: { ...extension, decideWithin } };
  for (const decideWithin of simplerTerms(suspension.decideWithin))
    yield { ...rules, suspension: { ...suspension, decideWithin } };
  for (const decideWithin of simplerTerms(forceClose.decideWithin))
    yield { ...rules, forceClose: { ...forceClose, decideWithin } };
  for (const within of simplerTerms(confirmation.within)) yield { ...rules, confirmation: { ...confirmation, within } };
  for (const repeat of simplerRepeats(confirmation.repeat))
    yield { ...rules, confirmation: { ...confirmation, repeat } };
  const { workingTime, ...natural } = rules;
  if (workingTime !== undefined && !countsWorking(natural)) yield natural;
}

/** Jumps by number go to the same tier as before, or to none. */
export function withoutTier(rules: IssueRules, index: number): IssueRules {
  const moved = (number: number | undefined): number | undefined =>
    number === undefined || number === index + 1 ? undefined : number > index ? number - 1 : number;
  const tiers = rules.tiers.toSpliced(index, 1).map((tier, at) => {
    const next = moved(tier.next);
    return given<Tier>({ ...tier, next: next === undefined || next <= at + 1 ? undefined : next });
  });
  const [to, from] = [moved(rules.total?.to), moved(rules.again?.from)];
  return given<IssueRules>({
    ...rules,
    tiers,
    total: rules.total === undefined ? undefined : { ...rules.total, to: to ?? tiers.length },
    again:
      rules.again === undefined || from === undefined || from >= tiers.length ? undefined : { ...rules.again, from },
  });
}

const countsWorking = (rules: IssueRules): boolean => JSON.stringify(rules).includes('"time":"working"');

function* simplerTiers(tier: Tier): Generator<Tier> {
  const { acknowledgeWithin, handleWithin, repeat } = tier;
  for (const clause of ['next', 'notTold', 'warnings', 'acknowledgementFor', 'competence'] as const)
    if (tier[clause] !== undefined) yield given<Tier>({ ...tier, [clause]: undefined });
  yield* fewerPeople(tier);
  for (const simpler of simplerRepeats(repeat)) yield { ...tier, repeat: simpler };
  for (const simpler of simplerTerms(acknowledgeWithin)) yield { ...tier, acknowledgeWithin: simpler };
  for (const simpler of simplerTerms(handleWithin)) yield { ...tier, handleWithin: simpler };
}
