/** Where people can be reached: read and written here only, sealed with a data key per person. */
import { randomBytes } from 'node:crypto';
import { sql, type Kysely } from 'kysely';
import type { Channel } from '../../contracts/channels';
import { DoorstepError } from '../../contracts/errors';
import type { Database, Tables } from '../database';
import { isGuest } from '../../domain';
import { addressFrom, addressText, type Address } from './address';
import { addressFingerprint } from './fingerprint';
import type { MasterKeys } from './master-key';
import { seal, unseal } from './seal';

export interface Contact {
  readonly person: string;
  readonly channel: Channel;
  /** Null when the key at hand does not open it. */
  readonly address: Address | null;
  readonly changedAtMs: number;
  /** Its receiver said for good that it is gone, and nothing goes there until it is set again. */
  readonly disabledAtMs: number | null;
  readonly disabledReason: string | null;
}

/** A sealed contact with what opens it, as a row of the database has it. */
export interface SealedContact {
  readonly person: string;
  readonly channel: Channel;
  readonly sealed: Buffer;
  readonly wrapped: Buffer;
}

export interface NewContact {
  readonly person: string;
  readonly address: Address;
}

const DATA_KEY_BYTES = 32;

/** All of them or none; each replaces what its person had on the channel. Throws DoorstepError CONTACT_KEY_UNFIT. */
export async function setContacts({ db }: Database, keys: MasterKeys, contacts: readonly NewContact[]): Promise<void> {
  await db.transaction().execute(async (transaction) => {
    for (const contact of contacts) await putContact(transaction, keys, contact);
  });
}

/** One of them, as a part of something larger. Throws DoorstepError CONTACT_KEY_UNFIT. */
export async function putContact(
  transaction: Kysely<Tables>,
  keys: MasterKeys,
  { person, address }: NewContact,
): Promise<void> {
  const { channel } = address;
  const key = await dataKey(transaction, keys, person);
  const sealed = seal(key, boundTo(person, channel), Buffer.from(addressText(address), 'utf8'));
  // Nobody finds out by an address which guests left it.
  const foundBy = isGuest(person) ? null : (addressFingerprint(keys[0], address) ?? null);
  await sql`
    insert into doorstep.contact (person, channel, sealed, found_by) values (${person}, ${channel}, ${sealed}, ${foundBy})
    on conflict (person, channel) do update set sealed = excluded.sealed, found_by = excluded.found_by,
      changed_at = now(), disabled_at = null, disabled_reason = null`.execute(transaction);
}

/** By person and channel. @param keys undefined gives every address as null */
export async function listContacts({ db }: Database, keys: MasterKeys | undefined): Promise<readonly Contact[]> {
  const { rows } = await sql<
    SealedContact & { changed_at: Date; disabled_at: Date | null; disabled_reason: string | null }
  >`
    select c.person, c.channel, c.sealed, k.wrapped, c.changed_at, c.disabled_at, c.disabled_reason
    from doorstep.contact c join doorstep.contact_key k using (person) order by c.person, c.channel`.execute(db);
  return rows.map((row) => ({
    person: row.person,
    channel: row.channel,
    address: keys === undefined ? null : (openContact(keys, row) ?? null),
    changedAtMs: row.changed_at.getTime(),
    disabledAtMs: row.disabled_at?.getTime() ?? null,
    disabledReason: row.disabled_reason,
  }));
}

/** False when there was none. */
export async function removeContact({ db }: Database, person: string, channel: Channel): Promise<boolean> {
  const done = await sql`delete from doorstep.contact where person = ${person} and channel = ${channel}`.execute(db);
  return done.numAffectedRows === 1n;
}

/** Destroys the person's data key, and with it every contact that it opens. False when there was none. */
export async function eraseContacts({ db }: Database, person: string): Promise<boolean> {
  const done = await sql`delete from doorstep.contact_key where person = ${person}`.execute(db);
  return done.numAffectedRows === 1n;
}

/** The receiver said that this address is gone; the first reason is kept. */
export async function disableContact({ db }: Database, person: string, channel: Channel, why: string): Promise<void> {
  await sql`
    update doorstep.contact set disabled_at = now(), disabled_reason = ${why}
    where person = ${person} and channel = ${channel} and disabled_at is null`.execute(db);
}

/** Undefined when none of the keys opens it. */
export function openContact(keys: MasterKeys, row: SealedContact): Address | undefined {
  const key = unwrap(keys, row.person, row.wrapped);
  const text = key === undefined ? undefined : unseal(key, boundTo(row.person, row.channel), row.sealed);
  return text === undefined ? undefined : addressFrom(text.toString('utf8'));
}

/** The person's data key, made at their first contact, and wrapped anew when the newest master key is another one. */
async function dataKey(transaction: Kysely<Tables>, keys: MasterKeys, person: string): Promise<Buffer> {
  const [newest] = keys;
  const made = seal(newest.key, keyOf(person), randomBytes(DATA_KEY_BYTES));
  await sql`
    insert into doorstep.contact_key (person, wrapped, master) values (${person}, ${made}, ${newest.id})
    on conflict (person) do nothing`.execute(transaction);
  const { rows } = await sql<{ wrapped: Buffer; master: string }>`
    select wrapped, master from doorstep.contact_key where person = ${person} for update`.execute(transaction);
  const row = rows[0];
  const key = row === undefined ? undefined : unwrap(keys, person, row.wrapped);
  if (key === undefined) {
    throw new DoorstepError(
      'CONTACT_KEY_UNFIT',
      `The contacts of ${person} were sealed under the master key ${row?.master}, and ${newest.id} is at hand.`,
    );
  }
  if (row?.master !== newest.id) {
    await sql`
      update doorstep.contact_key set wrapped = ${seal(newest.key, keyOf(person), key)}, master = ${newest.id}
      where person = ${person}`.execute(transaction);
  }
  return key;
}

export function unwrap(keys: MasterKeys, person: string, wrapped: Buffer): Buffer | undefined {
  for (const { key } of keys) {
    const found = unseal(key, keyOf(person), wrapped);
    if (found !== undefined) return found;
  }
  return undefined;
}

export const keyOf = (person: string): string => `doorstep contact key\n${person}`;
const boundTo = (person: string, channel: string): string => `doorstep contact\n${person}\n${channel}`;
