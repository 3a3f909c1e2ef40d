/** Payloads of Temporal with what people wrote opened, as far as whoever asks may read it. */
import { z } from 'zod';
import { DoorstepError } from '../../../contracts/errors';
import type { IssueId } from '../../../domain';
import { findIssue } from '../../../store';
import type { Gateway } from '../gateway';
import type { Principal } from '../identity/principal';
import { read } from '../read';

/** As Temporal's web UI and command line send it: base64 all through. */
export const payloadSchema = z.looseObject({
  metadata: z.record(z.string(), z.string()).optional(),
  data: z.string().optional(),
});
export type Payload = z.infer<typeof payloadSchema>;

export const DECODES = 'issue.decode';
/** A payload speaks of one issue, or of one that goes with it; what is beyond stays sealed. */
const MOST_ISSUES = 20;
const SEALED = '"sealed:1:';

export async function decoded(
  gateway: Gateway,
  principal: Principal,
  payloads: readonly Payload[],
): Promise<readonly Payload[]> {
  const values = payloads.map(valueOf);
  const owners = await read(gateway, () => gateway.words.issuesOf(values));
  const readable = await readableOf(gateway, principal, [...new Set(owners.values())].slice(0, MOST_ISSUES));
  return Promise.all(
    payloads.map(async (payload, at) => {
      if (values[at] === undefined || readable.size === 0) return payload;
      const opened = await read(gateway, () => gateway.words.readOf(values[at], readable));
      return { ...payload, data: Buffer.from(JSON.stringify(opened), 'utf8').toString('base64') };
    }),
  );
}

/** Undefined for what holds no sealed words. */
function valueOf({ metadata, data = '' }: Payload): unknown {
  if (text(metadata?.['encoding']) !== 'json/plain') return undefined;
  const json = text(data);
  if (!json.includes(SEALED)) return undefined;
  try {
    return JSON.parse(json);
  } catch {
    return undefined;
  }
}

const text = (base64 = ''): string => Buffer.from(base64, 'base64').toString('utf8');

/** Each is asked for as if it were read over HTTP; a refusal leaves its words sealed, and stands in the access log. */
async function readableOf(
  gateway: Gateway,
  principal: Principal,
  issues: readonly IssueId[],
): Promise<ReadonlySet<IssueId>> {
  const readable = new Set<IssueId>();
  for (const id of issues) {
    const issue = await read(gateway, (database) => findIssue(database, id));
    if (issue === null) continue;
    try {
      await gateway.access.authorize(principal, DECODES, { issue });
      readable.add(id);
    } catch (error) {
      if (!(error instanceof DoorstepError) || !REFUSALS.has(error.code)) throw error;
    }
  }
  return readable;
}

const REFUSALS: ReadonlySet<string> = new Set(['FORBIDDEN', 'ISSUE_UNKNOWN', 'UNAUTHENTICATED']);
