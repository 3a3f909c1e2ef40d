/** Whose address it is. */
import { sql } from 'kysely';
import { GUEST } from '../../domain/kernel/ids';
import type { Database } from '../database';
import type { Address } from './address';
import { openContact, type SealedContact } from './contacts';
import { addressFingerprint, addressName } from './fingerprint';
import type { MasterKeys } from './master-key';

/** Everybody, but guests, who has this address now, by whichever channel; sorted. */
export async function peopleReachedAt(
  { db }: Database,
  keys: MasterKeys,
  address: Address,
): Promise<readonly string[]> {
  const prints = keys.flatMap((key) => addressFingerprint(key, address) ?? []);
  const { rows } = await sql<SealedContact>`
    select c.person, c.channel, c.sealed, k.wrapped
    from doorstep.contact c join doorstep.contact_key k using (person)
    where c.found_by = any(${prints}::bytea[]) and c.disabled_at is null order by c.person`.execute(db);
  // Looked at, and not only found: whoever changes a contact by other means leaves the hash of the old one.
  const people = rows.filter((row) => {
    const opened = openContact(keys, row);
    return opened !== undefined && addressName(opened) === addressName(address);
  });
  return [...new Set(people.map(({ person }) => person))];
}

const AT_ONCE = 500;

/** Contacts that were set before they could be found. Returns how many; what no key opens stays as it is. */
export async function fingerprintContacts({ db }: Database, keys: MasterKeys): Promise<number> {
  let [person, channel, done] = ['', '', 0];
  for (;;) {
    const { rows } = await sql<SealedContact>`
      select c.person, c.channel, c.sealed, k.wrapped
      from doorstep.contact c join doorstep.contact_key k using (person)
      where c.found_by is null and c.channel in ('email', 'sms', 'phone') and c.person !~ ${GUEST.source}
        and (c.person, c.channel) > (${person}, ${channel})
      order by c.person, c.channel limit ${AT_ONCE}`.execute(db);
    for (const row of rows) {
      const address = openContact(keys, row);
      const print = address === undefined ? undefined : addressFingerprint(keys[0], address);
      if (print === undefined) continue;
      await sql`
        update doorstep.contact set found_by = ${print}
        where person = ${row.person} and channel = ${row.channel} and sealed = ${row.sealed}`.execute(db);
      done += 1;
    }
    const last = rows.at(-1);
    if (last === undefined || rows.length < AT_ONCE) return done;
    [person, channel] = [last.person, last.channel];
  }
}
