/** Answers for programs: one JSON document, instants as ISO 8601 in UTC, spans in milliseconds as they are. */

/** Names of instants end in `AtMs`, or are since/until; what is left ending in `Ms` is a span. */
const INSTANT = /(^at|At|^since|Since|^until)Ms$/;

export const jsonText = (value: unknown): string => JSON.stringify(withIsoTimes(value), null, 2);

/** `dueAtMs: 0` becomes `dueAt: "1970-01-01T00:00:00.000Z"`, at any depth; null stays null. */
export function withIsoTimes(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(withIsoTimes);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value).map(([key, inner]: [string, unknown]) => {
      if (!INSTANT.test(key) || (typeof inner !== 'number' && inner !== null)) return [key, withIsoTimes(inner)];
      return [key.slice(0, -2), inner === null ? null : new Date(inner).toISOString()];
    }),
  );
}
