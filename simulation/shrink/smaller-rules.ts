/** Histories by simpler rules: fewer tiers and people, no reminders, natural and round terms, a plain beginning. */
import type { IssueRules, Term, Tier } from '../../domain';
import type { History } from '../history';

const HOUR_MS = 3_600_000;
const PLAIN_START_MS = Date.UTC(2026, 0, 5);

export function* smallerRules(history: History): Generator<History> {
  for (const rules of simplerRules(history.rules)) if (rules.tiers.every(isAllowed)) yield { ...history, rules };
  // With a tier often goes what came of it.
  const { tiers } = history.rules;
  if (tiers.length > 1)
    for (const index of tiers.keys())
      for (let gone = 1; gone < history.steps.length; gone += 1)
        yield {
          ...history,
          rules: { ...history.rules, tiers: tiers.toSpliced(index, 1) },
          steps: history.steps.slice(gone),
        };
  for (const startMs of [PLAIN_START_MS, Math.floor(history.startMs / HOUR_MS) * HOUR_MS])
    if (history.startMs !== startMs && history.startMs % HOUR_MS !== 0) yield* moved(history, startMs);
}

/** The same at another time, with the dates that commands name, and without. */
function* moved(history: History, startMs: number): Generator<History> {
  const byMs = startMs - history.startMs;
  const steps = history.steps.map((step) => {
    if (step.do !== 'command' || step.command.type !== 'request' || step.command.untilMs === undefined) return step;
    return { ...step, command: { ...step.command, untilMs: Math.max(0, step.command.untilMs + byMs) } };
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
  if (tiers.length > 1) for (const index of tiers.keys()) yield { ...rules, tiers: tiers.toSpliced(index, 1) };
  for (const [index, tier] of tiers.entries())
    for (const simpler of simplerTiers(tier)) yield { ...rules, tiers: tiers.with(index, simpler) };
  if (rules.evidenceMinimum > 0) yield { ...rules, evidenceMinimum: 0 };
  for (const maximum of fewer(extension.maximum)) yield { ...rules, extension: { ...extension, maximum } };
  for (const maximum of fewer(suspension.maximum)) yield { ...rules, suspension: { ...suspension, maximum } };
  for (const decideWithin of simplerTerms(extension.decideWithin))
    yield { ...rules, extension: { ...extension, decideWithin } };
  for (const decideWithin of simplerTerms(suspension.decideWithin))
    yield { ...rules, suspension: { ...suspension, decideWithin } };
  for (const decideWithin of simplerTerms(forceClose.decideWithin)) yield { ...rules, forceClose: { decideWithin } };
  for (const within of simplerTerms(confirmation.within)) yield { ...rules, confirmation: { ...confirmation, within } };
  for (const repeat of simplerRepeats(confirmation.repeat))
    yield { ...rules, confirmation: { ...confirmation, repeat } };
  const { workingTime, ...natural } = rules;
  if (workingTime !== undefined && !countsWorking(natural)) yield natural;
}

const countsWorking = (rules: IssueRules): boolean => JSON.stringify(rules).includes('"time":"working"');

function* simplerTiers(tier: Tier): Generator<Tier> {
  const { people, acknowledgeWithin, handleWithin, repeat } = tier;
  if (people.length > 1) for (const index of people.keys()) yield { ...tier, people: people.toSpliced(index, 1) };
  for (const simpler of simplerRepeats(repeat)) yield { ...tier, repeat: simpler };
  for (const simpler of simplerTerms(acknowledgeWithin)) yield { ...tier, acknowledgeWithin: simpler };
  for (const simpler of simplerTerms(handleWithin)) yield { ...tier, handleWithin: simpler };
}

function* simplerRepeats(repeat: Tier['repeat']): Generator<Tier['repeat']> {
  for (const times of fewer(repeat.times)) yield { ...repeat, times };
  for (const every of simplerTerms(repeat.every)) yield { ...repeat, every };
}

function* simplerTerms({ ms, time }: Term): Generator<Term> {
  if (time === 'working') yield { ms, time: 'natural' };
  if (ms > HOUR_MS && ms % HOUR_MS !== 0) yield { ms: Math.floor(ms / HOUR_MS) * HOUR_MS, time };
  if (ms !== HOUR_MS && (ms < HOUR_MS || ms % HOUR_MS === 0)) yield { ms: HOUR_MS, time };
}

function* fewer(count: number): Generator<number> {
  if (count > 0) yield count - 1;
}
