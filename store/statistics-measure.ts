/** What one event adds to the counts. Pure: the same log gives the same counts in any batches. */
import { rulesName, type Clock, type Instant, type IssueEvent, type Outcome, type Recorded } from '../domain';
import {
  countsTotal,
  handedOver,
  onDuty,
  recharged,
  started,
  withMore,
  withPart,
  type IssueMemory,
} from './statistics-memory';

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
export function measure(issue: string, before: IssueMemory | null, recorded: Recorded): Measured {
  const { seq, occurredAtMs, event } = recorded;
  if (seq !== (before?.seq ?? 0) + 1)
    throw new Error(`The statistics expected event ${(before?.seq ?? 0) + 1} of ${issue} and met ${seq}.`);
  if (event.type === 'opened') {
    const memory = started(seq, rulesName(event.rules), event);
    // What was closed elsewhere is no achievement of anybody here: it enters no rate.
    if (event.imported !== undefined) return { memory, counted: [whole(memory, 'imported')] };
    const called = event.verify === undefined ? ofTier(memory, 'reached') : whole(memory, 'to-verify');
    return { memory, counted: [whole(memory, 'opened'), called] };
  }
  if (before === null) throw new Error(`The log of ${issue} does not begin with its opening.`);
  return counted({ ...before, seq }, event, occurredAtMs);
}

function counted(before: IssueMemory, event: IssueEvent, atMs: Instant): Measured {
  const { more } = before;
  const also = (...what: readonly Counted[]): Measured => ({ memory: before, counted: what });
  switch (event.type) {
    case 'verified': {
      const memory = onDuty(withMore(before, { verifyDueAtMs: undefined }), before.tier, event);
      const looked =
        event.by === undefined
          ? [whole(before, 'verified-unseen')]
          : [whole(before, 'verified'), ...inTime(before, 'looked', more.verifyDueAtMs, atMs)];
      return { memory, counted: [...looked, ofTier(memory, 'reached')] };
    }
    case 'declined':
      return {
        memory: withMore(before, { verifyDueAtMs: undefined }),
        counted: [whole(before, 'declined'), ...inTime(before, 'looked', more.verifyDueAtMs, atMs)],
      };
    case 'acknowledged':
      return { memory: { ...before, acknowledgeDueAtMs: null }, counted: answered(before, atMs) };
    case 'acknowledgement-expired':
    case 'not-told':
    case 'unstaffed':
    case 'handed-over':
      return also(ofTier(before, event.type));
    case 'dispatched':
      // Who dispatches a matter without a word before has answered with that.
      return {
        memory: handedOver(withMore(before, { party: true }), event, true),
        counted: [...(more.party === true ? [] : answered(before, atMs)), whole(before, 'dispatched')],
      };
    case 'returned':
      return {
        memory: handedOver(withMore(before, { party: undefined }), event, false),
        counted: [whole(before, event.cause === undefined ? 'returned' : `party-${event.cause}`)],
      };
    case 'handled':
      return handled(before, event, atMs);
    case 'checked': {
      const memory = withMore(before, { checkDueAtMs: undefined });
      if (event.by === undefined) return { memory, counted: [whole(before, 'unchecked')] };
      return { memory, counted: [whole(before, 'checked'), ...inTime(before, 'looked-at', more.checkDueAtMs, atMs)] };
    }
    case 'check-failed':
      return {
        memory: {
          ...withMore(before, { checkDueAtMs: undefined, ...countsTotal(event.total) }),
          handleDueAtMs: event.handle.dueAtMs,
        },
        counted: [
          whole(before, 'check-failed'),
          whole(before, 'rework'),
          ...inTime(before, 'looked-at', more.checkDueAtMs, atMs),
        ],
      };
    case 'called-back':
      return also(whole(before, `called-back-${event.answer}`));
    case 'disputed':
      return also(whole(before, 'disputed'), whole(before, 'rework'));
    case 'problem-raised':
      return also(whole(before, `problem-${event.cause}`));
    case 'extended':
      return { memory: { ...before, handleDueAtMs: event.toAtMs }, counted: [] };
    case 'suspended':
      return { memory: { ...before, handleDueAtMs: null }, counted: [whole(before, 'suspended')] };
    case 'resumed':
      return {
        memory: { ...withMore(before, countsTotal(event.total)), handleDueAtMs: event.handle.dueAtMs },
        counted: [],
      };
    case 'reminded':
      return event.clock === 'acknowledge' || event.clock === 'handle' ? also(ofTier(before, 'reminded')) : also();
    case 'warned':
      return event.untold === true ? also() : also(ofTier(before, 'warned'));
    case 'escalated': {
      const memory = onDuty(withMore(before, { party: undefined, ...countsTotal(event.total) }), event.toTier, event);
      const isOverdue = event.cause === 'not-acknowledged' || event.cause === 'not-handled';
      return {
        memory,
        counted: [
          ofTier(before, `climbed-${event.cause}`),
          ...(more.party === true && isOverdue ? [whole(before, `party-${event.cause}`)] : []),
          ofTier(memory, 'reached'),
        ],
      };
    }
    case 'reopened': {
      const memory = onDuty(withMore(before, countsTotal(event.total)), event.tier, event);
      return { memory, counted: [whole(before, 'reopened'), ofTier(memory, 'reached')] };
    }
    case 'summoned':
      return {
        memory: withPart(before, event.party, [event.reportIn.dueAtMs, event.handle.dueAtMs]),
        counted: [whole(before, 'summoned')],
      };
    case 'reported-in':
      return also(...inTime(before, 'reported-in', more.parts?.[event.party]?.[0], atMs));
    case 'part-finished':
      return {
        memory: withPart(before, event.party, undefined),
        counted: inTime(before, 'part', more.parts?.[event.party]?.[1], atMs),
      };
    case 'part-released':
      return { memory: withPart(before, event.party, undefined), counted: [whole(before, 'part-released')] };
    case 'part-overdue':
      // It is overdue once, however often it is called out.
      return event.round === 1 ? also(whole(before, `${event.clock}-overdue`)) : also();
    case 'supervised':
      return {
        memory: withMore(before, { answerDueAtMs: event.answer.dueAtMs }),
        counted: [whole(before, 'supervised')],
      };
    case 'answered':
      return {
        memory: withMore(before, { answerDueAtMs: undefined }),
        counted: inTime(before, 'answered', more.answerDueAtMs, atMs),
      };
    case 'linked':
      return {
        memory: { ...before, acknowledgeDueAtMs: null, handleDueAtMs: null },
        counted: [whole(before, 'linked')],
      };
    case 'followed':
      if (event.confirm === undefined)
        return { memory: { ...withMore(before, { climbed: true, party: undefined }), tier: event.tier }, counted: [] };
      return {
        memory: withMore(before, { answerDueAtMs: undefined, party: undefined }),
        counted: [whole(before, 'handled'), ...inTime(before, 'answered', more.answerDueAtMs, atMs)],
      };
    case 'unlinked': {
      const memory: IssueMemory = {
        ...withMore(before, { climbed: undefined }),
        acknowledgeDueAtMs: event.acknowledge?.dueAtMs ?? null,
        handleDueAtMs: event.handle.dueAtMs,
      };
      const reached = more.climbed === true ? [ofTier(memory, 'reached')] : [];
      return { memory, counted: [whole(before, 'unlinked'), ...reached] };
    }
    case 'approval-requested':
      return also(whole(before, `asked-${event.kind}`));
    case 'approval-reminded':
      return event.untold === true ? also() : also(whole(before, event.type));
    case 'approved':
    case 'rejected':
      return also(whole(before, event.type), ...(event.by === undefined ? [whole(before, 'decided-by-silence')] : []));
    case 'approval-climbed':
    case 'approval-lapsed':
    case 'quarantined':
    case 'reclassified':
      return also(whole(before, event.type));
    case 'rules-changed':
      return { memory: recharged(before, event), counted: [whole(before, `rules-changed-${event.why}`)] };
    case 'closed':
      return {
        memory: { ...before, acknowledgeDueAtMs: null, handleDueAtMs: null, more: {} },
        counted: [whole(before, `closed-${event.outcome}`), ...overAll(before, event, atMs)],
      };
    case 'opened':
    case 'assigned':
    case 'command-refused':
    case 'commented':
    case 'confirmed':
    case 'delegated':
    case 'delegation-ended':
    case 'follower-joined':
    case 'follower-left':
    case 'staffed':
    case 'voted':
    case 'withdrawn':
      return also();
    default:
      return event satisfies never;
  }
}

