/** The one report that a tracking code opens. */
import type { FastifyRequest } from 'fastify';
import type { IssueState } from '../../../domain';
import type { Gateway } from '../gateway';
import { allow } from '../routes/answers';
import { signInFirst } from './refusal';

/** Throws UNAUTHENTICATED for whoever brings something else than a tracking code, and what Access.authorize throws. */
export async function ownReport(gateway: Gateway, request: FastifyRequest): Promise<IssueState> {
  const { principal } = request;
  if (principal.kind !== 'tracker') throw signInFirst();
  const issue = await gateway.doorstep.get(principal.issue);
  await allow(gateway, request, { issue, person: principal.id });
  return issue;
}
