/** Addresses of callers as counters know them: hashed with a salt that is thrown away, and only as exact as one household. */
import { createHmac, randomBytes } from 'node:crypto';
import { isIPv4, isIPv6 } from 'node:net';
import { sql } from 'kysely';
import type { Database } from '../database';

export type AddressNames = (address: string) => Promise<string>;

/** Asks the database for the salt of the day once a day; every process gets the same. */
export function addressNames({ db }: Database): AddressNames {
  let known: { readonly day: string; readonly salt: Buffer } | undefined;
  return async (address) => {
    const day = new Date().toISOString().slice(0, 10);
    if (known?.day !== day) {
      await sql`
        insert into doorstep.address_salt (day, salt) values (${day}, ${randomBytes(32)})
        on conflict do nothing`.execute(db);
      const { rows } = await sql<{ salt: Buffer }>`
        select salt from doorstep.address_salt where day = ${day}`.execute(db);
      known = { day, salt: rows[0]!.salt };
    }
    return createHmac('sha256', known.salt).update(networkOf(address)).digest('base64url').slice(0, 22);
  };
}

/** A household is given a /64 of IPv6 and changes within it as it likes. */
export function networkOf(address: string): string {
  const plain = address.toLowerCase().replace(/%.*$/, '');
  const mapped = /^::ffff:(\d+\.\d+\.\d+\.\d+)$/.exec(plain)?.[1];
  if (mapped !== undefined) return mapped;
  if (isIPv4(plain) || !isIPv6(plain)) return plain;
  const [head = '', tail] = plain.split('::');
  const front = head === '' ? [] : head.split(':');
  const back = tail === undefined || tail === '' ? [] : tail.split(':');
  const groups = [...front, ...Array<string>(Math.max(0, 8 - front.length - back.length)).fill('0'), ...back];
  return `${groups
    .slice(0, 4)
    .map((group) => group.replace(/^0+(?=.)/, ''))
    .join(':')}::/64`;
}
