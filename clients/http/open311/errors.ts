/**
 * Errors as GeoReport v2 tells them: a list of codes with descriptions. 404 for what does not exist, 403 for a key that is
 * missing or wrong, 400 for any other request that can't be fulfilled. What is not the sender's fault keeps its own status
 * (429, 500, 503, 504), so that proxies and clients know that the same request may be sent again; 405 says which methods
 * there are.
 */
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { DoorstepError } from '../../../contracts/errors';
import { asDoorstepError, passes, RETRY_AFTER_S, statusOf } from '../problem';
import { list, send, type Format } from './format';

type Status = 400 | 403 | 404;

export class Open311Error extends Error {
  override readonly name = 'Open311Error';
  constructor(
    readonly status: Status,
    /** At least one; each is meant to be read by people. */
    readonly descriptions: readonly string[],
  ) {
    super(descriptions.join(' '));
  }
}

export const badRequest = (...descriptions: readonly string[]): Open311Error => new Open311Error(400, descriptions);
export const notFound = (description: string): Open311Error => new Open311Error(404, [description]);
export const wrongKey = (description: string): Open311Error => new Open311Error(403, [description]);

/** Told as they are: what is not the sender's fault, and a method that there is not. */
const KEPT: ReadonlySet<number> = new Set([405, 429, 500, 503, 504]);

export function sendErrors(request: FastifyRequest, reply: FastifyReply, format: Format, error: unknown): FastifyReply {
  const { status, descriptions } = told(error);
  if (status >= 500) request.log.error({ err: error }, 'a request failed');
  if (passes(status) && !reply.hasHeader('retry-after')) void reply.header('retry-after', String(RETRY_AFTER_S));
  const errors = descriptions.map((description) => ({ code: status, description }));
  return send(reply.code(status), format, 'errors', list('error', errors));
}

function told(error: unknown): { readonly status: number; readonly descriptions: readonly string[] } {
  if (error instanceof Open311Error) return error;
  const known = asDoorstepError(error);
  return { status: statusHere(known), descriptions: [sentence(known)] };
}

function statusHere({ code }: DoorstepError): number {
  const status = statusOf(code);
  if (KEPT.has(status)) return status;
  if (status === 401 || status === 403) return 403;
  return code === 'ROUTE_UNKNOWN' || code === 'ISSUE_UNKNOWN' || code === 'CATEGORY_UNKNOWN' ? 404 : 400;
}

const sentence = (error: DoorstepError): string =>
  statusOf(error.code) === 500 ? 'Something went wrong here. It is in the log of the service.' : error.message;
