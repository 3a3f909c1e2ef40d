/** Which issues somebody may find: a list shows what they may read, and nothing else. */
import { sql, type RawBuilder, type SqlBool } from 'kysely';
import type { IssueId, PersonId, UnitId } from '../../domain';
import type { Database } from '../database';

export interface Sight {
  /** Everything that lies in these; everything at all for `everywhere`. */
  readonly units: readonly UnitId[] | 'everywhere';
  /** And what this person reported, has, or was told of. */
  readonly person?: PersonId;
  /** And this one. */
  readonly issue?: IssueId;
  /** But nothing beyond these: the units of a key. */
  readonly within?: readonly UnitId[];
}

/** A condition on `doorstep.issue`, to be joined to any other. @param row how the query calls the row */
export function inSight({ units, person, issue, within }: Sight, row = 'doorstep.issue'): RawBuilder<SqlBool> {
  const column = (name: string) => sql.ref(`${row}.${name}`);
  const ways = [
    ...(units === 'everywhere' ? [sql<SqlBool>`true`] : []),
    ...(units === 'everywhere' || units.length === 0 ? [] : [sql<SqlBool>`${column('unit')} = any(${units})`]),
    ...(person === undefined
      ? []
      : [
          sql<SqlBool>`${column('reporter')} = ${person}`,
          sql<SqlBool>`${column('assignee')} = ${person}`,
          sql<SqlBool>`exists (select from doorstep.notice told where told.recipient = ${person} and told.issue_id = ${column('id')})`,
        ]),
    ...(issue === undefined ? [] : [sql<SqlBool>`${column('id')} = ${issue}`]),
  ];
  const any = ways.length === 0 ? sql<SqlBool>`false` : sql<SqlBool>`(${sql.join(ways, sql` or `)})`;
  return within === undefined ? any : sql<SqlBool>`(${any} and ${column('unit')} = any(${within}))`;
}

export async function wasTold({ db }: Database, issue: IssueId, person: PersonId): Promise<boolean> {
  const { rows } = await sql`
    select from doorstep.notice where recipient = ${person} and issue_id = ${issue} limit 1`.execute(db);
  return rows.length > 0;
}
