/** What a command names as evidence by the id of a file has to be a file of its issue. */
import type { z } from 'zod';
import type { evidenceSchema } from '../../../contracts/commands';
import { DoorstepError } from '../../../contracts/errors';
import type { IssueId } from '../../../domain';
import { evidenceOf } from '../../../store';
import { EVIDENCE_ID } from '../evidence/files';
import type { Gateway } from '../gateway';
import { read } from '../read';

/**
 * Other references (a number in another system, a URL) are their writer's own. Throws DoorstepError EVIDENCE_UNKNOWN with
 * the field when the file is of another issue, or was erased.
 */
export async function checkNamedFiles(
  gateway: Gateway,
  issue: IssueId,
  evidence: z.infer<typeof evidenceSchema> = [],
): Promise<void> {
  const named = evidence.flatMap(({ ref }, at) => (EVIDENCE_ID.test(ref) ? [{ ref, at }] : []));
  if (named.length === 0) return;
  const there = await read(gateway, (database) => evidenceOf(database, issue));
  const known = new Set(there.flatMap(({ id, erased }) => (erased === null ? [id] : [])));
  const lost = named.find(({ ref }) => !known.has(ref));
  if (lost !== undefined)
    throw new DoorstepError('EVIDENCE_UNKNOWN', `${issue} has no file ${lost.ref}, or it was erased.`, {
      place: { field: `body.evidence.${lost.at}.ref` },
    });
}
