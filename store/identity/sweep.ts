/** What is over is removed: sessions, counters and salts. Any process may do it at any time. */
import { sql } from 'kysely';
import type { Span } from '../../domain';
import type { Database } from '../database';
import { forgetAccess } from './access-log';

export async function sweepIdentity(
  database: Database,
  { idleMs, keepAccessMs }: { readonly idleMs: Span; readonly keepAccessMs: Span },
): Promise<void> {
  const { db } = database;
  await sql`
    delete from doorstep.session
    where expires_at < now() or used_at < now() - make_interval(secs => ${idleMs / 1000})`.execute(db);
  await sql`delete from doorstep.sign_in_attempt
    where at < now() - interval '2 hours' and coalesce(blocked_until < now(), true)`.execute(db);
  await sql`delete from doorstep.report_code where expires_at < now() - interval '1 hour'`.execute(db);
  await sql`delete from doorstep.usage where window_start < now() - interval '2 hours'`.execute(db);
  await sql`delete from doorstep.address_salt where day < current_date - 1`.execute(db);
  await forgetAccess(database, keepAccessMs);
}
