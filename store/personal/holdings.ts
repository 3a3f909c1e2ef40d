/** What the database keeps of a person, read for the person: by id, complete up to a bound that is told. */
import { sql, type Kysely, type RawBuilder, type Transaction } from 'kysely';
import type { PersonalRows } from '../../contracts/personal-data';
import type { Channel } from '../../contracts/channels';
import { openContact, type MasterKeys } from '../contacts';
import { masked, type Address } from '../contacts/address';
import type { Database, Tables } from '../database';

const MOST = 20_000;
const MOST_ISSUES = 2_000;

/**
 * As of one instant.
 * @param keys undefined gives every address as null
 * @param masks shows no more of an address than its owner needs to recognise it
 */
export async function personalRows(
  { db }: Database,
  person: string,
  keys: MasterKeys | undefined,
  masks = false,
): Promise<PersonalRows> {
  return db
    .transaction()
    .setIsolationLevel('repeatable read')
    .setAccessMode('read only')
    .execute(async (transaction) => {
      const incomplete: string[] = [];
      const list = async <N extends keyof typeof LISTS>(name: N): Promise<PersonalRows[N]> => {
        const most = name === 'issues' ? MOST_ISSUES : MOST;
        const rows = await jsonRows(transaction, LISTS[name](person), most + 1);
        if (rows.length > most) incomplete.push(name);
        return rows.slice(0, most) as PersonalRows[N];
      };
      return {
        person,
        directory: await list('directory'),
        contacts: await contactsOf(transaction, person, keys, masks ? masked : plainAddress),
        issues: await list('issues'),
        evidence: await list('evidence'),
        notices: await list('notices'),
        deliveries: await list('deliveries'),
        links: await list('links'),
        accounts: await list('accounts'),
        keys: await list('keys'),
        trackingCodes: await list('trackingCodes'),
        access: await list('access'),
        erasures: await list('erasures'),
        incomplete,
      };
    });
}

/** Whether anything at all is known of such a person, also of one who was never in the directory. */
export async function isKnownPerson({ db }: Database, person: string): Promise<boolean> {
  const { rows } = await sql<{ known: boolean }>`
    select exists (select from doorstep.directory_entry where kind = 'person' and key = ${person})
      or exists (select from doorstep.issue where reporter = ${person} or assignee = ${person})
      or exists (select from doorstep.contact_key where person = ${person})
      or exists (select from doorstep.account where person = ${person})
      or exists (select from doorstep.erasure where person = ${person}) as known`.execute(db);
  return rows[0]?.known === true;
}

async function jsonRows(db: Kysely<Tables>, query: RawBuilder<unknown>, most: number): Promise<readonly unknown[]> {
  const { rows } = await sql<{ row: unknown }>`select row_to_json(q) as row from (${query} limit ${most}) q`.execute(
    db,
  );
  return rows.map(({ row }) => row);
}

const ms = (column: string): RawBuilder<number | null> => {
  const field = sql.raw(column);
  return sql`round(extract(epoch from ${field}) * 1000)::bigint`;
};

