import { after, type IssueState } from '../../../domain';
import type { Character } from './character';
import type { World } from './world';

/**
 * Whether a resident never answers, at the door or on the telephone. Played to its end only where the procedure's patience
 * ends within the demo (a day and a half for urgent matters, five days for ordinary ones, two days of calls where somebody
 * calls); other silent residents answer at last.
 */
export function staysSilent(
  state: IssueState,
  { character, world }: { readonly character: Character; readonly world: World },
): boolean {
  if (character.temper !== 'silent' || state.clocks.confirm === undefined) return false;
  return Math.min(unconfirmedAtMs(state), givenUpAtMs(state)) <= world.latestAtMs;
}

/** When nobody waits for their word any more. */
function unconfirmedAtMs({ clocks: { confirm }, rules }: IssueState): number {
  if (confirm === undefined) return Infinity;
  const { times, every } = rules.confirmation.repeat;
  return after(rules, confirm.dueAtMs, { ...every, ms: Math.max(0, times - confirm.round) * every.ms });
}

/** When they were called so often that nobody calls any more; never before a first call. */
function givenUpAtMs({ rules, unreached }: IssueState): number {
  const { callBack, confirmation } = rules;
  if (callBack === undefined || unreached === undefined) return Infinity;
  const { every } = confirmation.repeat;
  return after(rules, unreached.lastAtMs, { ...every, ms: (callBack.attempts - unreached.attempts) * every.ms });
}
