/** The link between an event and everything before it; the database computes the same in doorstep.append. */
import { createHash } from 'node:crypto';

export interface Link {
  readonly issue: string;
  readonly seq: number;
  readonly type: string;
  readonly actor: string;
  readonly commandId: string;
  readonly occurredAtMs: number;
  readonly recordedAtMs: number;
  /** The JSON text as stored, byte for byte. */
  readonly data: string;
}

/** @param rest with which the JSON text goes on, in UTF-8, where many events share it */
export function chainHash(before: Uint8Array, link: Link, rest?: Uint8Array): Buffer {
  const parts = [
    link.issue,
    link.seq,
    link.type,
    link.actor,
    link.commandId,
    link.occurredAtMs,
    link.recordedAtMs,
    link.data,
  ];
  const hash = createHash('sha256').update(before).update(parts.join('\n'));
  return (rest === undefined ? hash : hash.update(rest)).digest();
}
