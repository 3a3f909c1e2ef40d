/** When the rules want to be asked next, and why. */
import type { Capability } from './capability';
import type { Instant } from './ids';
import { capabilities } from './registry';
import type { IssueState } from './state';
import type { Wake } from './wake';

/** Every instant the state waits for, the earliest first. Equal instants keep their order. */
export function wakes(state: IssueState): readonly Wake[] {
  if (state.quarantine !== undefined) return [];
  return waking.flatMap(({ wakesOf }) => wakesOf(state)).sort((a, b) => a.atMs - b.atMs);
}

export const nextWake = (state: IssueState): Wake | undefined => earliest(state)?.wake;

/** The earliest wake whose instant has come, with the capability that decides it. */
export function dueWake(state: IssueState, nowMs: Instant): Waking | undefined {
  const first = earliest(state);
  return first !== undefined && first.wake.atMs <= nowMs ? first : undefined;
}

interface Waking {
  readonly wake: Wake;
  readonly capability: Capability;
}

const waking = capabilities.flatMap((capability) =>
  capability.wakes === undefined ? [] : [{ capability, wakesOf: capability.wakes }],
);

/** Asked for when a step is over, and again when its wake is decided, of the same state; a state never changes. */
function earliest(state: IssueState): Waking | undefined {
  if (asked?.state !== state) asked = { state, first: firstOf(state) };
  return asked.first;
}
let asked: { readonly state: IssueState; readonly first: Waking | undefined } | undefined;

/** The first of `wakes`: a loop over those that have wakes at all. */
function firstOf(state: IssueState): Waking | undefined {
  if (state.quarantine !== undefined) return undefined;
  let first: Wake | undefined;
  let whose: Capability | undefined;
  for (const { capability, wakesOf } of waking)
    for (const wake of wakesOf(state))
      if (first === undefined || wake.atMs < first.atMs) {
        first = wake;
        whose = capability;
      }
  return first === undefined || whose === undefined ? undefined : { wake: first, capability: whose };
}
