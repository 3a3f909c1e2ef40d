/** Asking for an erasure: what it would come to, what stands against it, and the row by which it is carried out. */
import { randomBytes } from 'node:crypto';
import { sql } from 'kysely';
import { DoorstepError } from '../../../contracts/errors';
import { openDuties, type OpenDuty } from '../../../domain/directory/open-duties';
import { communityFrom } from '../../../domain/directory/parse';
import type { Database } from '../../database';
import { readDirectory } from '../../directory';
import { isKnownPerson } from '../holdings';
import { heldIssuesOf } from '../holds';
import { erasureOfRequest, erasuresOf, findErasure, type Counts, type Erasure } from './erasure';
import { isClear } from './clear-words';

export interface ErasureRequest {
  readonly person: string;
  readonly askedBy: string;
  readonly reason: string;
  /** Duties end and open issues go on without the person. */
  readonly handsOver: boolean;
  /** Roles whose holders have something to do; all of them when left out. */
  readonly dutyRoles?: readonly string[];
  /** Names the request: asked for again under it, it is the same erasure. */
  readonly requestKey?: string;
}

export interface ErasureForetold {
  readonly person: string;
  /** What there is of the person now. */
  readonly counts: Counts;
  readonly duties: readonly OpenDuty[];
  /** Open issues that the person has to handle, and those that they reported. */
  readonly openIssues: { readonly assigned: number; readonly reported: number };
  /** Issues that are held, with words or files of the person or letters to them. */
  readonly held: readonly string[];
}

/** Changes nothing. Throws PERSON_UNKNOWN. */
export async function foretellErasure(
  database: Database,
  person: string,
  dutyRoles?: readonly string[],
): Promise<ErasureForetold> {
  if (!(await isKnownPerson(database, person)))
    throw new DoorstepError('PERSON_UNKNOWN', `Nothing is known of a person ${person}.`, {
      place: { field: 'person' },
    });
  const stored = await readDirectory(database);
  const community = stored === undefined ? undefined : communityFrom(stored.document);
  const { rows } = await COUNTS(person).execute(database.db);
  const { assigned = 0, reported = 0, ...counts } = rows[0]?.counts ?? {};
  return {
    person,
    counts,
    duties: community === undefined ? [] : openDuties(community, person, Date.now(), dutyRoles),
    openIssues: { assigned, reported },
    held: await heldIssuesOf(database.db, person),
  };
}

/**
 * Throws PERSON_UNKNOWN, ERASURE_DUTIES and ERASURE_OPEN_ISSUES unless it hands over, ERASURE_HELD, ERASURE_RUNNING, and
 * ERASURE_MISMATCH when the key of the request stands for another one.
 */
export async function askForErasure(database: Database, request: ErasureRequest): Promise<Erasure> {
  const { person, askedBy, reason, handsOver, requestKey = null } = request;
  if (requestKey !== null) {
    const known = await erasureOfRequest(database.db, requestKey);
    if (known !== undefined) return sameAs(known, request);
  }
  const foretold = await foretellErasure(database, person, request.dutyRoles);
  refuseWhatStandsAgainst(foretold, handsOver);
  const id = `x-${randomBytes(12).toString('hex')}`;
  await sql`
    insert into doorstep.erasure (id, person, asked_by, reason, hand_over, request_key)
    values (${id}, ${person}, ${askedBy}, ${reason}, ${handsOver}, ${requestKey})
    on conflict do nothing`.execute(database.db);
  const made = await findErasure(database.db, id);
  if (made !== undefined) return made;
  // Somebody else asked at the same time.
  const other = requestKey === null ? undefined : await erasureOfRequest(database.db, requestKey);
  if (other !== undefined) return sameAs(other, request);
  const [running] = await erasuresOf(database, person);
  throw new DoorstepError(
    'ERASURE_RUNNING',
    `${person} is being erased already, by ${running?.id ?? 'another request'}.`,
  );
}

function sameAs(known: Erasure, { person, reason, handsOver }: ErasureRequest): Erasure {
  if (known.person === person && known.reason === reason && known.handsOver === handsOver) return known;
  throw new DoorstepError('ERASURE_MISMATCH', 'This key stands for another request of an erasure.');
}

function refuseWhatStandsAgainst({ person, duties, openIssues, held }: ErasureForetold, handsOver: boolean): void {
  if (held.length > 0)
    throw new DoorstepError(
      'ERASURE_HELD',
      `${held.length} issues with words or files of ${person} are held: ${some(held)}.`,
    );
  if (handsOver) return;
  if (duties.length > 0)
    throw new DoorstepError('ERASURE_DUTIES', `${person} still has duties: ${some(duties.map(dutyText))}.`);
  const { assigned, reported } = openIssues;
  if (assigned + reported > 0)
    throw new DoorstepError(
      'ERASURE_OPEN_ISSUES',
      `${person} still has ${assigned} open issues to handle and ${reported} reported ones that are open.`,
    );
}

const dutyText = ({ kind, role, unit }: OpenDuty): string =>
  role === undefined || unit === undefined ? kind : `${kind} ${role}@${unit}`;
const some = (all: readonly string[]): string =>
  all.length <= 5 ? all.join(', ') : `${all.slice(0, 5).join(', ')} and ${all.length - 5} more`;

const COUNTS = (person: string) => sql<{ readonly counts: Record<string, number> }>`
  select json_build_object(
    'entries', (select count(*) from doorstep.directory_entry
      where doorstep.entry_person(kind, data) = ${person} and data::jsonb <> doorstep.erased_entry(kind, data)),
    'accounts', (select count(*) from doorstep.account where person = ${person}),
    'keys', (select count(*) from doorstep.api_key where person = ${person} and revoked_at is null),
    'trackingCodes', (select count(*) from doorstep.tracking_code where reporter = ${person}),
    'contacts', (select count(*) from doorstep.contact where person = ${person}),
    'reports', (select count(*) from doorstep.issue where reporter = ${person}),
    'clearReports', (select count(*) from doorstep.issue i where i.reporter = ${person} and ${isClear}),
    'files', (select count(*) from doorstep.evidence where uploaded_by = ${person} and erased_at is null),
    'deliveries', (select count(*) from doorstep.delivery where recipient = ${person}),
    'links', (select count(*) from doorstep.action_link where recipient = ${person}),
    'assigned', (select count(*) from doorstep.issue where assignee = ${person} and stage <> 'closed'),
    'reported', (select count(*) from doorstep.issue where reporter = ${person} and stage <> 'closed')
  ) as counts`;
