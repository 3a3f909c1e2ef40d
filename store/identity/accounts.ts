/** Accounts with a password, for installations without an identity provider. */
import { sql } from 'kysely';
import type { Instant } from '../../domain';
import { DoorstepError } from '../../contracts/errors';
import type { Database } from '../database';
import { checkPassword, hashPassword, isOutdated, verifyPassword } from './passwords';

export interface Account {
  readonly name: string;
  /** Who of the directory it is; null for an operator who is nobody there. */
  readonly person: string | null;
  readonly isOperator: boolean;
  readonly createdAtMs: Instant;
  readonly createdBy: string;
  /** Of the password. */
  readonly changedAtMs: Instant;
  readonly signedInAtMs: Instant | null;
  readonly disabledAtMs: Instant | null;
}

export interface NewAccount {
  readonly name: string;
  readonly person: string | null;
  readonly isOperator: boolean;
  readonly createdBy: string;
}

interface Row {
  readonly name: string;
  readonly person: string | null;
  readonly operator: boolean;
  readonly password: string;
  readonly created_at: Date;
  readonly created_by: string;
  readonly changed_at: Date;
  readonly signed_in_at: Date | null;
  readonly disabled_at: Date | null;
}

/** What a name may be: that of a person, or one of that form. Null for anything else. */
export const accountName = (text: string): string | null => {
  const name = text.trim().toLowerCase();
  return /^[a-z0-9-]{1,64}$/.test(name) ? name : null;
};

/** Throws PASSWORD_UNFIT and ACCOUNT_EXISTS. */
export async function addAccount({ db }: Database, made: NewAccount, password: string): Promise<Account> {
  checkPassword(password, made.name);
  const hash = await hashPassword(password);
  const { rows } = await sql<Row>`
    insert into doorstep.account (name, person, operator, password, created_by)
    values (${made.name}, ${made.person}, ${made.isOperator}, ${hash}, ${made.createdBy})
    on conflict (name) do nothing returning *`.execute(db);
  const [row] = rows;
  if (row === undefined) throw new DoorstepError('ACCOUNT_EXISTS', `There is an account ${made.name} already.`);
  return accountOf(row);
}

export async function listAccounts({ db }: Database): Promise<readonly Account[]> {
  const { rows } = await sql<Row>`select * from doorstep.account order by name`.execute(db);
  return rows.map(accountOf);
}

/** Ends its sessions as well. Throws PASSWORD_UNFIT; false when there is no such account. */
export async function setPassword({ db }: Database, name: string, password: string): Promise<boolean> {
  checkPassword(password, name);
  const hash = await hashPassword(password);
  return db.transaction().execute(async (transaction) => {
    const done = await sql`
      update doorstep.account set password = ${hash}, changed_at = now() where name = ${name}`.execute(transaction);
    await sql`delete from doorstep.session where account = ${name}`.execute(transaction);
    return done.numAffectedRows === 1n;
  });
}

/** Ends its sessions as well. False when there is none, or it already is so. */
export async function setDisabled({ db }: Database, name: string, isDisabled: boolean): Promise<boolean> {
  return db.transaction().execute(async (transaction) => {
    const done = await sql`
      update doorstep.account set disabled_at = ${isDisabled ? sql`now()` : null}
      where name = ${name} and (disabled_at is null) = ${isDisabled}`.execute(transaction);
    if (isDisabled) await sql`delete from doorstep.session where account = ${name}`.execute(transaction);
    return done.numAffectedRows === 1n;
  });
}

/**
 * Undefined for a wrong password, an unknown name or a disabled account: the same work is done and the same is answered.
 * Throws BUSY. Guessing is bounded elsewhere (attempts.ts).
 */
export async function checkAccount({ db }: Database, name: string, password: string): Promise<Account | undefined> {
  const { rows } = await sql<Row>`select * from doorstep.account where name = ${name}`.execute(db);
  const [row] = rows;
  const isRight = password.length <= 1_000 && (await verifyPassword(password, row?.password));
  if (!isRight || row === undefined || row.disabled_at !== null) return undefined;
  const again = isOutdated(row.password) ? await hashPassword(password) : row.password;
  await sql`
    update doorstep.account set signed_in_at = now(), password = ${again}
    where name = ${name} and password = ${row.password}`.execute(db);
  return accountOf(row);
}

export const accountOf = (row: Omit<Row, 'password'>): Account => ({
  name: row.name,
  person: row.person,
  isOperator: row.operator,
  createdAtMs: row.created_at.getTime(),
  createdBy: row.created_by,
  changedAtMs: row.changed_at.getTime(),
  signedInAtMs: row.signed_in_at?.getTime() ?? null,
  disabledAtMs: row.disabled_at?.getTime() ?? null,
});
