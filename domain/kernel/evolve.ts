/** The state after an event. Pure and total: what the log holds always folds. */
import type { IssueEvent, Recorded } from './event';
import type { CommandId, Instant, IssueId } from './ids';
import { eventAppliers } from './registry';
import type { IssueState } from './state';
import { openedState } from '../capabilities/opening/evolve';

/** How many command ids a state remembers; older ones are looked up in the log. */
const RECENT_COMMANDS = 32;
/** Whether a command that the state does not name may be in the log all the same. */
export const mayHaveForgotten = (state: IssueState): boolean => state.recent.length >= RECENT_COMMANDS;

export function evolve(id: IssueId, state: IssueState | null, recorded: Recorded): IssueState {
  const { event, seq, commandId, occurredAtMs } = recorded;
  const after = state === null ? first(id, event, occurredAtMs) : applied(state, event, occurredAtMs);
  // What an applier made is nobody else's yet, and a copy of so many fields is the dearest thing on this path.
  const made: Making = after === state ? { ...after } : after;
  made.seq = seq;
  made.recent = remember(after, commandId, seq);
  return made;
}
type Making = { -readonly [F in keyof IssueState]: IssueState[F] };

export const fold = (id: IssueId, log: readonly Recorded[], from: IssueState | null = null): IssueState | null =>
  log.reduce<IssueState | null>((state, recorded) => evolve(id, state, recorded), from);

function first(id: IssueId, event: IssueEvent, atMs: Instant): IssueState {
  if (event.type !== 'opened') throw new Error(`The first event of ${id} is ${event.type}, not opened.`);
  return openedState(id, event, atMs);
}

/** What an event changes, before it has its number. */
export function applied(state: IssueState, event: IssueEvent, atMs: Instant): IssueState {
  const applier = eventAppliers[event.type] as (s: IssueState, e: IssueEvent, at: Instant) => IssueState;
  return applier(state, event, atMs);
}

/** Nearly always a new id, or that of the event before; looked at with every event. */
function remember({ recent }: IssueState, id: CommandId, seq: number): IssueState['recent'] {
  const others = isKnown(recent, id) ? recent.filter((known) => known.id !== id) : recent;
  const known = { id, seq };
  return others.length < RECENT_COMMANDS ? [...others, known] : [...others.slice(1 - RECENT_COMMANDS), known];
}

function isKnown(recent: IssueState['recent'], id: CommandId): boolean {
  for (const known of recent) if (known.id === id) return true;
  return false;
}
