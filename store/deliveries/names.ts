/** One notice on one channel, and how a statement is given many of them. */
import { sql, type RawBuilder } from 'kysely';
import type { Channel } from '../../contracts/channels';
import type { IssueId, PersonId, Template } from '../../domain';

/** The name of a bundle or digest, which stands where a notice has its issue; no issue is named so. */
export const BUNDLE_ID = /^(bundle|digest)-[\w-]{12,}$/;

/** A notice, whatever the channel. */
export interface ToldName {
  readonly issue: IssueId;
  readonly seq: number;
  readonly recipient: PersonId;
}

/** What was to be said, as it stands in a row. */
export interface ToldRow {
  readonly issue_id: string;
  readonly seq: number;
  readonly recipient: string;
  readonly template: string;
  readonly tier: number;
  readonly round: number;
}

export interface Told extends ToldName {
  readonly template: Template;
  readonly tier: number;
  readonly round: number;
}

export const toldFrom = (row: ToldRow): Told => ({
  issue: row.issue_id as IssueId,
  seq: row.seq,
  recipient: row.recipient as PersonId,
  template: row.template as Template,
  tier: row.tier,
  round: row.round,
});

export interface DeliveryName extends ToldName {
  readonly channel: Channel;
}

/** `k (issue_id, seq, recipient, …)`: the names, with further columns of text. */
export const named = <T extends ToldName>(
  names: readonly T[],
  more: Readonly<Record<string, (name: T) => string | null>> = {},
): RawBuilder<unknown> => {
  const columns = Object.entries(more);
  return sql`unnest(${sql.join([
    sql`${names.map(({ issue }) => issue)}::text[]`,
    sql`${names.map(({ seq }) => seq)}::integer[]`,
    sql`${names.map(({ recipient }) => recipient)}::text[]`,
    ...columns.map(([, of]) => sql`${names.map(of)}::text[]`),
  ])}) as k(issue_id, seq, recipient${sql.join([sql``, ...columns.map(([column]) => sql.ref(column))])})`;
};
