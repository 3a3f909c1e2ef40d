/** A span for each request, a child of the caller's where one is named (W3C Trace Context). */
import { beginSpan, context, failed, SpanKind, trace, type Span } from '../../contracts/tracing';
import type { FastifyInstance, FastifyRequest } from 'fastify';

/** Streams go on for hours: of them nothing is told but that they began. */
const isStream = (request: FastifyRequest): boolean => request.headers.accept === 'text/event-stream';

export function traceRequests(app: Pick<FastifyInstance, 'addHook'>): void {
  const spans = new WeakMap<FastifyRequest, Span>();
  const within = (request: FastifyRequest, next: () => void): void => {
    const span = spans.get(request);
    if (span === undefined) return next();
    context.with(trace.setSpan(context.active(), span), next);
  };
  app.addHook('onRequest', (request, _reply, next) => {
    const { url: route = 'unknown' } = request.routeOptions;
    const parent = request.headers['traceparent'];
    if (!QUIET.has(route)) {
      const span = beginSpan(`${request.method} ${route}`, {
        kind: SpanKind.SERVER,
        attributes: { 'http.request.method': request.method, 'http.route': route, 'doorstep.request': request.id },
        from: typeof parent === 'string' ? parent : undefined,
      });
      spans.set(request, span);
      if (isStream(request)) span.end();
    }
    within(request, next);
  });
  // Reading a body leaves what was going on.
  app.addHook('preValidation', (request, _reply, next) => within(request, next));
  app.addHook('onResponse', async (request, { statusCode }) => {
    const span = spans.get(request);
    if (span?.isRecording() !== true) return;
    span.setAttribute('http.response.status_code', statusCode);
    if (statusCode >= 500) failed(span, String(statusCode));
    span.end();
  });
}

/** Asked every few seconds by whoever watches. */
const QUIET = new Set(['/livez', '/readyz', '/metrics']);
