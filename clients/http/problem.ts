/** Errors as HTTP tells them: RFC 9457 problem details with the codes of docs/errors.md. */
import { randomUUID } from 'node:crypto';
import { STATUS_CODES } from 'node:http';
import type { Socket } from 'node:net';
import type { FastifyError, FastifyReply, FastifyRequest } from 'fastify';
import { hasZodFastifySchemaValidationErrors, isResponseSerializationError } from 'fastify-type-provider-zod';
import { z } from 'zod';
import { ERROR_CODES, type ErrorCode } from '../../contracts/error-codes';
import { EXIT } from '../../contracts/error-codes/meaning';
import { DoorstepError } from '../../contracts/errors';
import { detailsSchema, tellableDetails } from '../../contracts/tellable-details';
import { verdict } from '../sdk/reading/from-database';
import type { Fields } from './openapi-schemas';

export const PROBLEM_TYPE = 'application/problem+json';

export const problemSchema = z
  .object({
    type: z.string().describe('A URI of the code: `urn:doorstep:error:<code>`.'),
    title: z.string().describe('What the code means.'),
    status: z.int(),
    detail: z.string().describe('What happened, in a sentence.'),
    code: z.string().describe('Stable; docs/errors.md lists them.'),
    remedy: z.string().describe('What to do next.'),
    requestId: z.string().describe('Names this request in the logs.'),
    place: z
      .object({ file: z.string(), line: z.int(), column: z.int(), field: z.string() })
      .partial()
      .optional()
      .describe('Where the mistake is.'),
    ...detailsSchema.shape,
  })
  .meta({ id: 'Problem' });
export type Problem = z.infer<typeof problemSchema>;

/** Where the family of a code would give another status than callers expect. */
const STATUS: Readonly<Partial<Record<ErrorCode, number>>> = {
  UNAUTHENTICATED: 401,
  FORBIDDEN: 403,
  NOT_YOURS_TO_DO: 403,
  HANDLER_IS_REPORTER: 403,
  APPROVAL_BY_ASKER: 403,
  APPROVAL_NOT_YOURS: 403,
  CHECK_BY_HANDLER: 403,
  CALL_BACK_BY_HANDLER: 403,
  COMMAND_ID_REUSED: 409,
  REPORT_MISMATCH: 409,
  METHOD_UNKNOWN: 405,
  PRECONDITION_FAILED: 412,
  BODY_TOO_LARGE: 413,
  MEDIA_TYPE_UNSUPPORTED: 415,
  TOO_MANY_REQUESTS: 429,
  SIGN_IN_FAILED: 401,
  CROSS_SITE_REQUEST: 403,
  SIGN_IN_LATER: 429,
  REPORTS_USED_UP: 429,
  REPORTER_TOO_LITTLE_KNOWN: 403,
  REPORT_CODE_UNFIT: 403,
  REPORT_CODE_TOO_SOON: 429,
  REPORT_CODES_USED_UP: 429,
  UNEXPECTED: 500,
  ENGINE_FAULT: 500,
  SERVER_AWAY: 503,
  NO_ANSWER: 504,
};

const BY_FAMILY: Readonly<Record<number, number>> = {
  [EXIT.input]: 400,
  [EXIT.refused]: 409,
  [EXIT.missing]: 404,
  [EXIT.stack]: 503,
};

/** Refusals of the rules are 409, those for who somebody is 403; servers that are away 503, to be tried again. */
export const statusOf = (code: ErrorCode): number => STATUS[code] ?? BY_FAMILY[ERROR_CODES[code].exit] ?? 500;

/** Whether the same request may do better later. */
export const passes = (status: number): boolean => status === 429 || status === 503 || status === 504;
/** Seconds after which a caller had better come back. */
export const RETRY_AFTER_S = 2;

/** The limiter of requests has said so already. */
function sayWhenAgain(reply: FastifyReply, { details }: DoorstepError): void {
  const given = details?.['retryAfterS'];
  if (typeof given === 'number') void reply.header('retry-after', String(given));
  else if (!reply.hasHeader('retry-after')) void reply.header('retry-after', String(RETRY_AFTER_S));
}

export function sendProblem(request: FastifyRequest, reply: FastifyReply, error: unknown): FastifyReply {
  const known = asDoorstepError(error);
  const status = statusOf(known.code);
  if (status >= 500) request.log.error({ err: error, code: known.code }, 'a request failed');
  if (passes(status)) sayWhenAgain(reply, known);
  if (status === 401) void reply.header('www-authenticate', 'Bearer realm="doorstep"');
  return reply
    .code(status)
    .header('cache-control', 'no-store')
    .type(PROBLEM_TYPE)
    .serializer((body: unknown) => JSON.stringify(body))
    .send(problemOf(known, status, request.id));
}

