/** What the routes share: how answers are described, and the question whether somebody may. */
import type { FastifyRequest } from 'fastify';
import { z } from 'zod';
import type { Subject } from '../identity/access';
import type { Gateway } from '../gateway';
import { LATEST_MS } from '../../../domain';
import { problemSchema } from '../problem';
import { numberInQuery } from './in-query';

/** In milliseconds since 1970-01-01T00:00Z. */
export const instantSchema = z.int().describe('Milliseconds since 1970-01-01T00:00Z.');
/** Of a query, where everything is text. */
export const instantInQuery = numberInQuery(0, LATEST_MS).describe(
  'Milliseconds since 1970-01-01T00:00Z; now when left out.',
);
export const idInPath = z.string().regex(/^[a-z0-9-]{1,64}$/, 'must be an id: 1 to 64 of a-z, 0-9 and -');
export const textInTwoLanguages = z.object({ zh: z.string(), en: z.string() }).meta({ id: 'Text' });

type Status = 400 | 401 | 403 | 404 | 409 | 412 | 413 | 415 | 429 | 503 | 504;

/** The errors that any operation may end in, and those that are its own. */
export const problems = <S extends Status = never>(
  ...more: S[]
): Record<S | 401 | 403 | 429 | 503, typeof problemSchema> =>
  Object.fromEntries([401, 403, 429, 503, ...more].map((status) => [status, problemSchema])) as Record<
    S | 401 | 403 | 429 | 503,
    typeof problemSchema
  >;

/** @param operation that of the route when left out. Throws what Access.authorize throws. */
export const allow = (
  { access }: Gateway,
  request: FastifyRequest,
  subject?: Subject,
  operation: string = request.routeOptions.config.operation ?? '',
): Promise<void> => access.authorize(request.principal, operation, subject);
