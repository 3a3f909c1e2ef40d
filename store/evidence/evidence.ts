/** What is known of uploaded files: what they are, who brought them when, and the hashes that prove them. */
import { sql } from 'kysely';
import { DoorstepError } from '../../contracts/errors';
import type { IssueId } from '../../domain';
import type { Database } from '../database';
import { isHeldStill } from '../personal/holds';

export interface EvidenceFile {
  readonly id: string;
  readonly issue: IssueId;
  readonly mediaType: string;
  /** As it is kept, without what told where and by which device it was taken. */
  readonly bytes: number;
  /** Of images, in pixels. */
  readonly width: number | null;
  readonly height: number | null;
  /** Of the file as it is kept, in hexadecimal. */
  readonly sha256: string;
  /** Of the file as it came in: whoever still has it can prove that it is the one. */
  readonly receivedSha256: string;
  readonly receivedBytes: number;
  readonly uploadedBy: string;
  readonly uploadedAtMs: number;
  /** The file is gone; who said so and why stays. */
  readonly erased: { readonly atMs: number; readonly by: string; readonly reason: string } | null;
}

export type NewEvidence = Omit<EvidenceFile, 'uploadedAtMs' | 'erased'>;

interface Row {
  readonly id: string;
  readonly issue_id: string;
  readonly media_type: string;
  readonly bytes: number;
  readonly width: number | null;
  readonly height: number | null;
  readonly sha256: Buffer;
  readonly received_sha256: Buffer;
  readonly received_bytes: number;
  readonly uploaded_by: string;
  readonly uploaded_at: Date;
  readonly erased_at: Date | null;
  readonly erased_by: string | null;
  readonly erased_reason: string | null;
}

/**
 * Undefined when the issue has `atMost` files already: counted under a lock, so that uploads at the same time do not exceed
 * it together. The same id again gives what is recorded, if it is the same file.
 */
export async function addEvidence(
  { db }: Database,
  file: NewEvidence,
  atMost: number,
): Promise<EvidenceFile | undefined> {
  return db.transaction().execute(async (transaction) => {
    await sql`select pg_advisory_xact_lock(hashtext('evidence ' || ${file.issue}))`.execute(transaction);
    const { rows: there } = await sql<Row>`select * from doorstep.evidence where id = ${file.id}`.execute(transaction);
    if (there[0] !== undefined) return fileFrom(there[0]);
    const { rows } = await sql<Row>`
      insert into doorstep.evidence
        (id, issue_id, media_type, bytes, width, height, sha256, received_sha256, received_bytes, uploaded_by)
      select ${file.id}, ${file.issue}, ${file.mediaType}, ${file.bytes}::integer, ${file.width}::integer,
        ${file.height}::integer, decode(${file.sha256}, 'hex'), decode(${file.receivedSha256}, 'hex'),
        ${file.receivedBytes}::integer, ${file.uploadedBy}
      where (select count(*) from doorstep.evidence where issue_id = ${file.issue} and erased_at is null) < ${atMost}
      returning *`.execute(transaction);
    return rows[0] === undefined ? undefined : fileFrom(rows[0]);
  });
}

export async function evidenceOf({ db }: Database, issue: IssueId): Promise<readonly EvidenceFile[]> {
  const { rows } = await sql<Row>`
    select * from doorstep.evidence where issue_id = ${issue} order by uploaded_at, id`.execute(db);
  return rows.map(fileFrom);
}

/** Of an issue only: an id that belongs to another one is unknown here. */
export async function findEvidence({ db }: Database, issue: IssueId, id: string): Promise<EvidenceFile | undefined> {
  const { rows } = await sql<Row>`
    select * from doorstep.evidence where id = ${id} and issue_id = ${issue}`.execute(db);
  return rows[0] === undefined ? undefined : fileFrom(rows[0]);
}

/** Which of these ids have a file that is to be kept. */
export async function keptEvidence({ db }: Database, ids: readonly string[]): Promise<ReadonlySet<string>> {
  const { rows } = await sql<{ id: string }>`
    select id from doorstep.evidence where id = any(${ids}) and erased_at is null`.execute(db);
  return new Set(rows.map(({ id }) => id));
}

/** Undefined for an id that is unknown; the first erasure counts. Throws EVIDENCE_HELD before it, while the issue is held. */
export async function markErased(
  { db }: Database,
  issue: IssueId,
  id: string,
  by: string,
  reason: string,
): Promise<EvidenceFile | undefined> {
  return db.transaction().execute(async (transaction) => {
    const held = await isHeldStill(transaction, issue);
    const { rows } = await sql<Row>`
      select * from doorstep.evidence where id = ${id} and issue_id = ${issue} for update`.execute(transaction);
    if (rows[0] === undefined || rows[0].erased_at !== null) return rows[0] && fileFrom(rows[0]);
    if (held) throw new DoorstepError('EVIDENCE_HELD', `${issue} is held, and so are its files.`);
    const { rows: erased } = await sql<Row>`
      update doorstep.evidence set erased_at = now(), erased_by = ${by}, erased_reason = ${reason}
      where id = ${id} returning *`.execute(transaction);
    return erased[0] && fileFrom(erased[0]);
  });
}

const fileFrom = (row: Row): EvidenceFile => ({
  id: row.id,
  issue: row.issue_id as IssueId,
  mediaType: row.media_type,
  bytes: row.bytes,
  width: row.width,
  height: row.height,
  sha256: row.sha256.toString('hex'),
  receivedSha256: row.received_sha256.toString('hex'),
  receivedBytes: row.received_bytes,
  uploadedBy: row.uploaded_by,
  uploadedAtMs: row.uploaded_at.getTime(),
  erased:
    row.erased_at === null
      ? null
      : { atMs: row.erased_at.getTime(), by: row.erased_by ?? '', reason: row.erased_reason ?? '' },
});