export function problemOf(error: DoorstepError, status: number, requestId: string): Problem {
  return {
    type: `urn:doorstep:error:${error.code}`,
    title: ERROR_CODES[error.code].meaning,
    status,
    detail: detailOf(error, status),
    code: error.code,
    remedy: error.remedy,
    requestId,
    ...(error.place === undefined ? {} : { place: error.place }),
    ...tellableDetails(error),
  };
}

/** What went wrong inside is for the log. */
export const detailOf = ({ message }: DoorstepError, status: number): string =>
  status === 500 ? 'Something went wrong here. It is in the log of the gateway.' : message;

export function asDoorstepError(error: unknown): DoorstepError {
  if (error instanceof DoorstepError) return error;
  if (isResponseSerializationError(error)) return new DoorstepError('UNEXPECTED', 'An answer did not fit its schema.');
  if (hasZodFastifySchemaValidationErrors(error)) {
    const where = error.validationContext ?? 'request';
    const problems = error.validation.map(({ instancePath, message }) => ({
      field: [where, ...instancePath.split('/').filter(Boolean)].join('.'),
      reason: message ?? 'is malformed',
    }));
    return malformed(
      `The ${where} is malformed: ${problems.map(({ field, reason }) => `${field} ${reason}`).join('; ')}.`,
      problems,
    );
  }
  return fromFastify(error as FastifyError);
}

const BY_STATUS: Readonly<Record<number, ErrorCode>> = {
  401: 'UNAUTHENTICATED',
  403: 'FORBIDDEN',
  404: 'ROUTE_UNKNOWN',
  405: 'METHOD_UNKNOWN',
  413: 'BODY_TOO_LARGE',
  415: 'MEDIA_TYPE_UNSUPPORTED',
  429: 'TOO_MANY_REQUESTS',
};

/** Fastify and its plug-ins say by a status what they refuse. */
function fromFastify(error: FastifyError): DoorstepError {
  const { statusCode: status = 500 } = error;
  if (status >= 500 || status < 400)
    // A database or a connection that is away for the moment says so by its driver's own error.
    return verdict(error) === null
      ? new DoorstepError('SERVER_AWAY', 'A server that this needs does not answer.', { cause: error })
      : new DoorstepError('UNEXPECTED', error.message, { cause: error });
  return new DoorstepError(BY_STATUS[status] ?? 'REQUEST_MALFORMED', `${error.message}.`.replace(/\.\.$/, '.'));
}

export const malformed = (message: string, problems: readonly { field: string; reason: string }[]): DoorstepError =>
  new DoorstepError('REQUEST_MALFORMED', message, {
    ...(problems[0] === undefined ? {} : { place: { field: problems[0].field } }),
    details: { problems },
  });

/** What did not become a request (headers that are too large, a body that never comes): written as it is to the connection. */
export function refuseConnection(error: Error & { readonly code?: string }, socket: Socket): void {
  if (error.code === 'ECONNRESET' || !socket.writable) return void socket.destroy();
  const [status, detail] = BROKEN[error.code ?? ''] ?? [400, 'This is no HTTP request.'];
  const problem = problemOf(new DoorstepError('REQUEST_MALFORMED', detail), status, randomUUID());
  const body = JSON.stringify(problem);
  socket.end(
    [
      `HTTP/1.1 ${status} ${STATUS_CODES[status] ?? ''}`,
      `content-type: ${PROBLEM_TYPE}`,
      `content-length: ${Buffer.byteLength(body)}`,
      'cache-control: no-store',
      'connection: close',
      '',
      body,
    ].join('\r\n'),
  );
}

/**
 * What refuseConnection answers, for documents of the interface: before it is known which operation a request is for.
 * @param problem what the document says of the content
 */
export const beforeAnyRoute = (problem: Fields): Fields =>
  Object.fromEntries(
    Object.entries({
      408: 'The request did not come in time.',
      431: 'The address and the headers together are too large.',
    }).map(([status, description]) => [status, { description, content: { [PROBLEM_TYPE]: problem } }]),
  );

const BROKEN: Readonly<Record<string, readonly [status: number, detail: string]>> = {
  HPE_HEADER_OVERFLOW: [431, 'The headers are too large.'],
  ERR_HTTP_REQUEST_TIMEOUT: [408, 'The request did not come in time.'],
};
