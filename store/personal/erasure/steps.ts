/** The steps that the database does by itself, each in one transaction: all of it, or nothing and once more. */
import { sql, type RawBuilder, type Transaction } from 'kysely';
import type { Tables } from '../../database';
import { holdsStandAgainst, holdsStandAgainstLetters } from '../holds';
import type { Counts, Erasure, ErasureStep } from './erasure';
import { destroyWordsOf } from './words';

export type StoreStep = Exclude<ErasureStep, 'hand-over' | 'files' | 'inbox'>;
type Step<Found = Counts> = (transaction: Transaction<Tables>, erasure: Erasure) => Promise<Found>;

/** By whom a file was erased, where it was not a person. */
export const eraserOf = ({ id }: Erasure): string => `erasure:${id}`;

/** An issue may have been held since the erasure was asked for. */
const unlessHeld =
  (step: Step, standAgainst = holdsStandAgainst): Step<Counts | undefined> =>
  async (transaction, erasure) =>
    (await standAgainst(transaction, erasure.person)) ? undefined : step(transaction, erasure);

/** Undefined, with nothing done, while something of it is held. */
export const STORE_STEPS: Readonly<Record<StoreStep, Step<Counts | undefined>>> = {
  directory: async (transaction, { person }) => ({
    entries: await changed(
      transaction,
      sql`update doorstep.directory_entry set data = doorstep.erased_entry(kind, data)::json
        where doorstep.entry_person(kind, data) = ${person} and data::jsonb <> doorstep.erased_entry(kind, data)`,
    ),
  }),
  'sign-in': async (transaction, { person }) => ({
    sessions: await changed(
      transaction,
      sql`delete from doorstep.session s using doorstep.account a where a.name = s.account and a.person = ${person}`,
    ),
    accounts: await changed(transaction, sql`delete from doorstep.account where person = ${person}`),
    keys: await changed(
      transaction,
      sql`update doorstep.api_key set revoked_at = coalesce(revoked_at, now()), label = '' where person = ${person}`,
    ),
    trackingCodes: await changed(transaction, sql`delete from doorstep.tracking_code where reporter = ${person}`),
  }),
  contacts: async (transaction, { person }) => ({
    contacts: await changed(transaction, sql`delete from doorstep.contact where person = ${person}`),
    contactKeys: await changed(transaction, sql`delete from doorstep.contact_key where person = ${person}`),
  }),
  words: unlessHeld(async (transaction, { person }) => destroyWordsOf(transaction, person)),
  evidence: unlessHeld(async (transaction, erasure) => ({
    files: await changed(
      transaction,
      sql`update doorstep.evidence set erased_at = now(), erased_by = ${eraserOf(erasure)}, erased_reason = 'erasure'
        where uploaded_by = ${erasure.person} and erased_at is null`,
    ),
  })),
  messages: unlessHeld(
    async (transaction, { person }) => ({
      links: await changed(transaction, sql`delete from doorstep.action_link where recipient = ${person}`),
      deadLetters: await changed(transaction, sql`delete from doorstep.dead_letter where recipient = ${person}`),
      deliveries: await changed(transaction, sql`delete from doorstep.delivery where recipient = ${person}`),
      bundles: await changed(transaction, sql`delete from doorstep.bundle where recipient = ${person}`),
    }),
    holdsStandAgainstLetters,
  ),
};

async function changed(transaction: Transaction<Tables>, statement: RawBuilder<unknown>): Promise<number> {
  return Number((await statement.execute(transaction)).numAffectedRows ?? 0n);
}
