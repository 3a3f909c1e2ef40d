/** One notice on one channel, and how a statement is given many of them. */
import { sql, type RawBuilder } from 'kysely';
import type { Channel } from '../../contracts/channels';
import type { IssueId, PersonId } from '../../domain';

/** A notice, whatever the channel. */
export interface ToldName {
  readonly issue: IssueId;
  readonly seq: number;
  readonly recipient: PersonId;
}

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
