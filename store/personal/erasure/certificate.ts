/** Certificates of erasure: one row each that nobody changes, chained by hashes, so that none can be taken out or altered. */
import { createHash } from 'node:crypto';
import { sql, type Kysely, type Transaction } from 'kysely';
import type { Database, Tables } from '../../database';
import { inventoryDigest } from '../inventory';
import { ERASURE_STEPS, findErasure, isDone, type Counts, type Erasure, type ErasureStep } from './erasure';
import { clearReportsOf } from './words';

export interface Certificate {
  /** 1, 2, 3, … without a gap. */
  readonly number: number;
  readonly erasure: string;
  readonly person: string;
  readonly askedBy: string;
  readonly reason: string;
  readonly askedAtMs: number;
  readonly erasedAtMs: number;
  /** What there was, step by step. */
  readonly counts: Readonly<Record<string, Counts>>;
  /** Digest of the inventory that it went by, in hexadecimal. */
  readonly inventory: string;
  /** Of the certificate before it; 64 zeros before the first. */
  readonly before: string;
  readonly hash: string;
}

interface Row {
  readonly number: number;
  readonly erasure_id: string;
  readonly person: string;
  readonly asked_by: string;
  readonly reason: string;
  readonly asked_at: Date;
  readonly erased_at: Date;
  readonly counts: string;
  readonly inventory: Buffer;
  readonly before: Buffer;
  readonly hash: Buffer;
}

/** Names the lock among the advisory locks of the database: numbers are given out one by one. */
const CERTIFICATES = 4_020_120;
const FIRST = '0'.repeat(64);

const hashOf = (one: Omit<Certificate, 'hash' | 'counts'> & { readonly counts: string }): string =>
  createHash('sha256')
    .update(
      JSON.stringify([
        one.before,
        one.number,
        one.erasure,
        one.person,
        one.askedBy,
        one.reason,
        one.askedAtMs,
        one.erasedAtMs,
        one.counts,
        one.inventory,
      ]),
    )
    .digest('hex');

/** Writes the certificate and ends the erasure, together. Nothing when that is done already. */
export async function certify(transaction: Transaction<Tables>, id: string): Promise<void> {
  await sql`select pg_advisory_xact_lock(${CERTIFICATES})`.execute(transaction);
  const erasure = await findErasure(transaction, id);
  if (erasure === undefined || erasure.finishedAtMs !== null) return;
  if (!ERASURE_STEPS.every((step) => isDone(erasure, step))) throw new RangeError('An erasure that is not done.');
  const [last] = await rowsOf(transaction, sql`order by number desc limit 1`);
  const counts = JSON.stringify(countsOf(erasure));
  const made = {
    number: (last?.number ?? 0) + 1,
    erasure: id,
    person: erasure.person,
    askedBy: erasure.askedBy,
    reason: erasure.reason,
    askedAtMs: erasure.askedAtMs,
    erasedAtMs: Date.now(),
    counts,
    inventory: inventoryDigest(),
    before: last?.hash.toString('hex') ?? FIRST,
  };
  await sql`
    insert into doorstep.erasure_certificate
      (number, erasure_id, person, asked_by, reason, asked_at, erased_at, counts, inventory, before, hash)
    values (${made.number}, ${id}, ${made.person}, ${made.askedBy}, ${made.reason}, ${new Date(made.askedAtMs)},
      ${new Date(made.erasedAtMs)}, ${counts}::json, decode(${made.inventory}, 'hex'), decode(${made.before}, 'hex'),
      decode(${hashOf(made)}, 'hex'))`.execute(transaction);
  await sql`update doorstep.erasure set finished_at = ${new Date(made.erasedAtMs)} where id = ${id}`.execute(
    transaction,
  );
}

const countsOf = ({ steps }: Erasure): Readonly<Record<ErasureStep, Counts>> =>
  Object.fromEntries(ERASURE_STEPS.map((step) => [step, steps.find((one) => one.step === step)?.found ?? {}])) as never;

