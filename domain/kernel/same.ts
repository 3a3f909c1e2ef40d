/**
 * Whether two values are the same JSON, whatever the order of their fields.
 * @param except fields that may differ, wherever they stand
 */
export function sameJson(a: unknown, b: unknown, except: readonly string[] = []): boolean {
  if (a === b) return true;
  if (typeof a !== 'object' || typeof b !== 'object' || a === null || b === null) return false;
  if (Array.isArray(a) !== Array.isArray(b)) return false;
  const [one, other] = [a as Fields, b as Fields];
  const fields = compared(one, except);
  return (
    fields.length === compared(other, except).length &&
    fields.every((field) => Object.hasOwn(other, field) && sameJson(one[field], other[field], except))
  );
}
type Fields = Readonly<Record<string, unknown>>;

const compared = (value: Fields, except: readonly string[]): readonly string[] =>
  except.length === 0 ? Object.keys(value) : Object.keys(value).filter((field) => !except.includes(field));
