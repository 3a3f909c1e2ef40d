/** What stands before and beside the ladder: looking at the report, other units, the check, problem cases, a watching tier. */
import { formatSpan } from './documents/span';
import { formatTerm } from './documents/term';
import type { Lang } from './documents/words';
import { item, label, reminders, state } from './draw-mermaid';
import { drawWords, type DrawWords } from './draw-words';
import type { Procedure, WrittenPost } from './procedure';

export interface Beside {
  readonly before: readonly string[];
  readonly around: readonly string[];
}

export function drawBeside(procedure: Procedure, lang: Lang): Beside {
  const words = drawWords[lang];
  return {
    before: drawVerification(procedure, words),
    around: [
      ...drawParties(procedure, lang),
      ...drawCheck(procedure, words),
      ...drawProblem(procedure, words),
      ...drawSupervision(procedure, words),
    ],
  };
}

const who = ({ role, level }: WrittenPost): string => `${role} @ ${level}`;

function drawVerification({ verification, reopenWithinMs }: Procedure, words: DrawWords): readonly string[] {
  if (verification === undefined) return ['  [*] --> ladder' + label(words.reported)];
  const { within, repeat } = verification;
  return [
    '  [*] --> verifying' + label(words.reported),
    state(
      'verifying',
      words.verifying(who(verification)),
      words.verifyWithin(formatTerm(within)),
      ...reminders(repeat, words),
    ),
    '  verifying --> ladder' + label(words.verified),
    // Not the state of all other ends: an arrow from here would turn the diagram upside down.
    state('declined', words.closed, words.declined),
    '  verifying --> declined',
    '  declined --> ladder' + label(words.reopenedUnverified(formatSpan(reopenWithinMs))),
  ];
}

function drawParties(procedure: Procedure, lang: Lang): readonly string[] {
  const words = drawWords[lang];
  const { parties = [] } = procedure;
  if (parties.length === 0) return [];
  const lines = parties.map(({ key, name, competence, acknowledge, handle, reportIn }) =>
    words.party({
      name: name?.[lang] ?? key,
      competence: competence === undefined ? '' : words.competence(competence.join(' + ')),
      acknowledge: formatTerm(acknowledge),
      handle: formatTerm(handle),
      reportIn: formatTerm(reportIn),
    }),
  );
  return [
    state('parties', words.parties, ...lines.map(item)),
    '  ladder --> parties' + label(words.sent),
    '  parties --> ladder' + label(words.back(procedure.return !== undefined)),
  ];
}

function drawCheck({ check, evidence }: Procedure, words: DrawWords): readonly string[] {
  if (check === undefined) return [];
  return [
    state(
      'checking',
      words.checking(who(check)),
      words.checkWithin(formatTerm(check.within)),
      ...reminders(check.repeat, words),
    ),
    '  ladder --> checking' + label(words.handled(evidence.minimum)),
    '  checking --> ladder' + label(words.failed(formatTerm(check.rework))),
    '  checking --> confirming' + label(words.checked(check.evidence.minimum)),
  ];
}

function drawProblem(procedure: Procedure, words: DrawWords): readonly string[] {
  const { problem, check, parties } = procedure;
  if (problem === undefined) return [];
  return [
    state('problem', words.problem),
    ...(check === undefined ? [] : ['  checking --> problem' + label(words.redone(problem.reworks))]),
    ...(parties === undefined || procedure.return === undefined
      ? []
      : ['  parties --> problem' + label(words.passedAmong(problem.units))]),
    '  problem --> ladder' + label(words.problemClimbs),
  ];
}

function drawSupervision({ supervision }: Procedure, words: DrawWords): readonly string[] {
  if (supervision === undefined) return [];
  return [
    state('supervised', words.supervised(formatTerm(supervision.answer))),
    '  ladder --> supervised' + label(words.supervise),
    '  supervised --> ladder' + label(words.answer),
  ];
}
