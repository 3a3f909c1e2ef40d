/** A read model as a city has it after years: filled straight into its table, since only lists read it. */
import { sql } from 'kysely';
import { openingStep } from '../../contracts/workflow';
import type { IssueId, PersonId, UnitId } from '../../domain';
import { pin } from '../../domain/directory/pin';
import { readPolicies } from '../../policies/read';
import type { Database } from '../../store';

export const UNITS = 2_000;
const AT_ONCE = 5_000;
const THINGS = [
  '楼道灯',
  '下水道',
  '电梯',
  '门禁',
  '路灯',
  '井盖',
  '暖气',
  '水管',
  'stair light',
  'blocked sewer',
  'lift',
];
const TROUBLES = ['不亮', '堵了', '坏了', '漏水', '有异响', '不热', ' is dark', ' is broken', ' leaks', ' makes noise'];

/** Nine in ten are closed; the open ones fall due in the coming days, some of them did already. */
export async function fillReadModel({ db }: Database, count: number, say: (line: string) => void): Promise<void> {
  const policies = readPolicies();
  const report = {
    text: '@text@',
    category: 'lamps',
    severity: 'normal',
    unit: 'oleaster-1' as UnitId,
    reporter: 'resident-01' as PersonId,
    channel: 'app',
    location: { lat: 1.5, lon: 2.5 },
  } as const;
  const nowMs = Date.now();
  const { after } = openingStep('i-bench' as IssueId, report, pin(policies, report, 1, nowMs, nowMs), nowMs);
  const state = JSON.stringify(after);
  for (let begin = 0; begin < count; begin += AT_ONCE) {
    if (begin % 20_000 === 0) say(`${begin} of ${count} issues are in the read model`);
    await sql`
      insert into doorstep.issue (id, seq, hash, stage, tier, unit, category, severity, reporter, assignee, procedure, outcome,
        due_at, opened_at, updated_at, state)
      select 'i-' || lpad(to_hex(n * 2654435761 % 4294967296), 8, '0'), 1 + n % 12, ''::bytea,
        case when closed then 'closed' else (array['open', 'handling', 'confirming', 'suspended'])[1 + n % 4] end,
        1 + (n / 7) % 4, 'unit-' || (n * 7919) % ${UNITS}::bigint, 'category-' || (n * 31) % 20,
        (array['low', 'normal', 'normal', 'normal', 'high', 'urgent'])[1 + (n / 3) % 6], 'resident-' || (n * 13) % 30000,
        case when n % 3 = 0 then null else 'worker-' || (n * 17) % 1500 end, 'procedure-' || n % 5 || '@' || 1 + n % 3,
        case when closed then 'confirmed' end,
        case when not closed then now() + ((n * 104729) % 1209600 - 100000) * interval '1 second' end,
        now() - ((n * 15485863) % 63072000) * interval '1 second', now() - ((n * 32452843) % 31536000) * interval '1 second',
        replace(replace(replace(${state}::text, '@text@', (${THINGS}::text[])[1 + n % 11] || (${TROUBLES}::text[])[1 + (n / 11) % 10] || ' ' || n),
          '"lat":1.5', '"lat":' || 40.8 + ((n * 7919) % 10000) / 50000.0), '"lon":2.5', '"lon":' || 111.6 + ((n * 104729) % 10000) / 50000.0)::json
      from (select n, (n * 2654435761 / 64) % 10 <> 0 as closed
        from generate_series(${begin}::bigint, ${Math.min(count, begin + AT_ONCE) - 1}::bigint) as n) as made`.execute(
      db,
    );
  }
  await sql`vacuum analyze doorstep.issue`.execute(db);
  await sql`vacuum analyze doorstep.issue_search`.execute(db);
}
