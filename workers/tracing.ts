/**
 * Traces over OTLP/HTTP, when OTEL_EXPORTER_OTLP_ENDPOINT (or OTEL_EXPORTER_OTLP_TRACES_ENDPOINT) names a collector. The
 * other variables of OpenTelemetry count as well: OTEL_SERVICE_NAME, OTEL_RESOURCE_ATTRIBUTES, OTEL_TRACES_SAMPLER,
 * OTEL_EXPORTER_OTLP_HEADERS, OTEL_BSP_*, OTEL_SDK_DISABLED. A collector that is away costs its spans and nothing else.
 */
export interface Tracing {
  /** Sends what is left, for two seconds at most. Never rejects. */
  stop(): Promise<void>;
}

const FLUSH_MS = 2_000;

export async function startTracing(worker: string, env: NodeJS.ProcessEnv = process.env): Promise<Tracing> {
  const isAsked =
    Boolean(env['OTEL_EXPORTER_OTLP_ENDPOINT'] || env['OTEL_EXPORTER_OTLP_TRACES_ENDPOINT']) &&
    env['OTEL_SDK_DISABLED']?.toLowerCase() !== 'true';
  if (!isAsked) return { stop: () => Promise.resolve() };
  // Loaded only where it is wanted: it costs a process memory and a tenth of a second.
  const [{ BatchSpanProcessor, NodeTracerProvider }, { OTLPTraceExporter }, resources] = await Promise.all([
    import('@opentelemetry/sdk-trace-node'),
    import('@opentelemetry/exporter-trace-otlp-http'),
    import('@opentelemetry/resources'),
  ]);
  const provider = new NodeTracerProvider({
    resource: resources
      .defaultResource()
      .merge(resources.resourceFromAttributes({ 'service.name': `doorstep-${worker}`, 'process.pid': process.pid }))
      .merge(resources.detectResources({ detectors: [resources.envDetector] })),
    spanProcessors: [new BatchSpanProcessor(new OTLPTraceExporter())],
  });
  provider.register();
  return {
    stop: async () => {
      const bound = new Promise<void>((resolve) => setTimeout(resolve, FLUSH_MS).unref());
      await Promise.race([provider.shutdown().catch(() => undefined), bound]);
    },
  };
}
