/** The issue that a request is about, for whoever may know of it. */
import type { FastifyRequest } from 'fastify';
import { DoorstepError } from '../../../contracts/errors';
import { fold, type IssueId, type IssueState, type PersonId } from '../../../domain';
import { findIssue, readLog } from '../../../store';
import type { Gateway } from '../gateway';
import { read } from '../read';
import { allow } from './answers';

/** @param find the issue as it stands, or null. Throws ISSUE_UNKNOWN, and what Access.authorize throws. */
async function allowed(
  gateway: Gateway,
  request: FastifyRequest,
  id: IssueId,
  person: PersonId | undefined,
  find: () => Promise<IssueState | null>,
): Promise<IssueState> {
  const state = await find();
  // Whoever may not know of issues learns nothing by asking for one that does not exist.
  await allow(gateway, request, {
    ...(state === null ? {} : { issue: state }),
    ...(person === undefined ? {} : { person }),
  });
  return state ?? unknown(id);
}

/**
 * For whoever does something with it or asks for what hangs on it: what people wrote of it stays sealed.
 * @param actor in whose name something is to be done with it
 */
export const knownIssue = (
  gateway: Gateway,
  request: FastifyRequest,
  id: IssueId,
  actor?: PersonId,
): Promise<IssueState> =>
  allowed(gateway, request, id, actor, () => read(gateway, (database) => findIssue(database, id)));

/** To be shown, with what people wrote. */
const shownIssue = (gateway: Gateway, request: FastifyRequest, id: IssueId): Promise<IssueState> =>
  allowed(gateway, request, id, undefined, () =>
    read(gateway, async (database) => gateway.words.read(id, await findIssue(database, id))),
  );

/** As the log had recorded it by then; unknown before it was opened. Rights are judged by the issue as it stands now. */
export async function issueAt(
  gateway: Gateway,
  request: FastifyRequest,
  id: IssueId,
  atMs: number | undefined,
): Promise<IssueState> {
  const now = await shownIssue(gateway, request, id);
  if (atMs === undefined) return now;
  const log = await read(gateway, async (database) => gateway.words.read(id, await readLog(database, id)));
  return (
    fold(
      id,
      log.filter(({ recordedAtMs }) => recordedAtMs <= atMs),
    ) ?? unknown(id, ' at that instant')
  );
}

function unknown(id: IssueId, when = ''): never {
  throw new DoorstepError('ISSUE_UNKNOWN', `There is no issue ${id}${when}.`);
}
