/**
 * A read model as a city has it after years: filled straight into its tables, since only lists read it. Words and places are
 * sealed and found as the product's own.
 */
import { sql } from 'kysely';
import { openingStep } from '../../contracts/workflow';
import type { IssueId, Location, PersonId, Report, UnitId } from '../../domain';
import { pin } from '../../domain/directory/pin';
import { readPolicies } from '../../policies/read';
import { sealedReport, WordWriter, type Database, type MasterKeys, type NewText } from '../../store';

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
export async function fillReadModel(
  database: Database,
  masterKeys: () => MasterKeys | undefined,
  count: number,
  say: (line: string) => void,
): Promise<void> {
  const words = new WordWriter(database, masterKeys);
  const state = stateOfOne();
  for (let begin = 0; begin < count; begin += AT_ONCE) {
    if (begin % 20_000 === 0) say(`${begin} of ${count} issues are in the read model`);
    const numbers = Array.from({ length: Math.min(AT_ONCE, count - begin) }, (_, at) => begin + at);
    await insert(database, state, await sealed(words, numbers));
  }
  await sql`vacuum analyze doorstep.issue`.execute(database.db);
  await sql`vacuum analyze doorstep.issue_search`.execute(database.db);
}

/** With marks where each has its own words and its own place. */
function stateOfOne(): string {
  const report = {
    text: '@text@',
    category: 'lamps',
    severity: 'normal',
    unit: 'oleaster-1' as UnitId,
    reporter: 'resident-01' as PersonId,
    channel: 'app',
  } as const;
  const nowMs = Date.now();
  const { after } = openingStep('i-bench' as IssueId, report, pin(readPolicies(), report, 1, nowMs, nowMs), nowMs);
  return JSON.stringify({ ...after, report: { ...after.report, location: '@location@' } });
}

/** Scattered, so that neighbours in time are none in the index. */
const idOf = (n: number): IssueId => {
  const scattered = (BigInt(n) * 2_654_435_761n) % 4_294_967_296n;
  return `i-${scattered.toString(16).padStart(8, '0')}` as IssueId;
};
const residentOf = (n: number): string => `resident-${(n * 13) % 30_000}`;
const textOf = (n: number): string => `${THINGS[n % 11] ?? ''}${TROUBLES[Math.floor(n / 11) % 10] ?? ''} ${n}`;
const placeOf = (n: number): Location => ({
  lat: 40.8 + ((n * 7_919) % 10_000) / 50_000,
  lon: 111.6 + ((n * 104_729) % 10_000) / 50_000,
});

interface SealedOne {
  readonly n: number;
  readonly id: IssueId;
  readonly resident: string;
  readonly text: string;
  readonly location: string;
  readonly words: string;
  readonly place: Location;
}

async function sealed(words: WordWriter, numbers: readonly number[]): Promise<readonly SealedOne[]> {
  const reports = numbers.map((n) => ({
    n,
    issue: idOf(n),
    person: residentOf(n),
    text: textOf(n),
    location: placeOf(n),
  }));
  const sealedAs = await words.sealMany(reports satisfies readonly NewText[]);
  return reports.map(({ n, issue, person, ...report }) => {
    const found = sealedAs(issue);
    if (found?.place === undefined) throw new Error('Nothing is sealed here: the stack has no master key.');
    const { text, location } = sealedReport<Pick<Report, 'text' | 'location'>>(found.seal, report);
    if (typeof location !== 'string') throw new Error('A place is not sealed.');
    return { n, id: issue, resident: person, text, location, words: found.words, place: found.place };
  });
}

const insert = ({ db }: Database, state: string, all: readonly SealedOne[]): Promise<void> =>
  db.transaction().execute(async (transaction) => {
    const of = <T>(field: (one: SealedOne) => T): readonly T[] => all.map(field);
    // As an import does it: what they are found by comes with them.
    await sql`select set_config('doorstep.words_given', 'yes', true)`.execute(transaction);
    await sql`
      insert into doorstep.issue (id, seq, hash, stage, tier, unit, category, severity, reporter, assignee, procedure, outcome,
        due_at, opened_at, updated_at, state)
      select id, 1 + n % 12, ''::bytea,
        case when closed then 'closed' else (array['open', 'handling', 'confirming', 'suspended'])[1 + n % 4] end,
        1 + (n / 7) % 4, 'unit-' || (n * 7919) % ${UNITS}::bigint, 'category-' || (n * 31) % 20,
        (array['low', 'normal', 'normal', 'normal', 'high', 'urgent'])[1 + (n / 3) % 6], resident,
        case when n % 3 = 0 then null else 'worker-' || (n * 17) % 1500 end, 'procedure-' || n % 5 || '@' || 1 + n % 3,
        case when closed then 'confirmed' end,
        case when not closed then now() + ((n * 104729) % 1209600 - 100000) * interval '1 second' end,
        now() - ((n * 15485863) % 63072000) * interval '1 second', now() - ((n * 32452843) % 31536000) * interval '1 second',
        replace(replace(${state}::text, '@text@', said), '@location@', location)::json
      from (select given.*, (n * 2654435761 / 64) % 10 <> 0 as closed
        from unnest(${of(({ n }) => n)}::bigint[], ${of(({ id }) => id)}::text[], ${of(({ resident }) => resident)}::text[],
          ${of(({ text }) => text)}::text[], ${of(({ location }) => location)}::text[])
          as given(n, id, resident, said, location)) as made`.execute(transaction);
    await sql`
      insert into doorstep.issue_search (issue_id, words, place)
      select id, words::tsvector, doorstep.map_point(lat, lon)
      from unnest(${of(({ id }) => id)}::text[], ${of(({ words }) => words)}::text[],
        ${of(({ place }) => place.lat)}::float8[], ${of(({ place }) => place.lon)}::float8[])
        as given(id, words, lat, lon)`.execute(transaction);
  });
