/** What every operation of Open311 begins with: which place, which language, and who asks. */
import type { FastifyRequest } from 'fastify';
import { DoorstepError } from '../../../contracts/errors';
import type { Policies } from '../../../domain/procedure/policies';
import type { Gateway } from '../gateway';
import type { Principal } from '../identity/principal';
import { notFound, wrongKey } from './errors';
import { parametersOf, type Parameters } from './parameters';
import type { Open311Settings } from './settings';

export interface Open311 {
  readonly gateway: Gateway;
  readonly settings: Open311Settings;
}

export interface Asked {
  readonly parameters: Parameters;
  readonly policies: Policies;
}

/** Throws 404 for a jurisdiction that is not served here; there is one, so that nobody has to name it. */
export async function asked({ gateway, settings }: Open311, source: unknown): Promise<Asked> {
  const parameters = parametersOf(source);
  const policies = await gateway.place.at(Date.now());
  const jurisdiction = parameters.one('jurisdiction_id');
  if (jurisdiction !== undefined && jurisdiction !== (settings.jurisdiction ?? policies.community.id))
    throw notFound('The jurisdiction_id that was provided was not found.');
  return { parameters, policies };
}

/**
 * Who asks, by `api_key`, which stands for a bearer token. Throws 403 for a key that is wrong.
 * @returns anonymous without a key
 */
export async function askedBy(
  { gateway }: Open311,
  request: FastifyRequest,
  parameters: Parameters,
): Promise<Principal> {
  const key = parameters.one('api_key');
  const headers = key === undefined ? request.headers : { ...request.headers, authorization: `Bearer ${key}` };
  // The door knows keys by a header only, and a request is not ours to change.
  const carrying = Object.create(request, { headers: { value: headers } }) as FastifyRequest;
  try {
    request.principal = await gateway.access.authenticate(carrying);
  } catch (error) {
    throw error instanceof DoorstepError && error.code === 'UNAUTHENTICATED'
      ? wrongKey('The api_key that was provided is invalid.')
      : error;
  }
  return request.principal;
}
