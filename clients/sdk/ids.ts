/** Ids that callers bring or get. Makers check the form, so that a typo is an error here and not an unknown issue later. */
import { createHash, randomBytes, randomUUID } from 'node:crypto';
import type { z } from 'zod';
import {
  approvalIdSchema,
  issueIdSchema,
  partyKeySchema,
  personIdSchema,
  unitIdSchema,
} from '../../contracts/commands';
import { DoorstepError } from '../../contracts/errors';
import { withDigest } from '../../domain';
import type { ApprovalId, CommandId, Instant, IssueId, PartyKey, PersonId, UnitId } from '../../domain';

const maker =
  <T extends string>(kind: string, schema: z.ZodType<T, string>) =>
  (text: string): T => {
    const parsed = schema.safeParse(text);
    if (parsed.success) return parsed.data;
    throw new DoorstepError(
      'ARGUMENT_INVALID',
      `"${String(text).slice(0, 80)}" is no ${kind} id: use 1 to 64 of a-z, 0-9 and -.`,
      { place: { field: kind } },
    );
  };

/** These throw DoorstepError ARGUMENT_INVALID unless the text is 1 to 64 of a-z, 0-9 and -. */
export const issueId: (text: string) => IssueId = maker('issue', issueIdSchema);
export const personId: (text: string) => PersonId = maker('person', personIdSchema);
export const unitId: (text: string) => UnitId = maker('unit', unitIdSchema);
export const partyKey: (text: string) => PartyKey = maker('party', partyKeySchema);
export const approvalId: (text: string) => ApprovalId = maker('approval', approvalIdSchema);

/** By this a person recognises an issue id in a log, a subject or a chat. */
const PREFIX = 'i-';

/** The issue of a key: the same on every machine and for ever. 80 bits of sha-256; a collision is refused as REPORT_MISMATCH. */
export const issueIdOfKey = (key: string): IssueId => `${PREFIX}${digest(`doorstep/report/${key}`, 10)}` as IssueId;

/** A new id: 9 characters of time, so that ids sort by age, and 40 random bits. */
export const newIssueId = (nowMs: Instant = Date.now()): IssueId =>
  `${PREFIX}${timePart(nowMs)}${base32(randomBytes(5))}` as IssueId;

export const newCommandId = (): CommandId => randomUUID() as CommandId;

/**
 * What a command is called in the log. Temporal answers a known id without looking at what is asked, so something else
 * under the same name has to be another id; the engine then refuses it as COMMAND_ID_REUSED.
 */
export const commandIdFor = (callersId: string, name: string, payload: object): CommandId =>
  withDigest(callersId, digest(JSON.stringify([name, payload], inOrder), 8));

/** A new name for a bulk; it sorts by age. */
export const newBulkId = (nowMs: Instant = Date.now()): string => `b-${timePart(nowMs)}${base32(randomBytes(5))}`;

/** Throws DoorstepError ARGUMENT_INVALID: with an issue's id behind it, it has to fit a command id. */
export function bulkId(text: string): string {
  if (/^[A-Za-z0-9._-]{1,63}$/.test(text)) return text;
  throw new DoorstepError(
    'ARGUMENT_INVALID',
    `"${text.slice(0, 80)}" is no bulk id: use 1 to 63 of A-Z, a-z, 0-9, ".", "_" and "-".`,
    { place: { field: 'bulkId' } },
  );
}

/** The name of a bulk's command on one issue: the same whoever runs the bulk again, and no other issue's. */
export const commandIdInBulk = (bulk: string, issue: IssueId): string => `${bulk}.${issue}`;

/** Fields in the order of their names: the same command is the same text. */
const inOrder = (_field: string, value: unknown): unknown =>
  typeof value === 'object' && value !== null && !Array.isArray(value)
    ? Object.fromEntries(Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1)))
    : value;

/** The first bytes of a text's sha-256 in base32. */
export const digest = (text: string, bytes: number): string =>
  base32(createHash('sha256').update(text, 'utf8').digest().subarray(0, bytes));

/** Crockford's alphabet: no i, l, o, u, which people misread. */
const ALPHABET = '0123456789abcdefghjkmnpqrstvwxyz';

/** 9 characters that sort by age: 45 bits of milliseconds last until the year 3084. */
export const timePart = (nowMs: Instant): string => encode(BigInt(nowMs), 9);
export const base32 = (bytes: Uint8Array): string =>
  encode(BigInt(`0x${Buffer.from(bytes).toString('hex')}`), Math.ceil((bytes.length * 8) / 5));

function encode(value: bigint, length: number): string {
  let text = '';
  for (let rest = value; text.length < length; rest >>= 5n) text = `${ALPHABET.charAt(Number(rest & 31n))}${text}`;
  return text;
}
