/** From a decision to what the log will hold: numbered records, the state after them, and whom they tell. */
import type { IssueEvent, Recorded } from './event';
import { evolve } from './evolve';
import type { CommandId, Instant, IssueId } from './ids';
import type { Notice } from './notice';
import { notices } from './notices';
import type { IssueState } from './state';

export interface Provenance {
  readonly actor: string;
  readonly commandId: CommandId;
  readonly occurredAtMs: Instant;
}

export interface Step {
  readonly records: readonly Recorded[];
  readonly after: IssueState;
  readonly notices: readonly (Notice & { readonly seq: number })[];
}

export function record(id: IssueId, before: IssueState | null, events: readonly IssueEvent[], from: Provenance): Step {
  const records: Recorded[] = [];
  const told: (Notice & { seq: number })[] = [];
  let state = before;
  for (const event of events) {
    // Written out: a spread that adds properties is the dearest thing on this path.
    const recorded: Recorded = {
      seq: (state?.seq ?? 0) + 1,
      actor: from.actor,
      commandId: from.commandId,
      occurredAtMs: from.occurredAtMs,
      event,
    };
    state = evolve(id, state, recorded);
    records.push(recorded);
    for (const { template, recipient, tier, round, facts } of notices(state, event))
      told.push({ template, recipient, tier, round, facts, seq: recorded.seq });
  }
  if (state === null) throw new Error(`A step of ${id} without events records nothing.`);
  return { records, after: state, notices: told };
}
