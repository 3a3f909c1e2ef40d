/** The folded state of one issue: plain JSON (no Map, Set or Date), so that it survives Temporal and PostgreSQL unchanged. */
import type { ApprovalId, CommandId, Instant, IssueId, PartyKey, PersonId, Span, UnitId } from './ids';
import type { Clock, ClockName, PausedClock } from './clock';
import type { IssueRules } from './rules';
import type { Sealed } from './sealed';

export const STAGES = [
  'verifying',
  'open',
  'handling',
  'suspended',
  'checking',
  'confirming',
  'linked',
  'closed',
] as const;
/**
 * verifying: a report is looked at before it counts · open: waits for an acknowledgement (of the tier, or of the party to
 * which it was dispatched) · handling: somebody has it · suspended: its clock stands still until a date · checking: somebody
 * else looks at what was done · confirming: the resident has the word · linked: it goes with another issue · closed.
 */
export type Stage = (typeof STAGES)[number];

export const OUTCOMES = [
  'confirmed',
  'unconfirmed',
  'unreachable',
  'force-closed',
  'declined',
  'withdrawn',
  'voided',
  'imported',
] as const;
/**
 * Why an issue is closed. unconfirmed: the resident never answered; unreachable: was called in vain; neither is the same
 * as satisfied. declined: no matter for us, by whoever verified it · withdrawn: by the reporter · voided: by approval.
 * imported: it was closed in another system before it came here; by which word, nobody here can say.
 */
export type Outcome = (typeof OUTCOMES)[number];

export const SEVERITIES = ['low', 'normal', 'high', 'urgent'] as const;
export type Severity = (typeof SEVERITIES)[number];

export interface Report {
  readonly text: string;
  readonly category: string;
  readonly severity: Severity;
  /** Where it is: usually a building. */
  readonly unit: UnitId;
  readonly reporter: PersonId;
  /** How it came in: app, phone, door-knock, message-wall, ... */
  readonly channel: string;
  /** Where exactly, if it was said. Often somebody's home: sealed as words are, and in clear where words are. */
  readonly location?: Location | Sealed;
}

/** A report as it comes in: nothing of it is sealed. */
export interface ClearReport extends Report {
  readonly location?: Location;
}

/** WGS 84, in degrees. */
export interface Location {
  readonly lat: number;
  readonly lon: number;
}

/** Where exactly a report is, as a field that is left out while it is sealed. */
export const knownLocation = ({
  location,
}: {
  readonly location?: Report['location'] | undefined;
}): { readonly location?: Location } => (typeof location === 'object' ? { location } : {});

/** Where an issue was opened and closed before it came here. */
export interface Imported {
  /** The name that was given to the other system. */
  readonly source: string;
  /** What the other system calls it. */
  readonly ref: string;
}

export const APPROVAL_KINDS = ['extension', 'suspension', 'force-close', 'return', 'void'] as const;
export type ApprovalKind = (typeof APPROVAL_KINDS)[number];
export type ApprovalStatus = 'pending' | 'approved' | 'rejected' | 'lapsed';

export interface Approval {
  readonly id: ApprovalId;
  readonly kind: ApprovalKind;
  readonly status: ApprovalStatus;
  readonly askedBy: PersonId;
  readonly askedAtMs: Instant;
  readonly reason: string;
  /** Extensions only. */
  readonly extendByMs?: Span;
  /** Suspensions only. */
  readonly untilMs?: Instant;
  /** Who may decide; neither the asker nor the handler. */
  readonly deciders: readonly PersonId[];
  /** How many of whom have to agree; absent where one of the deciders is enough. */
  readonly panels?: readonly ApprovalPanel[];
  /** Given so far, one a person; absent where one decider is enough. */
  readonly votes?: readonly Vote[];
  /** How often nobody decided in time and the tier above was asked. */
  readonly climbs?: number;
  readonly dueAtMs: Instant;
  /** Instants at which those whose voice is still wanted are to be told again, the earliest first; absent when there is none. */
  readonly remindAtMs?: readonly Instant[];
  readonly decidedBy?: PersonId;
  readonly decidedAtMs?: Instant;
}

export interface ApprovalPanel {
  readonly people: readonly PersonId[];
  /** How many of them have to agree, 1 to all. */
  readonly need: number;
}

export interface Vote {
  readonly by: PersonId;
  /** In whose place, if a deputy voted. */
  readonly for?: PersonId;
  readonly vote: 'approve' | 'reject';
}

