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

const waking = capabilities.flatMap((capability) =>
  capability.wakes === undefined ? [] : [{ capability, wakesOf: capability.wakes }],
);

const NONE: Ranked = [];

type Ranked = readonly { readonly wake: Wake; readonly capability: Capability }[];

/** Asked for with every step, so it is a loop over those that have wakes at all. Equal instants keep their order. */
function ranked(state: IssueState): Ranked {
  if (state.quarantine !== undefined) return NONE;
  const found: { readonly wake: Wake; readonly capability: Capability }[] = [];
  for (const { capability, wakesOf } of waking) for (const wake of wakesOf(state)) found.push({ wake, capability });
  return found.length < 2 ? found : found.sort((a, b) => a.wake.atMs - b.wake.atMs);
}
