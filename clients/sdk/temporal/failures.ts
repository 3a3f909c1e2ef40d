/** What an error of Temporal's client means to a caller: an answer of the rules, or trouble on the way. */
import { DoorstepError } from '../../../contracts/errors';
import { ERROR_CODES, type ErrorCode } from '../../../contracts/error-codes';
import type { Engine } from './connection';

/** answer: the engine has spoken · ended: this run takes no commands any more · trouble: try again with the same id. */
export type Meaning =
  | { readonly kind: 'answer'; readonly error: DoorstepError }
  | { readonly kind: 'ended' }
  | { readonly kind: 'trouble'; readonly cause: unknown };

/** The update was accepted, then its run ended without answering it. */
const LOST_UPDATES: readonly string[] = ['AcceptedUpdateCompletedWorkflow'];
/** Among many at once one may come while a task of the workflow ends, and the server gives it up unseen: nothing was decided. */
const UNSEEN_UPDATES: readonly string[] = ['UnprocessedUpdate'];

export function meaningOf({ temporal }: Pick<Engine, 'temporal'>, error: unknown): Meaning {
  if (error instanceof DoorstepError) return { kind: 'answer', error };
  if (error instanceof temporal.WorkflowNotFoundError) return { kind: 'ended' };
  if (error instanceof temporal.WorkflowUpdateFailedError) return ofUpdate(temporal, error);
  if (error instanceof temporal.WorkflowUpdateRPCTimeoutOrCancelledError) return { kind: 'trouble', cause: error };
  const grpc = grpcErrorOf(temporal, error);
  if (grpc === undefined || FINAL_GRPC.has(grpc.code)) return { kind: 'answer', error: fault(error) };
  return { kind: 'trouble', cause: error };
}

function ofUpdate(temporal: Engine['temporal'], error: Error & { cause?: unknown }): Meaning {
  const { cause } = error;
  if (!(cause instanceof temporal.ApplicationFailure)) return { kind: 'answer', error: fault(cause ?? error) };
  if (cause.type != null && LOST_UPDATES.includes(cause.type)) return { kind: 'ended' };
  if (cause.type != null && UNSEEN_UPDATES.includes(cause.type)) return { kind: 'trouble', cause };
  if (!isErrorCode(cause.type)) return { kind: 'answer', error: fault(cause) };
  const details = factsOf(cause.details?.[0]);
  return {
    kind: 'answer',
    error: new DoorstepError(cause.type, cause.message, {
      ...(details === undefined ? {} : { details }),
      cause: error,
    }),
  };
}

export const isErrorCode = (code: unknown): code is ErrorCode =>
  typeof code === 'string' && Object.hasOwn(ERROR_CODES, code);

/** What the engine adds for programs, without the code and the sentence that are said already. */
function factsOf(details: unknown): Record<string, unknown> | undefined {
  if (typeof details !== 'object' || details === null || Array.isArray(details)) return undefined;
  const { code: _code, message: _message, ...facts } = details as Record<string, unknown>;
  return Object.keys(facts).length === 0 ? undefined : facts;
}

const fault = (cause: unknown): DoorstepError =>
  new DoorstepError(
    'ENGINE_FAULT',
    `The engine failed: ${cause instanceof Error ? deepest(cause).message : String(cause)}`,
    { cause },
  );

const deepest = (error: Error): Error => (error.cause instanceof Error ? deepest(error.cause) : error);

/** Temporal's client wraps what the transport said. */
function grpcErrorOf(
  temporal: Engine['temporal'],
  error: unknown,
): { readonly code: number; readonly details: string } | undefined {
  for (let at = error; at instanceof Error; at = at.cause) {
    if (temporal.isGrpcServiceError(at)) return at;
  }
  return undefined;
}

/** INVALID_ARGUMENT, PERMISSION_DENIED, UNIMPLEMENTED, UNAUTHENTICATED: another attempt gets the same answer. */
const FINAL_GRPC: ReadonlySet<number> = new Set([3, 7, 12, 16]);
