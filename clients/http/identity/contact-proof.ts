/** Who reports without an account: a guest, or whoever has proven where they are reached. */
import type { FastifyRequest } from 'fastify';
import { z } from 'zod';
import { DoorstepError } from '../../../contracts/errors';
import { guestOf } from '../../../contracts/guests';
import type { IssueId, PersonId } from '../../../domain';
import {
  CODE_CHANNELS,
  findTracked,
  keepTrackingCode,
  logAccess,
  parseAddress,
  peopleReachedAt,
  proveByCode,
  ReportUnpaid,
  take,
  type Allowance,
  type CodeAddress,
  type MasterKeys,
} from '../../../store';
import type { Gateway } from '../gateway';

export const contactFields = {
  channel: z.enum(CODE_CHANNELS),
  address: z.string().min(3).max(254).describe('A mail address, or a number with its country: `+8613800000000`.'),
};
export const contactProof = z
  .strictObject({
    ...contactFields,
    code: z.string().regex(/^\s*\d{3}[ -]?\d{3}\s*$/, 'must be six digits'),
  })
  .meta({ id: 'ProvenContact' })
  .describe('A one-time code, and the address to which it went.');

/** Throws DoorstepError CONTACT_INVALID, which does not repeat the address. */
export function addressIn({ channel, address }: z.output<z.ZodObject<typeof contactFields>>): CodeAddress {
  const text = channel === 'sms' ? address.replace(/\s+/g, '') : address;
  return parseAddress(channel, text) as CodeAddress;
}

interface Reported {
  readonly trackingCode: string;
  readonly issue: IssueId;
  readonly contact: z.output<typeof contactProof> | undefined;
  /** Taken here where there is a code, and with it: a report that is not taken leaves it. */
  readonly takes: readonly Allowance[];
}

/**
 * The reporter, kept together with the tracking code; the same report again has the same. Throws REPORT_CODE_UNFIT for
 * every code that does not count, ReportUnpaid, and what `beforeTry` throws.
 */
export async function keptReporter(
  gateway: Gateway,
  request: FastifyRequest,
  { trackingCode, issue, contact, takes }: Reported,
  beforeTry: () => Promise<void>,
): Promise<PersonId> {
  const { database } = gateway;
  const guest = guestOf(trackingCode);
  const before = await findTracked(database, trackingCode);
  if (before !== undefined) {
    const spent = contact === undefined ? null : await take(database, takes);
    if (spent !== null) throw new ReportUnpaid(spent);
    return before.reporter;
  }
  if (contact === undefined) {
    await keepTrackingCode(database, trackingCode, { issue, reporter: guest });
    return guest;
  }
  const address = addressIn(contact);
  await beforeTry();
  const keys = gateway.masterKeys();
  if (keys === undefined) throw unfit();
  const reporter = (await personAt(gateway, keys, address)) ?? guest;
  const code = contact.code.replace(/\D/g, '');
  const proven = await proveByCode(database, keys, { address, code, trackingCode, issue, reporter, takes });
  if (proven !== undefined) return proven.reporter;
  await logAccess(database, [
    {
      who: 'anonymous',
      operation: 'report.code',
      subject: null,
      outcome: 'failed',
      reason: 'code-unfit',
      requestId: request.id,
    },
  ]);
  throw unfit();
}

/** The one of the directory who has this address now; nobody where it is shared. */
async function personAt(
  { database, place }: Gateway,
  keys: MasterKeys,
  address: CodeAddress,
): Promise<PersonId | undefined> {
  const { directory } = await place.at(Date.now());
  const there = (await peopleReachedAt(database, keys, address)).filter((person) => directory.people.has(person));
  const [only, ...others] = there;
  return others.length > 0 ? undefined : (only as PersonId | undefined);
}

const unfit = (): DoorstepError =>
  new DoorstepError('REPORT_CODE_UNFIT', 'This code is wrong, or it was used, replaced or is over.');
