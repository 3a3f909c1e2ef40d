/**
 * Spans of OpenTelemetry, which go nowhere until a process has named an exporter (workers/tracing.ts). They carry ids, names
 * and codes: no words of anybody, no addresses.
 */
import {
  context,
  propagation,
  ROOT_CONTEXT,
  SpanKind,
  SpanStatusCode,
  trace,
  type Attributes,
  type Context,
  type Span,
} from '@opentelemetry/api';
import { DoorstepError } from './errors';

export interface SpanOptions {
  readonly kind?: SpanKind;
  readonly attributes?: Attributes;
  /** Whose child it is, where that is not whatever is going on here: a W3C traceparent. */
  readonly from?: string | undefined;
}

/** What is done within is its children's. The error it throws is passed on, and its code noted. */
export function traced<T>(
  name: string,
  { from, ...options }: SpanOptions,
  work: (span: Span) => Promise<T>,
): Promise<T> {
  const parent = from === undefined ? context.active() : contextOf(from);
  return tracer().startActiveSpan(name, options, parent, async (span) => {
    try {
      return await work(span);
    } catch (error) {
      failed(span, error);
      throw error;
    } finally {
      span.end();
    }
  });
}

/** For what ends elsewhere than it began: whoever begins it ends it. */
export function beginSpan(name: string, { from, ...options }: SpanOptions): Span {
  return tracer().startSpan(name, options, from === undefined ? context.active() : contextOf(from));
}

/** Whether anybody follows what is going on here. */
export const isFollowed = (): boolean => trace.getActiveSpan()?.isRecording() === true;

/** What has taken place in the last `durationMs`, if anybody follows what is going on here. */
export function spanOfPast(name: string, durationMs: number, attributes: Attributes, error?: unknown): void {
  if (!isFollowed()) return;
  const endTime = Date.now();
  const span = tracer().startSpan(name, { kind: SpanKind.CLIENT, attributes, startTime: endTime - durationMs });
  if (error !== undefined) failed(span, error);
  span.end(endTime);
}

/** The W3C traceparent of a span, or of what is going on here; undefined when nobody follows it. */
export function traceparent(span?: Span): string | undefined {
  const carrier: { traceparent?: string } = {};
  propagation.inject(span === undefined ? context.active() : trace.setSpan(ROOT_CONTEXT, span), carrier);
  return carrier.traceparent;
}

export const contextOf = (from: string): Context => propagation.extract(ROOT_CONTEXT, { traceparent: from });

/** @param error something thrown, or the name of what went wrong */
export function failed(span: Span, error: unknown): void {
  span.setAttribute('error.type', typeOf(error));
  span.setStatus({ code: SpanStatusCode.ERROR });
}

const typeOf = (error: unknown): string =>
  error instanceof DoorstepError ? error.code : error instanceof Error ? error.name : String(error);

const tracer = () => trace.getTracer('doorstep');

export { context, SpanKind, trace, type Span } from '@opentelemetry/api';
