/** What residents mean to do about what they reported. */
import type { Plan } from './intention';
import { atClosing, hours, isClosing, roll, share, type Told } from './told';

/** Some matters solve themselves. */
export const whenReceived = (told: Told): Plan | null =>
  roll(told, 'withdraws') < 0.025 ? { intention: { kind: 'withdraw' }, afterMs: hours(told, 0.8, 3) } : null;

/** Somebody has it: now there is somebody to tell more. */
export const whenTaken = (told: Told): Plan | null =>
  !isClosing(told) && roll(told, 'comments') < 0.1
    ? { intention: { kind: 'comment' }, afterMs: hours(told, 0.2, 1) }
    : null;

/** The resident has the word. */
export function whenHandled(told: Told): Plan | null {
  const soon = Math.min(share(told, 0.02, 0.2), hours(told, 1, 6));
  if (isClosing(told)) return { intention: { kind: 'confirm' }, afterMs: hours(told, 0.1, 1) };
  switch (told.character.temper) {
    case 'content':
      return { intention: { kind: 'confirm' }, afterMs: soon };
    case 'picky':
      return { intention: { kind: roll(told, 'picks') < 0.65 ? 'dispute' : 'confirm' }, afterMs: soon };
    case 'hesitant':
      return { intention: { kind: 'confirm' }, afterMs: Math.min(share(told, 0.3, 0.8), hours(told, 8, 16)) };
    case 'silent':
      return atClosing(told, { kind: 'confirm' });
    default:
      return told.character.temper satisfies never;
  }
}

/** What was closed over somebody's head comes back more often than what they agreed to. */
export function whenClosed(told: Told): Plan | null {
  if (isClosing(told)) return null;
  const { outcome } = told.message.facts;
  const likely = outcome === 'force-closed' ? 0.6 : outcome === 'declined' ? 0.3 : outcome === 'confirmed' ? 0.06 : 0;
  return roll(told, 'returns') < likely ? { intention: { kind: 'reopen' }, afterMs: hours(told, 1, 4) } : null;
}