export interface Evidence {
  /** photo, document, receipt, ... */
  readonly kind: string;
  /** Where it is kept: an opaque reference, never the content. */
  readonly ref: string;
}

/** A party that has the issue because a tier dispatched it there; the tier's own time stands still meanwhile. */
export interface Dispatch {
  readonly party: PartyKey;
  readonly by: PersonId;
  readonly handle: PausedClock;
  /** From which it was taken since the tier had it; absent when there is none. */
  readonly takenFrom?: readonly PartyKey[];
}

/** A party's part in joint handling. */
export interface Part {
  readonly party: PartyKey;
  readonly by: PersonId;
  /** Runs until it has reported in. */
  readonly reportIn: Clock | null;
  readonly reportedInBy: PersonId | null;
  /** Runs until its part is done. */
  readonly handle: Clock | null;
  readonly finishedBy: PersonId | null;
}

/** A deputy (代理人) who may do what somebody else may, and is told what they are told. */
export interface Delegation {
  readonly from: PersonId;
  readonly to: PersonId;
  readonly untilMs: Instant;
}

/** A tier that watches over an issue (督办). */
export interface Supervision {
  readonly by: PersonId;
  readonly tier: number;
  readonly people: readonly PersonId[];
}

/** The issue goes with another one: its clocks stand still, it climbs when that one climbs, and it is handled when that one is. */
export interface Link {
  readonly lead: IssueId;
  readonly acknowledge: PausedClock | null;
  readonly handle: PausedClock | null;
  /** Where it stood before; a higher tier to which it climbed meanwhile begins afresh. */
  readonly stage: 'open' | 'handling';
}

/** Its rules can't be followed: nothing rings, and only a migration to other rules lifts it. */
export interface Quarantine {
  readonly sinceMs: Instant;
  /** What could not be decided: a command's or a clock's name. */
  readonly what: string;
}

export interface IssueState {
  readonly schema: 1;
  readonly id: IssueId;
  /** Number of events folded into this state. */
  readonly seq: number;
  readonly report: Report;
  readonly rules: IssueRules;
  readonly stage: Stage;
  readonly stageSinceMs: Instant;
  readonly openedAtMs: Instant;
  /** 1 is the first rung. */
  readonly tier: number;
  readonly tierSinceMs: Instant;
  /** How often this tier was called again. With the tier it names a round of notices for good: it never goes back on one tier. */
  readonly calls: number;
  readonly clocks: Readonly<Partial<Record<ClockName, Clock>>>;
  /** What stands still, and until when. */
  readonly suspension: { readonly untilMs: Instant; readonly handle: PausedClock } | null;
  readonly assignee: PersonId | null;
  readonly handled: { readonly by: PersonId; readonly atMs: Instant; readonly tier: number } | null;
  readonly approvals: readonly Approval[];
  readonly closure: { readonly outcome: Outcome; readonly atMs: Instant } | null;
  readonly disputes: number;
  readonly reopenings: number;
  // What follows is absent while there is nothing of it, so that a simple issue stays small.
  /** The time over all tiers, while it stands still. */
  readonly totalPaused?: PausedClock;
  readonly dispatch?: Dispatch;
  readonly parts?: readonly Part[];
  /** Parties that gave the issue back, each once. */
  readonly returnedBy?: readonly PartyKey[];
  /** How often a check on the spot or the resident's word sent it back to be redone. */
  readonly reworks?: number;
  /** A problem case, and why. */
  readonly problem?: { readonly cause: 'reworks' | 'units'; readonly atMs: Instant };
  /** Attempts to call the resident that reached nobody. */
  readonly unreached?: { readonly attempts: number; readonly lastAtMs: Instant };
  /** How often the ladder was climbed again from below. */
  readonly rounds?: number;
  /** The latest call of a tier of which nobody could be told. */
  readonly untold?: { readonly tier: number; readonly round: number };
  readonly supervision?: Supervision;
  readonly delegations?: readonly Delegation[];
  readonly link?: Link;
  /** Issues that go with this one. */
  readonly followers?: readonly IssueId[];
  readonly quarantine?: Quarantine;
  /** It was closed in another system. */
  readonly imported?: Imported;
  /** What the reporter called it, where somebody called it something else since. */
  readonly reportedAs?: Pick<Report, 'category' | 'severity'>;
  /** The latest recorded commands, newest last: the answer to a repeated command id. */
  readonly recent: readonly { readonly id: CommandId; readonly seq: number }[];
}
