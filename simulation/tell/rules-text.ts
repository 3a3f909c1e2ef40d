/** Rules of a history, a line for each thing they say. */
import type { IssueRules, Report, Term } from '../../domain';
import { exactSpan } from './span';
import type { HistoryWords } from './words';

export function rulesText(rules: IssueRules, report: Report, words: HistoryWords): readonly string[] {
  const { extension, suspension, forceClose, confirmation, evidenceMinimum, reopenWithinMs, workingTime } = rules;
  const decide = (term: Term): string => `${words.decideWithin} ${termText(term)}`;
  return [
    ...rules.tiers.map(
      ({ people, acknowledgeWithin, handleWithin, repeat }, index) =>
        `${words.tier} ${index + 1} (${people.join(', ')}): acknowledge ${termText(acknowledgeWithin)}, ` +
        `handle ${termText(handleWithin)}, ${words.reminders(termText(repeat.every), repeat.times)}`,
    ),
    `extension: ${extension.maximum} × ${exactSpan(extension.limitMs)}, ${decide(extension.decideWithin)}`,
    `suspension: ${suspension.maximum} × ${exactSpan(suspension.limitMs)}, ${decide(suspension.decideWithin)}`,
    `force-close: ${decide(forceClose.decideWithin)}`,
    `confirm: ${termText(confirmation.within)}, ${words.reminders(termText(confirmation.repeat.every), confirmation.repeat.times)}`,
    `evidence: ${evidenceMinimum}; reopen: ${exactSpan(reopenWithinMs)}; ${words.reporter}: ${report.reporter}`,
    ...(workingTime === undefined ? [] : [`${words.calendar}: ${workingTime.name}`]),
  ];
}

export const termText = ({ ms, time }: Term): string => `${exactSpan(ms)}${time === 'working' ? ' (working)' : ''}`;
