/** Cells of a table: what a text in a column means, and how a value is written there. */
import { isBoolean, isList, isMapping, isNumber, itemsOf, type Shape } from './shape';

export type Cell = { readonly value: unknown } | { readonly reason: string };

/** A list is separated by `;`, or is JSON when it begins with `[`; a mapping is JSON. An empty cell is a field that is not there. */
export function valueOf(text: string, shape: Shape): Cell {
  if (text === '') return { value: undefined };
  if ((isList(shape) && text.startsWith('[')) || (isMapping(shape) && text.startsWith('{'))) return jsonOf(text);
  if (isList(shape)) {
    const items = text.split(';').map((item) => item.trim());
    return { value: items.filter((item) => item !== '').map((item) => scalarOf(item, itemsOf(shape))) };
  }
  return { value: scalarOf(text, shape) };
}

/** What has not the form of the column stays a text: the schema says what it should be. */
function scalarOf(text: string, shape: Shape): unknown {
  if (isNumber(shape) && /^-?\d+(\.\d+)?$/.test(text)) return Number(text);
  if (isBoolean(shape) && /^(true|false)$/i.test(text)) return text.toLowerCase() === 'true';
  return text;
}

function jsonOf(text: string): Cell {
  try {
    return { value: JSON.parse(text) as unknown };
  } catch {
    return { reason: `is not JSON, though it begins with ${text.charAt(0)}` };
  }
}

/** The text that valueOf reads as this value. */
export function textOf(value: unknown): string {
  if (value === undefined) return '';
  if (Array.isArray(value))
    return value.length > 0 && value.every(isPlainItem) ? value.join(';') : JSON.stringify(value);
  return typeof value === 'string' ? value : JSON.stringify(value);
}

/** An item that can stand between semicolons and is the same when it is read again. */
const isPlainItem = (item: unknown): boolean =>
  typeof item === 'number' || (typeof item === 'string' && item !== '' && !/;|^\s|\s$|^\[/.test(item));
