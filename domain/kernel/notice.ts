/** What people are told: who, by which template, for which tier and round. Texts live in policies/, names in the directory. */
import type { Instant, PersonId } from './ids';

export const TEMPLATES = [
  'report-received',
  'tier-called',
  'tier-reminded',
  'tier-alerted',
  'escalated',
  'acknowledged',
  'assigned',
  'approval-asked',
  'approval-reminder',
  'approval-approved',
  'approval-rejected',
  'approval-lapsed',
  'suspended',
  'resumed',
  'please-confirm',
  'confirm-reminder',
  'disputed',
  'closed',
  'reopened',
  'for-information',
  'verify-asked',
  'verify-reminder',
  'declined',
  'dispatched',
  'returned',
  'problem-raised',
  'summoned',
  'reported-in',
  'part-overdue',
  'part-finished',
  'part-released',
  'check-asked',
  'check-reminder',
  'check-failed',
  'call-back-asked',
  'deadline-near',
  'acknowledgement-expired',
  'supervised',
  'answered',
  'commented',
  'reclassified',
  'rules-changed',
  'quarantined',
  'delegated',
  'delegation-ended',
  'linked',
  'unlinked',
  'nobody-on-duty',
  'nobody-told',
  'handed-over',
] as const;
export type Template = (typeof TEMPLATES)[number];

/** Facts a text may name. Persons, units and roles are ids; free text of residents is never among them. */
export interface NoticeFacts {
  /** When the recipient has to have acted, if a clock runs. */
  readonly dueAtMs?: Instant;
  /** Who did what the notice tells of. */
  readonly by?: PersonId;
  /** Approvals: what is asked for, and the approval's id. */
  readonly kind?: string;
  readonly approval?: string;
  /** Why the ladder climbed, why an approval lapsed. A stable key, not free text. */
  readonly cause?: string;
  readonly outcome?: string;
  /** The unit beside the ladder that is meant. */
  readonly party?: string;
  /** What happened, by the type of its event. */
  readonly event?: string;
  /** Another issue that is meant. */
  readonly issue?: string;
  /** Links: what the lead did; deputies: whose place it is. */
  readonly of?: string;
}

export interface Notice {
  readonly template: Template;
  readonly recipient: PersonId;
  readonly tier: number;
  readonly round: number;
  readonly facts: NoticeFacts;
}
