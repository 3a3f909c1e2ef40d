/** Issues as service requests. */
import type { IssueState } from '../../../domain';
import { ancestors, type HasDirectory } from '../../../domain/directory/directory';
import type { Policies } from '../../../domain/procedure/policies';
import type { Lang } from '../../../domain/procedure/documents/words';
import { open311Evidence, open311Request, open311Requests, type RequestFilter, type RequestRow } from '../../../store';
import type { Asked, Open311 } from './context';
import { rangeOf, w3cDate } from './dates';
import { badRequest, notFound } from './errors';
import { MOST_PAGES, MOST_ROWS } from './fields';
import { list, type Fields, type List } from './format';
import { publicWords } from '../public-words';
import { countIn, dateIn, type Parameters } from './parameters';
import type { Principal } from '../identity/principal';
import { statusNotes, statusOf } from './status';

/** The kind of evidence as which the link of a report is kept. */
export const MEDIA_KIND = 'media';

export async function listRequests(open311: Open311, { parameters, policies }: Asked, by: Principal): Promise<List> {
  const { access, database, words } = open311.gateway;
  const found = await open311Requests(database, filterOf(parameters, Date.now()), await access.sight(by));
  const rows = await words.readEach(found, ({ state }) => state.id);
  return asRequests(open311, policies, rows);
}

/** Throws 404 for an id that is unknown here. */
export async function readRequest(open311: Open311, { policies }: Asked, by: Principal, id: string): Promise<List> {
  const { access, database, words } = open311.gateway;
  const row = await open311Request(database, id, await access.sight(by));
  if (row === null) throw notFound('The service_request_id that was provided was not found.');
  return asRequests(open311, policies, await words.readEach([row], ({ state }) => state.id));
}

/** Services answer in real time, so that no token is ever given out; the id of a request stands for itself. */
export async function readToken({ gateway }: Open311, token: string): Promise<List> {
  if ((await open311Request(gateway.database, token)) === null)
    throw notFound('The token that was provided was not found.');
  return list('request', [{ service_request_id: token, token }]);
}

/** Throws 400 for what can't be asked. */
export function filterOf(parameters: Parameters, nowMs: number): RequestFilter {
  const ids = parameters.many('service_request_id');
  const limit = countIn(parameters, 'page_size', MOST_ROWS) ?? MOST_ROWS;
  const offset = ((countIn(parameters, 'page', MOST_PAGES) ?? 1) - 1) * limit;
  if (ids.length > MOST_ROWS) throw badRequest(`At most ${MOST_ROWS} service_request_id can be asked for at once.`);
  // They override everything else.
  if (ids.length > 0) return { ids, limit, offset };
  const categories = parameters.many('service_code');
  const closed = closedIn(parameters.many('status'));
  const updated = spanIn(parameters, 'updated_after', 'updated_before', nowMs);
  const isByUpdate = parameters.one('updated_after') !== undefined || parameters.one('updated_before') !== undefined;
  const isByDate = parameters.one('start_date') !== undefined || parameters.one('end_date') !== undefined;
  const opened = isByUpdate && !isByDate ? undefined : spanIn(parameters, 'start_date', 'end_date', nowMs);
  return {
    ...(categories.length === 0 ? {} : { categories }),
    ...(closed === undefined ? {} : { closed }),
    ...(opened === undefined ? {} : { opened }),
    ...(isByUpdate ? { updated } : {}),
    limit,
    offset,
  };
}

export function spanIn(parameters: Parameters, from: string, to: string, nowMs: number) {
  const [fromMs, toMs] = [dateIn(parameters, from), dateIn(parameters, to)];
  if (fromMs !== undefined && toMs !== undefined && fromMs > toMs) throw badRequest(`${from} is later than ${to}.`);
  const range = rangeOf(fromMs, toMs, nowMs);
  if (range === null) throw badRequest(`From ${from} to ${to} may be at most 90 days.`);
  return range;
}

function closedIn(statuses: readonly string[]): boolean | undefined {
  const wrong = statuses.find((status) => status !== 'open' && status !== 'closed');
  if (wrong !== undefined) throw badRequest('status is open, closed, or both.');
  return statuses.length === 1 ? statuses[0] === 'closed' : undefined;
}

/**
 * What people wrote and sent along is shown to whoever may read the issue, and to nobody else; the words without what names or
 * reaches somebody, for software that asks here shows them to everybody.
 */
async function asRequests(open311: Open311, policies: Policies, rows: readonly RequestRow[]): Promise<List> {
  const seen = rows.filter(({ isSeen }) => isSeen).map(({ state }) => state.id);
  const { database, words } = open311.gateway;
  const sent = await words.readEach(await open311Evidence(database, seen, MEDIA_KIND), ({ id }) => id);
  const links = sent.filter(({ kind }) => kind === MEDIA_KIND);
  // The first of each issue counts.
  const media = new Map(links.map(({ id, ref }) => [id, ref] as const).reverse());
  const { lang } = open311.settings;
  return list(
    'request',
    rows.map((row) => ({
      ...requestOf(policies, row, lang),
      description: row.isSeen ? publicWords(row.state.report.text) : null,
      media_url: media.get(row.state.id) ?? null,
    })),
  );
}

function requestOf(policies: Policies, { state, updatedAtMs }: RequestRow, lang: Lang): Fields {
  const { community, directory } = policies;
  const { category, unit } = state.report;
  const date = (atMs: number): string => w3cDate(atMs, community.zone);
  const expectedAtMs = (state.clocks.handle ?? state.clocks.total)?.dueAtMs;
  return {
    service_request_id: state.id,
    status: statusOf(state),
    status_notes: statusNotes(state, lang),
    service_name: directory.categories.get(category)?.name[lang] ?? category,
    service_code: category,
    // In its place among the others; filled in by whoever knows who asks.
    description: null,
    agency_responsible: agencyOf(policies, state, lang),
    service_notice: null,
    requested_datetime: date(state.openedAtMs),
    updated_datetime: date(updatedAtMs),
    expected_datetime: expectedAtMs === undefined ? null : date(expectedAtMs),
    address: addressOf(policies, unit, lang),
    address_id: unit,
    zipcode: null,
    lat: null,
    long: null,
    media_url: null,
  };
}

/** The role that has it: the party to which it was dispatched, else the tier on duty. People are not named. */
function agencyOf({ directory }: HasDirectory, state: IssueState, lang: Lang): string | null {
  const party = state.rules.parties?.find(({ key }) => key === state.dispatch?.party);
  const post = party ?? state.rules.tiers[state.tier - 1];
  if (post === undefined) return null;
  const role = directory.roles.get(post.role)?.name[lang] ?? post.role;
  const unit = directory.units.get(post.unit)?.name[lang] ?? post.unit;
  return lang === 'zh' ? `${unit}${role}` : `${role}, ${unit}`;
}

/** From the most specific to the most general. */
function addressOf(policies: HasDirectory, unit: string, lang: Lang): string {
  const own = policies.directory.units.get(unit);
  if (own === undefined) return unit;
  return [own, ...ancestors(policies, unit)].map(({ name }) => name[lang]).join(', ');
}
