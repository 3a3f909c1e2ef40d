import { sql, type Kysely } from 'kysely';

/**
 * Degrees may be so near to nothing that halving them leaves nothing, which PostgreSQL refuses as an underflow: a report with
 * such a place could never be written. A billionth of a degree is a tenth of a millimetre.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
    create or replace function doorstep.map_point(p_lat float8, p_lon float8) returns point
    language sql immutable strict parallel safe as $$
      select point(radians(case when abs(p_lon) < 1e-9 then 0 else p_lon end),
        ln(tan(pi() / 4 + radians(case when abs(p_lat) < 1e-9 then 0 else greatest(-85, least(85, p_lat)) end) / 2)))
    $$`.execute(db);
}
