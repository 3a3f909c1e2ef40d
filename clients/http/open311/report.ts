/** POST requests: a report, by somebody else's form. */
import { DoorstepError } from '../../../contracts/errors';
import { SEVERITIES, type PersonId, type Severity, type UnitId } from '../../../domain';
import { personOf } from '../../../domain/directory/directory';
import { checkReporter } from '../../../domain/directory/who-may-report';
import type { Policies } from '../../../domain/procedure/policies';
import { claimReport, releaseReport, saidHashes, type ReportName } from '../../../store';
import { issueIdOfKey, newCommandId } from '../../sdk';
import { principalName, type Principal } from '../identity/principal';
import { statusOf as httpStatusOf } from '../problem';
import { SEVERITY_ATTRIBUTE, UNIT_ATTRIBUTE } from './attributes';
import type { Asked, Open311 } from './context';
import { badRequest, wrongKey } from './errors';
import { LONGEST_DESCRIPTION, LONGEST_URL } from './fields';
import { list, type List } from './format';
import type { Parameters } from './parameters';
import { MEDIA_KIND } from './requests';
import { serviceOf } from './services';
import { WORDS } from './words';

/** By this channel its issues are known. */
export const OPEN311_CHANNEL = 'open311';
/** A sender whose answer was lost tries again for so long, and still means the same report. */
export const SAME_REPORT_MS = 86_400_000;

/** Answers once the report is stored. Throws 403 without a key, or where the procedure wants to know the reporter, 404 for an unknown service, 400 naming all that is missing. */
export async function postRequest(open311: Open311, { parameters, policies }: Asked, by: Principal): Promise<List> {
  if (by.kind === 'anonymous') throw wrongKey('An api_key was not provided.');
  const { gateway, settings } = open311;
  const category = serviceOf(policies, parameters.one('service_code'));
  const { unit, severity, mediaUrl } = placeOf(parameters, policies);
  const reporter = reporterOf(open311, policies, parameters, by);
  await gateway.access.authorize(by, 'issue.report', { unit, person: reporter });
  // Whoever stands behind the general reporter is known to the sender only.
  const known = reporter === settings.reporter ? 'anonymous' : 'signed-in';
  checkReporter(policies, { category: category.id, severity }, known);
  const name = await nameOf(open311, parameters, by);
  const words = WORDS[settings.lang];
  try {
    await gateway.doorstep.report(
      {
        text: parameters.one('description') ?? category.name[settings.lang],
        category: category.id,
        severity,
        unit,
        reporter,
        channel: OPEN311_CHANNEL,
      },
      { key: name.key },
    );
  } catch (error) {
    // What may still take effect keeps its name.
    if (error instanceof DoorstepError && httpStatusOf(error.code) < 500)
      await releaseReport(gateway.database, name.issue);
    throw error;
  }
  if (mediaUrl !== undefined)
    await gateway.doorstep.comment(
      name.issue,
      { by: reporter, text: words.media, evidence: [{ kind: MEDIA_KIND, ref: mediaUrl }] },
      { commandId: `open311-${MEDIA_KIND}` },
    );
  const account = parameters.one('account_id');
  return list('request', [
    {
      service_request_id: name.issue,
      service_notice: words.notice,
      account_id: account === reporter ? account : null,
    },
  ]);
}

/** Where it is, how urgent, and the link: every problem at once. */
function placeOf(parameters: Parameters, policies: Policies) {
  const problems: string[] = [];
  const unit = unitIn(parameters, policies, problems);
  const severity = parameters.attributes.get(SEVERITY_ATTRIBUTE)?.[0] ?? 'normal';
  if (!SEVERITIES.some((known) => known === severity))
    problems.push(`attribute[${SEVERITY_ATTRIBUTE}] is one of ${SEVERITIES.join(', ')}.`);
  if ((parameters.one('description')?.length ?? 0) > LONGEST_DESCRIPTION)
    problems.push(`description is longer than ${LONGEST_DESCRIPTION} characters.`);
  const mediaUrl = mediaUrlIn(parameters, problems);
  if (problems.length > 0) throw badRequest(...problems);
  return { unit: unit as UnitId, severity: severity as Severity, mediaUrl };
}

/** By the attribute, else by the id of an address, which is a unit of ours. Coordinates are checked and not kept. */
function unitIn(parameters: Parameters, { directory }: Policies, problems: string[]): string | undefined {
  const coordinates = ['lat', 'long'].map((name) => parameters.one(name));
  if (coordinates.some((value) => value !== undefined) && !isPlace(coordinates))
    problems.push('lat and long are both needed, in degrees.');
  const [chosen] = parameters.attributes.get(UNIT_ATTRIBUTE) ?? [];
  const unit = chosen ?? parameters.one('address_id');
  const field = chosen === undefined ? 'address_id' : `attribute[${UNIT_ATTRIBUTE}]`;
  if (unit === undefined)
    problems.push(
      `Where it is was not provided: attribute[${UNIT_ATTRIBUTE}] or address_id names a unit of this place; lat, long and address_string are not enough.`,
    );
  else if (!directory.units.has(unit)) problems.push(`${field} names no unit of this place.`);
  return unit;
}

const LIMITS = [90, 180] as const;
const isPlace = (coordinates: readonly (string | undefined)[]): boolean =>
  coordinates.every(
    (text, at) =>
      text !== undefined && /^-?\d{1,3}(\.\d{1,20})?$/.test(text) && Math.abs(Number(text)) <= (LIMITS[at] ?? 0),
  );

/** A link only; nothing is fetched. */
export function mediaUrlIn(parameters: Parameters, problems: string[]): string | undefined {
  const url = parameters.one('media_url');
  if (url === undefined) return undefined;
  if (url.length > LONGEST_URL || !isLink(url))
    problems.push(`media_url is no http or https address of at most ${LONGEST_URL} characters.`);
  return url;
}

function isLink(text: string): boolean {
  if (!URL.canParse(text)) return false;
  const { protocol, username, password } = new URL(text);
  return /^https?:$/.test(protocol) && username === '' && password === '';
}

/**
 * Whoever acts for others may say by `account_id` which resident it is, and somebody who has signed in is meant themselves;
 * else it is the person in whose name Open311 reports here. Names, addresses and numbers of people are not kept: they are
 * the sender's, who passes on what becomes of it.
 */
function reporterOf({ settings }: Open311, policies: Policies, parameters: Parameters, by: Principal): PersonId {
  if (by.kind === 'person') return by.id;
  const account = parameters.one('account_id');
  if (by.kind === 'service' && by.actsFor && account !== undefined && policies.directory.people.has(account))
    return personOf(policies, account).id;
  const own = policies.directory.people.get(settings.reporter);
  if (own !== undefined) return own.id;
  throw new DoorstepError(
    'SETTING_INVALID',
    `Reports over Open311 are made in the name of ${settings.reporter}, who is not in the directory. Add that person, or name another by DOORSTEP_OPEN311_REPORTER.`,
  );
}

async function nameOf({ gateway }: Open311, { canonical }: Parameters, by: Principal): Promise<ReportName> {
  const sentBy = principalName(by);
  const fingerprints = saidHashes('report', gateway.masterKeys(), `${sentBy}\n${canonical}`);
  const key = `${OPEN311_CHANNEL}/${newCommandId()}`;
  return claimReport(gateway.database, fingerprints, sentBy, { key, issue: issueIdOfKey(key) }, SAME_REPORT_MS);
}
