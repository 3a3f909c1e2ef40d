/** Arguments as people type them, checked one by one. Each throws ARGUMENT_INVALID naming the option. */
import { DoorstepError } from '../../contracts/errors';
import type { Evidence, Instant, Location, Span } from '../../domain';
import { parseSpan } from '../../domain/procedure/documents/span';

const wrong = (option: string, reason: string): DoorstepError =>
  new DoorstepError('ARGUMENT_INVALID', `${option} ${reason}.`, { place: { field: option } });

/** `90s`, `45m`, `2h`, `1d 12h`; more than nothing. */
export function spanArgument(option: string, text: string): Span {
  const spanMs = parseSpan(text);
  if (spanMs === undefined || spanMs <= 0)
    throw wrong(option, `must be a span of time such as 45m, 2h or "1d 12h", not "${text}"`);
  return spanMs;
}

/** ISO 8601; without a zone it is the machine's. */
export function instantArgument(option: string, text: string): Instant {
  const atMs = /^\d{4}-\d\d-\d\d([T ]\d\d:\d\d|$)/.test(text) ? Date.parse(text) : Number.NaN;
  if (Number.isNaN(atMs)) throw wrong(option, `must be a time such as 2026-10-02T14:05+08:00, not "${text}"`);
  return atMs;
}

export interface AtOptions {
  readonly at?: string;
}

/** What a read takes for an instant that is over. */
export const atArgument = ({ at }: AtOptions): { readonly atMs?: Instant } =>
  at === undefined ? {} : { atMs: instantArgument('--at', at) };

/** `photo:4711`; the reference may hold colons. */
export function evidenceArgument(text: string): Evidence {
  const [, kind, ref] = /^([^:]+):(.+)$/.exec(text) ?? [];
  if (kind === undefined || ref === undefined)
    throw wrong('--evidence', `must be kind:reference such as photo:4711, not "${text}"`);
  return { kind, ref };
}

/** `40.82,111.75`: latitude and longitude in degrees. */
export function locationArgument(option: string, text: string): Location {
  const [, lat, lon] = /^\s*(-?\d{1,2}(?:\.\d{1,12})?)\s*,\s*(-?\d{1,3}(?:\.\d{1,12})?)\s*$/.exec(text) ?? [];
  const place = { lat: Number(lat), lon: Number(lon) };
  if (Math.abs(place.lat) <= 90 && Math.abs(place.lon) <= 180) return place;
  throw wrong(option, `must be a latitude and a longitude in degrees such as 40.82,111.75, not "${text}"`);
}

export function countArgument(option: string, text: string): number {
  if (!/^[1-9]\d{0,3}$/.test(text)) throw wrong(option, `must be a whole number from 1 to 9999, not "${text}"`);
  return Number(text);
}

/** Versions are counted from 1. */
export function versionArgument(option: string, text: string): number {
  if (!/^[1-9]\d{0,8}$/.test(text)) throw wrong(option, `must be a version such as 3, not "${text}"`);
  return Number(text);
}

export function choiceArgument<const T extends string>(option: string, text: string, choices: readonly T[]): T {
  const found = choices.find((choice) => choice === text);
  if (found === undefined) throw wrong(option, `must be ${choices.join(', ')}, not "${text}"`);
  return found;
}

export function needed(option: string, text: string | undefined): string {
  if (text === undefined || text.trim() === '') throw wrong(option, 'is missing');
  return text;
}