type Event<T extends IssueEvent['type']> = Extract<IssueEvent, { type: T }>;

/** Who solves a matter without a word before has answered with that, the tier and the supervising tier. */
function handled(before: IssueMemory, { check }: Event<'handled'>, atMs: Instant): Measured {
  const { party, answerDueAtMs, totalDueAtMs } = before.more;
  const { handleDueAtMs } = before;
  const memory: IssueMemory = {
    ...withMore(before, {
      answerDueAtMs: undefined,
      checkDueAtMs: check?.dueAtMs,
      totalLate: totalDueAtMs !== undefined && atMs > totalDueAtMs ? true : undefined,
    }),
    acknowledgeDueAtMs: null,
    handleDueAtMs: null,
  };
  return {
    memory,
    counted: [
      whole(before, 'handled'),
      ...answered(before, atMs),
      ...(party === true
        ? inTime(before, 'party-handled', handleDueAtMs, atMs)
        : inTime(before, 'handled', handleDueAtMs, atMs, before.tier)),
      ...inTime(before, 'answered', answerDueAtMs, atMs),
      ...(check === undefined ? [] : [whole(before, 'to-check')]),
    ],
  };
}

/** Ended without having been handled, and not because it was given up: nothing was due to be closed. */
const GIVEN_UP: ReadonlySet<Outcome> = new Set<Outcome>(['declined', 'withdrawn', 'voided']);

/** In time over all tiers: from the opening to the end of the last handling, without what it stood still. */
function overAll({ more, ...memory }: IssueMemory, { outcome }: Event<'closed'>, atMs: Instant): readonly Counted[] {
  if (more.totalDueAtMs === undefined || GIVEN_UP.has(outcome)) return [];
  const isLate = outcome === 'force-closed' ? atMs > more.totalDueAtMs : more.totalLate === true;
  return [whole({ ...memory, more }, `total-${isLate ? 'late' : 'in-time'}`)];
}

/** Sign-in by a party is measured apart from the acknowledgement of a tier. */
const answered = (memory: IssueMemory, atMs: Instant): readonly Counted[] =>
  memory.more.party === true
    ? inTime(memory, 'signed-in', memory.acknowledgeDueAtMs, atMs)
    : inTime(memory, 'acknowledged', memory.acknowledgeDueAtMs, atMs, memory.tier);

const ofTier = ({ procedure, tier }: IssueMemory, measure: string): Counted => ({ procedure, tier, measure });
const whole = ({ procedure }: IssueMemory, measure: string): Counted => ({ procedure, tier: 0, measure });

const inTime = (
  { procedure }: IssueMemory,
  what: string,
  dueAtMs: Clock['dueAtMs'] | null | undefined,
  atMs: Instant,
  tier = 0,
): readonly Counted[] =>
  dueAtMs === null || dueAtMs === undefined
    ? []
    : [{ procedure, tier, measure: `${what}-${atMs <= dueAtMs ? 'in-time' : 'late'}` }];
