/** Rules of a history, a line for each thing they say. */
import type { IssueRules, Report, Term, Warning } from '../../domain';
import { exactSpan } from './span';
import { peopleText } from './staffing-text';
import type { HistoryWords } from './words';

export function rulesText(rules: IssueRules, report: Report, words: HistoryWords): readonly string[] {
  const { extension, suspension, forceClose, confirmation, evidenceMinimum, reopenWithinMs, workingTime } = rules;
  const decide = (how: Decision): string => decisionText(how, words);
  return [
    ...rules.tiers.map(
      (tier, index) =>
        `${words.tier} ${index + 1} (${peopleText(tier, words)}): acknowledge ${termText(tier.acknowledgeWithin)}, ` +
        `handle ${termText(tier.handleWithin)}, ${words.reminders(termText(tier.repeat.every), tier.repeat.times)}${tierText(tier)}`,
    ),
    `extension: ${extension.maximum} × ${exactSpan(extension.limitMs)}, ${decide(extension)}`,
    `suspension: ${suspension.maximum} × ${exactSpan(suspension.limitMs)}, ${decide(suspension)}`,
    `force-close: ${decide(forceClose)}`,
    `confirm: ${termText(confirmation.within)}, ${words.reminders(termText(confirmation.repeat.every), confirmation.repeat.times)}`,
    `evidence: ${evidenceMinimum}; reopen: ${exactSpan(reopenWithinMs)}; ${words.reporter}: ${report.reporter}`,
    ...practiceText(rules, words),
    ...(workingTime === undefined ? [] : [`${words.calendar}: ${workingTime.name}`]),
  ];
}

type Decision = IssueRules['forceClose'];

const decisionText = (
  { decideWithin, reminders = [], panels = [], quorum, onTimeout }: Decision,
  words: HistoryWords,
): string =>
  [
    `${words.decideWithin} ${termText(decideWithin)}`,
    ...(reminders.length === 0 ? [] : [`remind ${warningsText(reminders)}`]),
    ...panels.map((panel) => `${peopleText(panel, words)}: ${quorumText(panel.quorum)}`),
    ...(quorum === undefined ? [] : [`quorum ${quorumText(quorum)}`]),
    ...(onTimeout === undefined ? [] : [`on-timeout ${onTimeout}`]),
  ].join('; ');

const quorumText = (quorum: NonNullable<Decision['quorum']>): string =>
  'count' in quorum ? String(quorum.count) : `${Math.round(quorum.share * 100)} %`;

const warningsText = (warnings: readonly Warning[]): string =>
  warnings.map((one) => ('share' in one ? `${Math.round(one.share * 100)} %` : exactSpan(one.beforeMs))).join(', ');

/** Clauses under the names that a procedure document has for them. */
function tierText({
  warnings = [],
  acknowledgementFor,
  notTold,
  next,
  competence,
}: Pick<IssueRules['tiers'][number], 'warnings' | 'acknowledgementFor' | 'notTold' | 'next' | 'competence'>): string {
  return [
    ...(warnings.length === 0 ? [] : [`; warn ${warningsText(warnings)}`]),
    ...(acknowledgementFor === undefined ? [] : [`; acknowledgement-expires ${termText(acknowledgementFor)}`]),
    ...(notTold === undefined ? [] : [`; not-told ${notTold}`]),
    ...(next === undefined ? [] : [`; then ${next}`]),
    ...(competence === undefined ? [] : [competenceText(competence)]),
  ].join('');
}

const competenceText = (tags: readonly string[]): string => `; competence ${tags.join(', ')}`;

function practiceText(rules: IssueRules, words: HistoryWords): readonly string[] {
  const { verification, parties = [], check, callBack, problem, supervision, total, again, copies = [] } = rules;
  const decided = (['return', 'void'] as const).flatMap((name) => {
    const how = rules[name];
    return how === undefined ? [] : [`${name}: ${decisionText(how, words)}`];
  });
  const repeated = ({ every, times }: IssueRules['confirmation']['repeat']): string =>
    words.reminders(termText(every), times);
  return [
    ...decided,
    ...(verification === undefined
      ? []
      : [
          `verify (${peopleText(verification.by, words)}): ${termText(verification.within)}, ${repeated(verification.repeat)}`,
        ]),
    ...parties.map(
      ({ key, acknowledgeWithin, handleWithin, reportInWithin, ...post }) =>
        `${key} (${peopleText(post, words)}): acknowledge ${termText(acknowledgeWithin)}, handle ${termText(handleWithin)}, report-in ${termText(reportInWithin)}${post.competence === undefined ? '' : competenceText(post.competence)}`,
    ),
    ...(check === undefined
      ? []
      : [
          `check (${peopleText(check.by, words)}): ${termText(check.within)}, ${repeated(check.repeat)}; evidence ${check.evidenceMinimum}; rework ${termText(check.reworkWithin)}`,
        ]),
    ...(callBack === undefined ? [] : [`call-back (${peopleText(callBack.by, words)}): attempts ${callBack.attempts}`]),
    ...(problem === undefined ? [] : [`problem: reworks ${problem.reworks}, units ${problem.units}`]),
    ...(supervision === undefined ? [] : [`supervision: answer ${termText(supervision.answerWithin)}`]),
    ...(total === undefined ? [] : [`total: ${termText(total.within)}, to ${words.tier} ${total.to}`]),
    ...(again === undefined ? [] : [`again: from ${words.tier} ${again.from}, times ${again.times}`]),
    ...copies.map(({ event, people }) => `copies: ${event} (${people.join(', ')})`),
  ];
}

export const termText = ({ ms, time }: Term): string => `${exactSpan(ms)}${time === 'working' ? ' (working)' : ''}`;
