import { DoorstepError } from '../contracts/errors';
import { PermissionViolationError } from './nats';

/** Whether the server let this user not do it. The client wraps that in the error of the request. */
export const isForbidden = (cause: unknown): boolean =>
  cause instanceof PermissionViolationError ||
  (cause instanceof Error && cause.cause instanceof PermissionViolationError);

/** NATS_REFUSED when the user may not, else the given error. */
export const refusedOr = (cause: unknown, other: DoorstepError): DoorstepError =>
  isForbidden(cause)
    ? new DoorstepError('NATS_REFUSED', `NATS does not let this user do that: ${(cause as Error).message}.`, { cause })
    : other;
