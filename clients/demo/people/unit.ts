/** What people of a unit beside the ladder mean to do who were summoned: report in, and do their part. */
import { issueId } from '../../sdk';
import type { Plan } from './intention';
import { isSlow } from './matter';
import { hours, isClosing, type Told } from './told';

export function whenSummoned(told: Told): Plan | null {
  const { character, message, world } = told;
  if (character.diligence === 'absent') return null;
  if (!isClosing(told) && isSlow(world, issueId(message.issue), message.facts.party ?? '')) return null;
  const isPrompt = isClosing(told) || character.diligence === 'diligent';
  return { intention: { kind: 'report-in' }, afterMs: isPrompt ? hours(told, 0.02, 0.2) : hours(told, 0.2, 0.8) };
}

/** The unit, whoever leads and the tier above are told alike; for the others there is nothing to report. */
export function whenOverdue(told: Told): Plan | null {
  const { character, message } = told;
  if (character.diligence === 'absent') return null;
  const kind = message.facts.cause === 'part' ? 'finish' : 'report-in';
  return { intention: { kind }, afterMs: hours(told, 0.1, 0.5) };
}

/** Once somebody has reported in. */
export const whenThere = (told: Told): Plan => ({ intention: { kind: 'finish' }, afterMs: hours(told, 0.8, 2.5) });
