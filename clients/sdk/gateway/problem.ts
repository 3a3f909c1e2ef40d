/** From a problem (RFC 9457) back to the error that the gateway had. */
import { ERROR_CODES, type ErrorCode } from '../../../contracts/error-codes';
import { DoorstepError } from '../../../contracts/errors';
import { TELLABLE } from '../../../contracts/tellable-details';
import type { Answered } from './carrier';

/** Not carried out, or carried out without an answer; 408 is a proxy's. */
export const PASSES: ReadonlySet<number> = new Set([408, 429, 502, 503, 504]);

/** What a status means where whoever answered is no gateway, or a newer one: proxies have words of their own. */
const BY_STATUS: Readonly<Record<number, ErrorCode>> = {
  400: 'REQUEST_MALFORMED',
  401: 'UNAUTHENTICATED',
  403: 'FORBIDDEN',
  404: 'ROUTE_UNKNOWN',
  412: 'PRECONDITION_FAILED',
  413: 'BODY_TOO_LARGE',
  415: 'MEDIA_TYPE_UNSUPPORTED',
  429: 'TOO_MANY_REQUESTS',
  504: 'NO_ANSWER',
};

/** The same code, sentence, remedy and place; of the details those that the gateway tells, and the `requestId` that its log knows. */
export function errorOf({ status, body, retryAfterMs }: Answered, whom: string): DoorstepError {
  const problem = recordOf(body);
  const { code, detail, remedy, place } = problem;
  const details = {
    ...told(problem, ...TELLABLE, 'requestId'),
    status,
    ...(retryAfterMs === undefined ? {} : { retryAfterMs }),
  };
  const message = typeof detail === 'string' ? detail : `${whom} answers with the status ${status}.`;
  return new DoorstepError(isErrorCode(code) ? code : codeFor(status), message, {
    ...(typeof remedy === 'string' ? { remedy } : {}),
    ...(typeof place === 'object' && place !== null ? { place: place } : {}),
    details,
  });
}

const codeFor = (status: number): ErrorCode => BY_STATUS[status] ?? (status >= 502 ? 'SERVER_AWAY' : 'UNEXPECTED');

const isErrorCode = (code: unknown): code is ErrorCode => typeof code === 'string' && Object.hasOwn(ERROR_CODES, code);

export const recordOf = (value: unknown): Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Record<string, unknown>) : {};

const told = (problem: Readonly<Record<string, unknown>>, ...names: readonly string[]): Record<string, unknown> =>
  Object.fromEntries(names.flatMap((name) => (problem[name] === undefined ? [] : [[name, problem[name]]])));