const LISTS = {
  directory: (person: string) => sql`
    select e.kind, e.data, ${ms('f.recorded_at')} as "fromAtMs", ${ms('u.recorded_at')} as "untilAtMs"
    from doorstep.directory_entry e
    join doorstep.directory_version f on f.version = e.from_version
    left join doorstep.directory_version u on u.version = e.until_version
    where json_typeof(e.data) = 'object'
      and jsonb_path_exists(e.data::jsonb, '$.** ? (@ == $person)', jsonb_build_object('person', ${person}::text))
    order by e.from_version desc, e.kind, e.key`,
  issues: (person: string) => sql`
    select i.id as issue, i.unit, i.category, i.stage, ${ms('i.opened_at')} as "openedAtMs",
      array_remove(array[case when i.reporter = ${person} then 'reporter' end,
        case when i.assignee = ${person} then 'assignee' end, case when mine.acted then 'actor' end], null) as roles
    from (select id, bool_or(acted) as acted from (
        select id, false as acted from doorstep.issue where reporter = ${person}
        union all select id, false from doorstep.issue where assignee = ${person}
        union all select issue_id, true from doorstep.event where actor = ${person}) as parts group by id) as mine
      join doorstep.issue i using (id)
    order by i.opened_at desc, i.id`,
  evidence: (person: string) => sql`
    select id, issue_id as issue, media_type as "mediaType", bytes, encode(sha256, 'hex') as sha256,
      ${ms('uploaded_at')} as "uploadedAtMs", ${ms('erased_at')} as "erasedAtMs",
      '/v1/issues/' || issue_id || '/evidence/' || id as href
    from doorstep.evidence where uploaded_by = ${person} order by uploaded_at desc, id`,
  notices: (person: string) => sql`
    select issue_id as issue, seq, template, channel, facts, ${ms('queued_at')} as "queuedAtMs",
      ${ms('delivered_at')} as "deliveredAtMs", ${ms('read_at')} as "readAtMs"
    from doorstep.notice where recipient = ${person} order by queued_at desc, issue_id, seq`,
  deliveries: (person: string) => sql`
    select issue_id as issue, seq, channel, state, reason, receipt, ${ms('queued_at')} as "queuedAtMs",
      ${ms('sent_at')} as "sentAtMs"
    from doorstep.delivery where recipient = ${person} order by queued_at desc, issue_id, seq`,
  links: (person: string) => sql`
    select issue_id as issue, seq, channel, question, choices, ${ms('made_at')} as "madeAtMs",
      ${ms('expires_at')} as "expiresAtMs", ${ms('used_at')} as "usedAtMs", choice
    from doorstep.action_link where recipient = ${person} order by made_at desc, issue_id, seq`,
  accounts: (person: string) => sql`
    select name, operator as "isOperator", ${ms('created_at')} as "createdAtMs", ${ms('signed_in_at')} as "signedInAtMs",
      ${ms('disabled_at')} as "disabledAtMs",
      (select coalesce(json_agg(json_build_object('createdAtMs', ${ms('s.created_at')}, 'usedAtMs', ${ms('s.used_at')},
        'expiresAtMs', ${ms('s.expires_at')}) order by s.created_at desc), '[]')
        from doorstep.session s where s.account = a.name) as sessions
    from doorstep.account a where person = ${person} order by name`,
  keys: (person: string) => sql`
    select id, label, scopes, ${ms('created_at')} as "createdAtMs", ${ms('expires_at')} as "expiresAtMs",
      ${ms('last_used_at')} as "lastUsedAtMs", ${ms('revoked_at')} as "revokedAtMs"
    from doorstep.api_key where person = ${person} order by created_at desc, id`,
  trackingCodes: (person: string) => sql`
    select issue_id as issue, ${ms('created_at')} as "createdAtMs"
    from doorstep.tracking_code where reporter = ${person} order by created_at desc`,
  access: (person: string) => sql`
    select ${ms('at')} as "atMs", who, operation, subject, outcome, reason from doorstep.access_log
    where who in ('person:' || ${person}, 'tracker:' || ${person}) or subject = 'person:' || ${person}
    order by position desc`,
  erasures: (person: string) => sql`
    select id, ${ms('asked_at')} as "askedAtMs", ${ms('finished_at')} as "finishedAtMs"
    from doorstep.erasure where person = ${person} order by asked_at desc`,
} as const satisfies Partial<Record<keyof PersonalRows, (person: string) => RawBuilder<unknown>>>;

interface ContactRow {
  readonly channel: Channel;
  readonly sealed: Buffer;
  readonly wrapped: Buffer;
  readonly changed_at: Date;
  readonly disabled_at: Date | null;
  readonly disabled_reason: string | null;
}

async function contactsOf(
  transaction: Transaction<Tables>,
  person: string,
  keys: MasterKeys | undefined,
  shown: (address: Address) => string,
): Promise<PersonalRows['contacts']> {
  const { rows } = await sql<ContactRow>`
    select c.channel, c.sealed, k.wrapped, c.changed_at, c.disabled_at, c.disabled_reason
    from doorstep.contact c join doorstep.contact_key k using (person)
    where c.person = ${person} order by c.channel`.execute(transaction);
  return rows.map((row) => {
    const address = keys === undefined ? undefined : openContact(keys, { ...row, person });
    return {
      channel: row.channel,
      address: address === undefined ? null : shown(address),
      changedAtMs: row.changed_at.getTime(),
      disabledAtMs: row.disabled_at?.getTime() ?? null,
      disabledReason: row.disabled_reason,
    };
  });
}

/** Without secrets, which sign for the person and say nothing of them. */
function plainAddress(address: Address): string {
  switch (address.channel) {
    case 'email':
      return address.address;
    case 'webhook':
    case 'robot':
      return address.url;
    case 'sms':
    case 'phone':
      return address.number;
    default:
      return address satisfies never;
  }
}
