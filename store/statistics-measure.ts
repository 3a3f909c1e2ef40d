/** What one event adds to the counts. Pure: the same log gives the same counts in any batches. */
import { rulesName, type Instant, type Recorded } from '../domain';

/** What has to be remembered of an issue between its events. */
export interface IssueMemory {
  readonly seq: number;
  /** The procedure that the issue opened under. */
  readonly procedure: string;
  readonly tier: number;
  /** The first deadline of the tier on duty; null once it is answered. Reminders do not move it. */
  readonly acknowledgeDueAtMs: Instant | null;
  readonly handleDueAtMs: Instant | null;
}

/** One more of `measure`, of a tier, or of the issue as a whole where tier is 0. */
export interface Counted {
  readonly procedure: string;
  readonly tier: number;
  readonly measure: string;
}

export interface Measured {
  readonly memory: IssueMemory;
  readonly counted: readonly Counted[];
}

/** Throws when the event does not follow on what is remembered. */
export function measure(issue: string, before: IssueMemory | null, { seq, occurredAtMs, event }: Recorded): Measured {
  if (seq !== (before?.seq ?? 0) + 1)
    throw new Error(`The statistics expected event ${(before?.seq ?? 0) + 1} of ${issue} and met ${seq}.`);
  if (event.type === 'opened') {
    const memory = { seq, procedure: rulesName(event.rules), ...onDuty(1, event) };
    return { memory, counted: [whole(memory, 'opened'), ofTier(memory, 'reached')] };
  }
  if (before === null) throw new Error(`The log of ${issue} does not begin with its opening.`);
  const memory = { ...before, seq };
  const answered = inTime('acknowledged', before, before.acknowledgeDueAtMs, occurredAtMs);
  switch (event.type) {
    case 'acknowledged':
      return { memory: { ...memory, acknowledgeDueAtMs: null }, counted: answered };
    case 'handled':
      // Who solves a matter without a word before has answered with that.
      return {
        memory: { ...memory, acknowledgeDueAtMs: null, handleDueAtMs: null },
        counted: [...answered, ...inTime('handled', before, before.handleDueAtMs, occurredAtMs)],
      };
    case 'extended':
      return { memory: { ...memory, handleDueAtMs: event.toAtMs }, counted: [] };
    case 'suspended':
      return { memory: { ...memory, handleDueAtMs: null }, counted: [whole(before, 'suspended')] };
    case 'resumed':
      return { memory: { ...memory, handleDueAtMs: event.handle.dueAtMs }, counted: [] };
    case 'reminded':
      return { memory, counted: event.clock === 'confirm' ? [] : [ofTier(before, 'reminded')] };
    case 'escalated': {
      const after = { ...memory, ...onDuty(event.toTier, event) };
      return { memory: after, counted: [ofTier(before, `climbed-${event.cause}`), ofTier(after, 'reached')] };
    }
    case 'reopened': {
      const after = { ...memory, ...onDuty(event.tier, event) };
      return { memory: after, counted: [whole(before, 'reopened'), ofTier(after, 'reached')] };
    }
    case 'approval-requested':
      return { memory, counted: [whole(before, `asked-${event.kind}`)] };
    case 'closed':
      return {
        memory: { ...memory, acknowledgeDueAtMs: null, handleDueAtMs: null },
        counted: [whole(before, `closed-${event.outcome}`)],
      };
    case 'approved':
    case 'rejected':
    case 'approval-lapsed':
    case 'disputed':
      return { memory, counted: [whole(before, event.type)] };
    case 'assigned':
    case 'confirmed':
    case 'command-refused':
      return { memory, counted: [] };
  }
}

type Clocks = { readonly acknowledge: { readonly dueAtMs: Instant }; readonly handle: { readonly dueAtMs: Instant } };

const onDuty = (tier: number, { acknowledge, handle }: Clocks) => ({
  tier,
  acknowledgeDueAtMs: acknowledge.dueAtMs,
  handleDueAtMs: handle.dueAtMs,
});

const ofTier = ({ procedure, tier }: IssueMemory, measure: string): Counted => ({ procedure, tier, measure });
const whole = ({ procedure }: IssueMemory, measure: string): Counted => ({ procedure, tier: 0, measure });

const inTime = (what: string, memory: IssueMemory, dueAtMs: Instant | null, atMs: Instant): readonly Counted[] =>
  dueAtMs === null ? [] : [ofTier(memory, `${what}-${atMs <= dueAtMs ? 'in-time' : 'late'}`)];