/** @param name of a person, or of an erasure. The newest first. */
export async function certificatesOf({ db }: Database, name: string): Promise<readonly Certificate[]> {
  const rows = await rowsOf(db, sql`where person = ${name} or erasure_id = ${name} order by number desc`);
  return rows.map(certificateFrom);
}

export interface CertificateVerdict {
  /** The first certificate that is missing or is not as it was written; null when all up to this one are. */
  readonly brokenAt: number | null;
  /** What there is of the person again, by the same words as the counts; all 0 when nothing came back. */
  readonly cameBack: Counts;
  /** Reports of the person of which something stays readable: it was written in clear, without a master key. */
  readonly clearReports: number;
}

/** Recomputes the chain from the first certificate to this one, and looks whether anything came back or stayed readable. */
export async function verifyCertificate(
  database: Database,
  { number, person }: Certificate,
): Promise<CertificateVerdict> {
  const rows = await rowsOf(database.db, sql`where number <= ${number} order by number`);
  return {
    brokenAt: firstBroken(rows, number),
    cameBack: await cameBack(database, person),
    clearReports: await clearReportsOf(database.db, person),
  };
}

function firstBroken(rows: readonly Row[], upTo: number): number | null {
  let before = FIRST;
  for (let number = 1; number <= upTo; number += 1) {
    const row = rows[number - 1];
    if (row === undefined || row.number !== number) return number;
    const one = certificateFrom(row);
    if (one.before !== before || one.hash !== hashOf({ ...one, counts: row.counts })) return number;
    before = one.hash;
  }
  return null;
}

async function cameBack({ db }: Database, person: string): Promise<Counts> {
  const { rows } = await sql<Counts>`
    select
      (select count(*) from doorstep.directory_entry
        where doorstep.entry_person(kind, data) = ${person} and data::jsonb <> doorstep.erased_entry(kind, data)) as entries,
      (select count(*) from doorstep.contact where person = ${person}) as contacts,
      (select count(*) from doorstep.account where person = ${person}) as accounts,
      (select count(*) from doorstep.api_key where person = ${person} and revoked_at is null) as keys,
      (select count(*) from doorstep.evidence where uploaded_by = ${person} and erased_at is null) as files,
      (select count(*) from doorstep.delivery where recipient = ${person}) as deliveries`.execute(db);
  return rows[0] ?? {};
}

async function rowsOf(db: Kysely<Tables>, which: ReturnType<typeof sql>): Promise<readonly Row[]> {
  const { rows } = await sql<Row>`
    select number, erasure_id, person, asked_by, reason, asked_at, erased_at, counts::text as counts, inventory, before, hash
    from doorstep.erasure_certificate ${which}`.execute(db);
  return rows;
}

const certificateFrom = (row: Row): Certificate => ({
  number: row.number,
  erasure: row.erasure_id,
  person: row.person,
  askedBy: row.asked_by,
  reason: row.reason,
  askedAtMs: row.asked_at.getTime(),
  erasedAtMs: row.erased_at.getTime(),
  counts: JSON.parse(row.counts) as Certificate['counts'],
  inventory: row.inventory.toString('hex'),
  before: row.before.toString('hex'),
  hash: row.hash.toString('hex'),
});

/** Finished, and not yet told to others; the oldest first. */
export async function unannounced({ db }: Database, limit = 100): Promise<readonly Certificate[]> {
  const rows = await rowsOf(
    db,
    sql`where erasure_id in (select id from doorstep.erasure where announced_at is null and finished_at is not null)
      order by number limit ${limit}`,
  );
  return rows.map(certificateFrom);
}

export async function markAnnounced({ db }: Database, erasures: readonly string[]): Promise<void> {
  await sql`
    update doorstep.erasure set announced_at = clock_timestamp()
    where id = any(${erasures}) and announced_at is null`.execute(db);
}
