/** A query as the gateway reads it: plain values by name, several joined by commas. */
import type { CountQuery, IssueQuery } from '../queries';
import type { Field } from './carrier';

/** What the gateway knows beyond the store: the tree of units. */
export interface GatewayQuery extends IssueQuery {
  /** With everything below the units that are named. */
  readonly below?: true;
}

export interface GatewayCountQuery extends CountQuery {
  readonly below?: true;
}

const LISTED = [
  'stage',
  'tier',
  'unit',
  'category',
  'severity',
  'procedure',
  'reporter',
  'assignee',
  'outcome',
] as const;
const PERIODS = ['opened', 'updated', 'due'] as const;
const SAME = ['open', 'overdue', 'quarantined', 'sort', 'limit', 'cursor'] as const;

export function fieldsOf(query: GatewayQuery): Readonly<Record<string, Field>> {
  const fields: Record<string, Field | undefined> = { q: query.words };
  for (const name of SAME) fields[name] = query[name];
  for (const name of LISTED) fields[name] = joined(query[name]);
  for (const name of PERIODS) {
    fields[`${name}From`] = query[name]?.fromMs;
    fields[`${name}Before`] = query[name]?.beforeMs;
  }
  if (query.unit !== undefined && query.below !== true) fields['below'] = false;
  if (query.near !== undefined) {
    fields['near'] = `${degrees(query.near.lat)},${degrees(query.near.lon)}`;
    fields['within'] = query.near.withinM;
  }
  return Object.fromEntries(Object.entries(fields).filter((entry): entry is [string, Field] => entry[1] !== undefined));
}

type Value = string | number;
const joined = (value: Value | readonly Value[] | undefined): string | undefined =>
  value === undefined ? undefined : [value].flat().join(',');

/** Without an exponent, and no finer than a tenth of a millimetre. */
const degrees = (value: number): string => value.toFixed(9).replace(/\.?0+$/, '');
