/** Whether two plain values say the same; a field that is undefined says nothing. */
export function same(a: unknown, b: unknown): boolean {
  if (a === b) return true;
  if (typeof a !== 'object' || typeof b !== 'object' || a === null || b === null) return false;
  if (Array.isArray(a) !== Array.isArray(b)) return false;
  const [one, two] = [a as Readonly<Record<string, unknown>>, b as Readonly<Record<string, unknown>>];
  for (const key in one) if (!same(one[key], two[key])) return false;
  for (const key in two) if (two[key] !== undefined && one[key] === undefined) return false;
  return true;
}
