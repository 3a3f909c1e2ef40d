/** The issue that a request is about, for whoever may know of it. */
import type { FastifyRequest } from 'fastify';
import { DoorstepError } from '../../../contracts/errors';
import type { IssueId, IssueState, PersonId } from '../../../domain';
import type { Operation } from '../../../domain/rights';
import { findIssue } from '../../../store';
import type { Gateway } from '../gateway';
import { read } from '../read';
import { allow } from './answers';

export interface Asked {
  /** In whose name something is to be done with it. */
  readonly actor?: PersonId;
  /** What is to be done with it, where the route is not for that alone. */
  readonly operation?: Operation;
  /** It is only asked what would come of it. */
  readonly isForetold?: true;
}

/**
 * For whoever does something with it or asks for what hangs on it: what people wrote of it stays sealed. Throws ISSUE_UNKNOWN,
 * and what Access.authorize throws.
 */
export async function knownIssue(
  gateway: Gateway,
  request: FastifyRequest,
  id: IssueId,
  { actor, operation, isForetold }: Asked = {},
): Promise<IssueState> {
  const state = await read(gateway, (database) => findIssue(database, id));
  // Whoever may not know of issues learns nothing by asking for one that does not exist.
  const subject = {
    asked: id,
    ...(state === null ? {} : { issue: state }),
    ...(actor === undefined ? {} : { person: actor }),
    ...(isForetold === undefined ? {} : { isForetold }),
  };
  await allow(gateway, request, subject, operation);
  if (state === null) throw new DoorstepError('ISSUE_UNKNOWN', `There is no issue ${id}.`);
  return state;
}

/** As the log had recorded it by then; unknown before it was opened. Rights are judged by the issue as it stands now. */
export async function issueAt(
  gateway: Gateway,
  request: FastifyRequest,
  id: IssueId,
  atMs: number | undefined,
): Promise<IssueState> {
  const now = await knownIssue(gateway, request, id);
  if (atMs === undefined) return read(gateway, () => gateway.words.read(id, now));
  // Before 1970 there was no issue either.
  return gateway.doorstep.get(id, { atMs: Math.max(0, atMs) });
}
