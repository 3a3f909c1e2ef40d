/** A row of doorstep.event as the record that the rules know. */
import type { CommandId, IssueEvent, Recorded } from '../domain';

export interface EventRow {
  readonly seq: number;
  readonly type: string;
  readonly actor: string;
  readonly command_id: string;
  readonly occurred_at: Date;
  readonly data: unknown;
}

export const recordedFrom = (row: EventRow): Recorded => ({
  seq: row.seq,
  actor: row.actor,
  commandId: row.command_id as CommandId,
  occurredAtMs: row.occurred_at.getTime(),
  event: { type: eventName(row.type), ...(row.data as object) } as IssueEvent,
});

/** `issue.opened.v1` → `opened`. A later version of an event passes its upcaster here. */
export const eventName = (type: string): string => type.split('.')[1] ?? type;
