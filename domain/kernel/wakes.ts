/** When the rules want to be asked next, and why. */
import type { Capability } from './capability';
import type { Instant } from './ids';
import { capabilities } from './registry';
import type { IssueState } from './state';
import type { Wake } from './wake';

/** Every instant the state waits for, the earliest first. */
export function wakes(state: IssueState): readonly Wake[] {
  return ranked(state).map(({ wake }) => wake);
}

export const nextWake = (state: IssueState): Wake | undefined => ranked(state)[0]?.wake;

/** The earliest wake whose instant has come, with the capability that decides it. */
export function dueWake(
  state: IssueState,
  nowMs: Instant,
): { readonly wake: Wake; readonly capability: Capability } | undefined {
  const first = ranked(state)[0];
  return first !== undefined && first.wake.atMs <= nowMs ? first : undefined;
}

function ranked(state: IssueState): readonly { readonly wake: Wake; readonly capability: Capability }[] {
  return capabilities
    .flatMap((capability) => (capability.wakes?.(state) ?? []).map((wake) => ({ wake, capability })))
    .sort((a, b) => a.wake.atMs - b.wake.atMs);
}
