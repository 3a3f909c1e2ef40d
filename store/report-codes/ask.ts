/** Making a code for an address: the one before it is good for nothing from then on. */
import { randomBytes } from 'node:crypto';
import { sql } from 'kysely';
import type { MasterKeys } from '../contacts';
import { seal } from '../contacts/seal';
import type { Database } from '../database';
import { CODE_TERMS, codeKeys, makeCode, type CodeAddress } from './code';
import { letterText, sealedFor } from './letter';

export interface NewCode {
  readonly address: CodeAddress;
  /** In which language the letter is written. */
  readonly lang: string;
}

/** What counters know an address by. */
export const codeCounter = ([key]: MasterKeys, address: CodeAddress): string =>
  `code-contact:${codeKeys(key).addressHash(address).toString('base64url').slice(0, 22)}`;

/** Seconds until another code may be made for this address; 0 for now. */
export async function nextCodeInS({ db }: Database, keys: MasterKeys, address: CodeAddress): Promise<number> {
  const hashes = keys.map((key) => codeKeys(key).addressHash(address));
  const { rows } = await sql<{ wait: number }>`
    select ceil(extract(epoch from made_at - now()) + ${CODE_TERMS.againMs / 1000})::integer as wait
    from doorstep.report_code where address_hash = any(${hashes}) order by made_at desc limit 1`.execute(db);
  return Math.max(0, rows[0]?.wait ?? 0);
}

/**
 * Stored together with the letter that brings it, so that what is answered is also sent. False when one was made less than a
 * minute ago: of several at once one is made.
 */
export async function storeCode({ db }: Database, keys: MasterKeys, { address, lang }: NewCode): Promise<boolean> {
  const { addressHash, codeHash, letterKey } = codeKeys(keys[0]);
  const [code, letter] = [makeCode(), `code-${randomBytes(12).toString('hex')}`];
  const sealed = seal(letterKey, sealedFor(letter), letterText({ address, code, lang }));
  const { rows } = await sql`
    insert into doorstep.report_code as known
      (address_hash, code_hash, letter, channel, expires_at, sealed_letter, send_at)
    values (${addressHash(address)}, ${codeHash(letter, code)}, ${letter}, ${address.channel},
      now() + ${CODE_TERMS.validMs} * interval '1 millisecond', ${sealed}, now())
    on conflict (address_hash) do update
      set code_hash = excluded.code_hash, letter = excluded.letter, channel = excluded.channel, wrong_tries = 0,
        made_at = now(), expires_at = excluded.expires_at, sealed_letter = excluded.sealed_letter, send_attempts = 0,
        send_at = now()
      where known.made_at <= now() - ${CODE_TERMS.againMs} * interval '1 millisecond'
    returning letter`.execute(db);
  return rows.length === 1;
}
