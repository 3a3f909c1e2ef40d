/** Everything that is stored of one issue, as one consistent look at the database saw it. */
import type { CommandId, IssueId, IssueState } from '../../domain';
import type { LoggedEvent } from '../log';
import type { NoticeRecord } from '../notices';

export interface AuditedEvent extends LoggedEvent {
  /** As stored, for example `issue.opened.v1`. */
  readonly typeName: string;
  /** The JSON text as stored, byte for byte. */
  readonly data: string;
  readonly hash: Uint8Array;
}

/** The row of the read model. Instants in milliseconds. */
export interface AuditedRow {
  readonly seq: number;
  readonly hash: Uint8Array;
  readonly stage: string;
  readonly tier: number;
  readonly unit: string;
  readonly category: string;
  readonly severity: string;
  readonly reporter: string;
  readonly assignee: string | null;
  readonly procedure: string;
  readonly outcome: string | null;
  readonly dueAtMs: number | null;
  readonly openedAtMs: number;
  readonly state: IssueState;
}

export interface AuditedIssue {
  readonly issue: IssueId;
  readonly log: readonly AuditedEvent[];
  readonly row: AuditedRow | null;
  readonly notices: readonly NoticeRecord[];
}

/** The events of one command: they were decided and appended together. */
export interface Group {
  readonly commandId: CommandId;
  readonly actor: string;
  readonly events: readonly AuditedEvent[];
}

export function groupsOf(log: readonly AuditedEvent[]): readonly Group[] {
  const groups: { commandId: CommandId; actor: string; events: AuditedEvent[] }[] = [];
  for (const event of log) {
    const last = groups.at(-1);
    if (last?.commandId === event.commandId) last.events.push(event);
    else groups.push({ commandId: event.commandId, actor: event.actor, events: [event] });
  }
  return groups;
}
