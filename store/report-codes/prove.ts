/** A code is used: once, and together with what it is used for. */
import { sql, type Kysely } from 'kysely';
import type { IssueId, PersonId } from '../../domain';
import { isGuest } from '../../domain';
import { putContact, type MasterKeys } from '../contacts';
import type { Database, Tables } from '../database';
import { hashOf, isSame } from '../identity/secrets';
import type { Tracked } from '../identity/tracking';
import { takeWithin, type Allowance, type Spent } from '../identity/usage';
import { CODE_TERMS, codeKeys, type CodeAddress } from './code';

export interface ProofOfContact {
  readonly address: CodeAddress;
  readonly code: string;
  /** The report that it is for. */
  readonly trackingCode: string;
  readonly issue: IssueId;
  /** Of the directory, or a guest, whose contact is kept then. */
  readonly reporter: PersonId;
  /** What a report takes; where something of it is used up, the code is not. */
  readonly takes: readonly Allowance[];
}

/** An allowance of the report is used up. Nothing was changed. */
export class ReportUnpaid extends Error {
  constructor(readonly spent: Spent) {
    super(spent.key);
  }
}

interface Row {
  readonly address_hash: Buffer;
  readonly code_hash: Buffer;
  readonly letter: string;
  readonly is_good: boolean;
}

/**
 * Takes the allowances, uses the code up and keeps the tracking code, in one transaction: of several at once one gets through. The report that came
 * through before does so again, without a code, by its tracking code. Undefined when there is no such code, or it was
 * wrong, used, replaced or over, which is the same to whoever asks; a wrong one counts. Throws ReportUnpaid.
 */
export function proveByCode({ db }: Database, keys: MasterKeys, proof: ProofOfContact): Promise<Tracked | undefined> {
  return db.transaction().execute(async (transaction) => {
    const codes = keys.map((key) => codeKeys(key));
    const hashes = codes.map(({ addressHash }) => addressHash(proof.address));
    const { rows } = await sql<Row>`
      select address_hash, code_hash, letter,
        expires_at > now() and wrong_tries < ${CODE_TERMS.wrongTries} as is_good
      from doorstep.report_code where address_hash = any(${hashes}) order by address_hash for update`.execute(
      transaction,
    );
    const before = await keptBefore(transaction, proof.trackingCode);
    if (before !== undefined) {
      await pay(transaction, proof.takes);
      return before;
    }
    for (const row of rows) {
      if (!row.is_good) continue;
      const own = codes[hashes.findIndex((hash) => hash.equals(row.address_hash))];
      if (own !== undefined && isSame(own.codeHash(row.letter, proof.code), row.code_hash))
        return used(transaction, keys, row, proof);
      await sql`
        update doorstep.report_code set wrong_tries = wrong_tries + 1
        where address_hash = ${row.address_hash}`.execute(transaction);
    }
    return undefined;
  });
}

async function used(
  transaction: Kysely<Tables>,
  keys: MasterKeys,
  { address_hash }: Row,
  { address, trackingCode, issue, reporter, takes }: ProofOfContact,
): Promise<Tracked> {
  await pay(transaction, takes);
  await sql`delete from doorstep.report_code where address_hash = ${address_hash}`.execute(transaction);
  await sql`
    insert into doorstep.tracking_code (hash, issue_id, reporter)
    values (${hashOf(trackingCode)}, ${issue}, ${reporter})`.execute(transaction);
  if (isGuest(reporter)) await putContact(transaction, keys, { person: reporter, address });
  return { issue, reporter };
}

async function pay(transaction: Kysely<Tables>, takes: readonly Allowance[]): Promise<void> {
  const spent = await takeWithin(transaction, takes);
  if (spent !== null) throw new ReportUnpaid(spent);
}

async function keptBefore(transaction: Kysely<Tables>, trackingCode: string): Promise<Tracked | undefined> {
  const { rows } = await sql<{ issue_id: string; reporter: string }>`
    select issue_id, reporter from doorstep.tracking_code where hash = ${hashOf(trackingCode)}`.execute(transaction);
  const [row] = rows;
  return row === undefined ? undefined : { issue: row.issue_id as IssueId, reporter: row.reporter as PersonId };
}
