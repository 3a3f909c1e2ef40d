/** Contacts of guests: one report each, and kept no longer than there is something to say about it. */
import { sql } from 'kysely';
import { GUEST } from '../../domain/kernel/ids';
import type { Database } from '../database';

/**
 * Destroys the keys of guests whose issue was closed, and has not moved, for so many days, and of those whose report never
 * came. Returns how many, at most `limit`.
 */
export async function forgetGuestContacts(
  { db }: Database,
  { keptDays, limit }: { readonly keptDays: number; readonly limit: number },
): Promise<number> {
  const done = await sql`
    delete from doorstep.contact_key where person in (
      select k.person from doorstep.contact_key k
      where k.person ~ ${GUEST.source} and k.created_at < now() - interval '1 day' and not exists (
        select from doorstep.issue i where i.reporter = k.person
          and (i.stage <> 'closed' or i.updated_at > now() - ${keptDays} * interval '1 day'))
      limit ${limit})`.execute(db);
  return Number(done.numAffectedRows ?? 0n);
}
