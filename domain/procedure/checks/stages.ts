/** Looking before, on the spot and afterwards: that reminders come before the end, and that there is somebody else to look. */
import type { OpenDocument } from '../documents/document';
import { entries, field, mentions, repeated } from '../documents/loose';
import type { Problem } from '../documents/problems';
import { roughly } from '../documents/term';
import { compared, isLonger, pair, termIn } from './compared';

export const checkStages = (document: OpenDocument): readonly Problem[] => [
  ...['verification', 'check', 'confirmation'].flatMap((name) => checkReminders(document, name)),
  ...['check', 'call-back'].flatMap((name) => checkSomebodyElse(document, name)),
  ...checkProblem(document),
  ...repeated(entries(document.value, 'parties').flatMap((party) => mentions(party, 'key'))).map(({ path, value }) =>
    document.problem(path, `party key "${value}" is used twice; events could not tell the units apart`),
  ),
  ...checkCopies(document),
];

function checkReminders(document: OpenDocument, name: string): readonly Problem[] {
  const terms = pair(termIn(document.value, name, 'repeat', 'every'), termIn(document.value, name, 'within'));
  if (terms === undefined || !isLonger(...terms)) return [];
  const [every, within] = terms;
  return [
    document.problem([name, 'repeat', 'every'], `is longer than within (${compared(every, '>', roughly(within))})`),
  ];
}

/** Nobody judges their own work: a post that is the whole ladder would leave nobody to look. */
function checkSomebodyElse(document: OpenDocument, name: string): readonly Problem[] {
  const post = field(document.value, name);
  const [only, ...others] = entries(document.value, 'tiers');
  const [role, level] = [field(post, 'role'), field(post, 'level')];
  if (only === undefined || others.length > 0 || typeof role !== 'string' || typeof level !== 'string') return [];
  if (only.item['role'] !== role || only.item['level'] !== level) return [];
  const reason = `${role} at ${level} is the only tier, which handles everything itself`;
  return [document.problem([name, 'role'], `${reason}; name somebody who does not handle`)];
}

function checkProblem(document: OpenDocument): readonly Problem[] {
  const whole = document.value;
  if (field(whole, 'problem') === undefined || field(whole, 'check') !== undefined) return [];
  if (field(whole, 'parties') !== undefined && field(whole, 'return') !== undefined) return [];
  const reason = 'nothing could raise it: there is no check that fails, and no party that may give it back';
  return [document.problem(['problem'], `${reason}; add check, or parties and return, or leave it out`, 'key')];
}

function checkCopies(document: OpenDocument): readonly Problem[] {
  const named = entries(document.value, 'copies').flatMap(({ item, path }) => {
    const { event, role, level } = item;
    return [event, role, level].every((word) => typeof word === 'string')
      ? [{ path, value: `${String(role)} at ${String(level)} for ${String(event)}` }]
      : [];
  });
  return repeated(named).map(({ path, value }) => document.problem(path, `${value} is here already`));
}
