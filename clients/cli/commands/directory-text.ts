/** Changes of the directory as people read them. */
import type { EntryChange } from '../../sdk';
import type { Session } from '../session';
import { plain } from '../show/plain';
import { table } from '../show/table';
import { directoryWords } from './directory-words';

/** More are no reading any more. */
const SHOWN = 100;

/** One row an entry, of a changed one a row a field. */
export function changesText(session: Session, changes: readonly EntryChange[]): readonly string[] {
  const words = directoryWords[session.lang];
  const { change, kind, key, what } = words.column;
  const rows = changes
    .slice(0, SHOWN)
    .flatMap((one) => said(one).map((text) => [words.change[one.change], kindText(session, one.kind), one.key, text]));
  return [
    table([change, kind, key, what], rows),
    ...(changes.length > SHOWN ? [words.more(changes.length - SHOWN)] : []),
  ];
}

/** What became of one entry whose name stands above. */
export const changeText = ({ lang }: Session, change: EntryChange): readonly string[] =>
  plain(said(change).map((text) => [`  ${directoryWords[lang].change[change.change]}`, text]));

export const kindText = ({ lang }: Session, kind: string): string => directoryWords[lang].kind[kind] ?? kind;

function said(change: EntryChange): readonly string[] {
  if (change.change === 'moved') return [''];
  if (change.change !== 'changed') return [fieldsOf(change.data).map(named).join('; ')];
  return change.fields.map(({ field, from, to }) => named([field, `${valueText(from)} → ${valueText(to)}`]));
}

/** What belongs to the place as a whole may be a value without fields. */
const named = ([name, text]: readonly [string, string]): string => (name === '' ? text : `${name}: ${text}`);

/** An entry, a line a field. */
export const entryText = (data: unknown): readonly string[] =>
  plain(fieldsOf(data).map(([name, text]) => [`  ${name}`, text]));

function fieldsOf(data: unknown, path = ''): readonly (readonly [string, string])[] {
  if (typeof data !== 'object' || data === null || Array.isArray(data)) return [[path, valueText(data)]];
  return Object.entries(data).flatMap(([name, value]) => fieldsOf(value, path === '' ? name : `${path}.${name}`));
}

function valueText(value: unknown): string {
  if (value === undefined) return '-';
  if (Array.isArray(value) && value.every((one) => typeof one === 'string')) return `[${value.join(', ')}]`;
  return typeof value === 'string' ? value : JSON.stringify(value);
}
