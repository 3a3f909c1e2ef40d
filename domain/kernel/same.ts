/** Whether two values are the same JSON, whatever the order of their fields. */
export function sameJson(a: unknown, b: unknown): boolean {
  if (a === b) return true;
  if (typeof a !== 'object' || typeof b !== 'object' || a === null || b === null) return false;
  if (Array.isArray(a) !== Array.isArray(b)) return false;
  const fields = Object.keys(a);
  return (
    fields.length === Object.keys(b).length &&
    fields.every(
      (field) =>
        Object.hasOwn(b, field) &&
        sameJson((a as Record<string, unknown>)[field], (b as Record<string, unknown>)[field]),
    )
  );
}
