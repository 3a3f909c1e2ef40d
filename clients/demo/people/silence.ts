import { after, type IssueState } from '../../../domain';
import type { Character } from './character';
import type { World } from './world';

/**
 * Whether a resident never answers. Played to its end only where the procedure's patience ends within the demo
 * (a day and a half for urgent matters, five days for ordinary ones); other silent residents answer at last.
 */
export function staysSilent(
  { clocks, rules }: IssueState,
  { character, world }: { readonly character: Character; readonly world: World },
): boolean {
  if (character.temper !== 'silent' || clocks.confirm === undefined) return false;
  const { dueAtMs, round } = clocks.confirm;
  const { times, every } = rules.confirmation.repeat;
  return after(rules, dueAtMs, { ...every, ms: Math.max(0, times - round) * every.ms }) <= world.latestAtMs;
}
