/** Another master key: the keys of people are wrapped by the newest one, and are found by its fingerprints. */
import { sql } from 'kysely';
import { DoorstepError } from '../../contracts/errors';
import type { Database } from '../database';
import { keyOf, unwrap } from './contacts';
import type { MasterKeys } from './master-key';
import { seal } from './seal';

const AT_ONCE = 200;

interface KeyRow {
  readonly person: string;
  readonly wrapped: Buffer;
}

/**
 * Goes on until nothing is left that an older key at hand wraps, and gives back how many there were. What people are found by
 * is taken away with it, and made anew by `fingerprintContacts`. Safe to interrupt, to run again and beside itself. Throws
 * DoorstepError CONTACT_KEY_UNFIT for one that its own key does not open.
 */
export async function rewrapContactKeys({ db }: Database, masters: MasterKeys): Promise<number> {
  const [newest, ...older] = masters;
  for (let count = 0; ;) {
    const { rows } = await sql<KeyRow>`
      select person, wrapped from doorstep.contact_key
      where master = any(${older.map(({ id }) => id)}) limit ${AT_ONCE}`.execute(db);
    if (rows.length === 0) return count;
    for (const { person, wrapped } of rows) {
      const key = unwrap(masters, person, wrapped);
      if (key === undefined) throw new DoorstepError('CONTACT_KEY_UNFIT', 'A key does not open what it has wrapped.');
      await sql`
        with anew as (
          update doorstep.contact_key set wrapped = ${seal(newest.key, keyOf(person), key)}, master = ${newest.id}
          where person = ${person} and wrapped = ${wrapped} returning person)
        update doorstep.contact c set found_by = null from anew where c.person = anew.person`.execute(db);
    }
    count += rows.length;
  }
}
