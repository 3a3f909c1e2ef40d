/**
 * An error in a log line: what went wrong and where, never what a caller gave. Details, causes and Temporal's failures quote
 * callers, and anything may stand where an id was meant: a telephone number has the form of one.
 */
import { ERROR_CODES } from '../contracts/error-codes';

export interface ErrorFacts {
  readonly type: string;
  /** One of ours, of the system, of PostgreSQL or of gRPC. */
  readonly code?: string | number;
  readonly message: string;
  /** Of errors that no code foresees: the stack, and below it the bare places of what caused them. */
  readonly stack?: string;
}

/** Codes that stand for a defect of Doorstep. */
const DEFECTS: readonly unknown[] = ['UNEXPECTED', 'ENGINE_FAULT'];
const DEEPEST = 5;

/** What pino writes under `err`. */
export function errorFacts(thrown: unknown): ErrorFacts {
  if (!isError(thrown)) return { type: typeof thrown, message: 'what was thrown is no error' };
  const code = codeOf(thrown);
  const facts = { type: thrown.name, ...(code === undefined ? {} : { code }), message: thrown.message };
  const isForeseen = isOurs(code) && !DEFECTS.includes(code);
  return isForeseen ? facts : { ...facts, stack: [thrown.stack ?? '', ...causesOf(thrown)].join('\n') };
}

/** By its shape: errors of a workflow come from a context of their own, where Error is another. */
const isError = (value: unknown): value is Error & Partial<Record<'type' | 'code', unknown>> =>
  typeof value === 'object' && value !== null && typeof (value as { message?: unknown }).message === 'string';

const isOurs = (code: unknown): code is string => typeof code === 'string' && Object.hasOwn(ERROR_CODES, code);

/** A failure of Temporal carries our code as its type. */
function codeOf({ type, code }: Partial<Record<'type' | 'code', unknown>>): string | number | undefined {
  if (isOurs(type)) return type;
  return typeof code === 'string' || typeof code === 'number' ? code : undefined;
}

function causesOf(error: Error): readonly string[] {
  const causes: string[] = [];
  for (let at = error.cause; isError(at) && causes.length < DEEPEST; at = at.cause) {
    causes.push([`caused by: ${[at.name, codeOf(at)].filter(Boolean).join(' ')}`, ...framesOf(at)].join('\n'));
  }
  return causes;
}

/** The lines of a stack below the message, which may have lines of its own. */
function framesOf({ stack = '', message }: Error): readonly string[] {
  return stack
    .slice(stack.indexOf(message) + message.length)
    .split('\n')
    .filter((line) => /^ {4}at /.test(line));
}
