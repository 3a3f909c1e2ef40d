/** Puts the ways of signing in and the rights together. */
import type { FastifyRequest } from 'fastify';
import type { Logger } from 'pino';
import { DoorstepError } from '../../../contracts/errors';
import type { PersonId } from '../../../domain';
import {
  auditedAs,
  isOperation,
  RIGHTS,
  unitsAnsweredFor,
  unitsWithin,
  type Operation,
  type Verdict,
} from '../../../domain/rights';
import type { LivePolicies } from '../../../policies/place';
import type { Access as Entry, Database, Sight } from '../../../store';
import type { Access, Subject } from './access';
import { auditTo } from './audit';
import { brake } from './brake';
import { principalOf } from './credentials';
import { principalName, type Principal } from './principal';
import { Refused, signInFirst, unauthenticated } from './refusal';
import { isActing, subjectName, verdictOn } from './rights';
import { readIdentitySettings, type IdentitySettings } from './settings';
import { tokenReader } from './tokens';

export interface AccessOptions {
  readonly database: Database;
  readonly place: LivePolicies;
  readonly log: Logger;
  /** Of the environment when left out. */
  readonly settings?: IdentitySettings;
}

/** Denied by default. */
export function openAccess({ database, place, log, settings = readIdentitySettings() }: AccessOptions): Access {
  const audit = auditTo(database, log);
  const slower = brake();
  const now = () => place.at(Date.now());
  const credentials = {
    database,
    settings,
    readToken: tokenReader(settings.issuers),
    directory: async () => (await now()).directory,
  };
  /** What is needed of the request with which somebody came; nothing of it is kept when both are gone. */
  const requests = new WeakMap<Principal, Came>();
  const entry = (
    principal: Principal,
    operation: string,
    more: Pick<Entry, 'subject' | 'outcome' | 'reason'>,
  ): Entry => ({
    who: principalName(principal),
    operation,
    requestId: requests.get(principal)?.requestId ?? null,
    ...more,
  });

  const authenticate = async (request: FastifyRequest): Promise<Principal> => {
    const operation = request.routeOptions.config.operation ?? 'none';
    if (slower.isOn(request.ip))
      throw new DoorstepError('TOO_MANY_REQUESTS', 'Too many wrong credentials came from here.');
    const refuse = (reason: string): void =>
      audit.soon({ who: 'anonymous', operation, subject: null, outcome: 'failed', reason, requestId: request.id });
    let principal: Principal;
    try {
      // A copy, so that it is this request's own.
      principal = { ...(await principalOf(credentials, request)) };
    } catch (error) {
      if (error instanceof DoorstepError && error.code === 'CROSS_SITE_REQUEST') refuse('cross-site');
      if (error instanceof DoorstepError && error.code === 'ISSUER_AWAY')
        log.warn({ err: error, cause: whatFailed(error) }, 'the keys of an identity provider can not be fetched');
      if (!(error instanceof Refused)) throw error;
      slower.failed(request.ip);
      refuse(error.why);
      throw unauthenticated();
    }
    requests.set(principal, { requestId: request.id, issue: issueIn(request) });
    if (principal.kind === 'anonymous' && isOperation(operation) && RIGHTS[operation].everybody !== true) {
      audit.soon(entry(principal, operation, { subject: null, outcome: 'refused', reason: 'not-signed-in' }));
      throw signInFirst();
    }
    return principal;
  };

  const authorize = async (principal: Principal, named: string, subject: Subject = {}): Promise<void> => {
    if (!isOperation(named))
      throw new DoorstepError('UNEXPECTED', `There is no operation ${named} in the table of rights.`);
    const operation = meant(principal, named, subject);
    const verdict = await verdictOn(database, await now(), principal, operation, subject);
    const about = subjectName(subject);
    if (!verdict.may) {
      audit.soon(entry(principal, operation, { subject: about, outcome: 'refused', reason: verdict.why }));
      throw refusal(verdict, operation, subject.issue?.id ?? subject.asked ?? requests.get(principal)?.issue);
    }
    // The log of the issue names the person only: which key said that it was them stands here.
    if (principal.kind === 'service' && isActing(operation) && subject.isForetold !== true)
      audit.soon(
        entry(principal, operation, { subject: about, outcome: 'changed', reason: `for:${subject.person ?? ''}` }),
      );
    if (operation === 'issue.report-for')
      audit.soon(entry(principal, operation, { subject: about, outcome: 'changed', reason: verdict.by }));
    const outcome = auditedAs(operation, verdict.by);
    if (outcome !== undefined)
      await audit.now(entry(principal, operation, { subject: about, outcome, reason: verdict.by }));
  };

  const sight = async (principal: Principal): Promise<Sight> => {
    const here = await now();
    const within = (units: readonly Parameters<typeof unitsWithin>[1][number][] | undefined) =>
      units === undefined ? {} : { within: unitsWithin(here, units) };
    switch (principal.kind) {
      case 'anonymous':
        return { units: [] };
      case 'operator':
        return { units: 'everywhere' };
      case 'tracker':
        return { units: [], issue: principal.issue };
      case 'service':
        if (!principal.scopes.includes('issues.read')) return { units: [] };
        return { units: 'everywhere', ...within(principal.units) };
      case 'person': {
        if (principal.key !== undefined && !principal.key.scopes.includes('issues.read')) return { units: [] };
        const units = principal.isOperator === true ? 'everywhere' : unitsAnsweredFor(here, principal.id);
        return { units, person: principal.id, ...within(principal.key?.units) };
      }
      default:
        return principal satisfies never;
    }
  };

  return { authenticate, authorize, sight, actor, close: () => audit.close() };
}

/** Whoever reports for somebody else does another thing than whoever reports for themselves. */
const meant = (principal: Principal, operation: Operation, { person }: Subject): Operation =>
  operation === 'issue.report' && principal.kind === 'person' && person !== undefined && person !== principal.id
    ? 'issue.report-for'
    : operation;

function actor(principal: Principal, named?: string): PersonId {
  switch (principal.kind) {
    case 'person':
    case 'tracker':
      if (named !== undefined && named !== principal.id)
        throw new DoorstepError('FORBIDDEN', 'Nobody acts as somebody else: leave out who acts, or name yourself.');
      return principal.id;
    case 'service':
      if (!principal.actsFor)
        throw new DoorstepError(
          'FORBIDDEN',
          'This key acts for nobody; make one for its person, or one that acts for others.',
        );
      if (named === undefined)
        throw new DoorstepError('REQUEST_MALFORMED', 'Who acts is missing.', { place: { field: 'body.by' } });
      return named as PersonId;
    case 'operator':
      throw new DoorstepError('FORBIDDEN', 'Only somebody of the directory acts.');
    case 'anonymous':
      throw new DoorstepError('UNAUTHENTICATED', 'Sign in first; who has no account reports by POST /v1/reports.');
    default:
      return principal satisfies never;
  }
}

/** Of the provider, never of a caller. */
const whatFailed = ({ cause }: DoorstepError): string =>
  cause instanceof Error ? cause.message.slice(0, 200) : 'unknown';

interface Came {
  readonly requestId: string;
  /** That its address names, whether there is one or not. */
  readonly issue: string | undefined;
}

function issueIn({ params }: FastifyRequest): string | undefined {
  const { issue } = (params ?? {}) as { readonly issue?: unknown };
  return typeof issue === 'string' ? issue : undefined;
}

function refusal(
  { as, why }: Extract<Verdict, { may: false }>,
  operation: Operation,
  issue: string | undefined,
): DoorstepError {
  if (as === 'unauthenticated') return signInFirst();
  // To the letter what is said of an issue that does not exist, and of one that does not exist just the same.
  if (as === 'hidden' && issue !== undefined) return new DoorstepError('ISSUE_UNKNOWN', `There is no issue ${issue}.`);
  return new DoorstepError('FORBIDDEN', `${operation} is not allowed here: ${REASONS[why]}.`, {
    details: { reason: why },
  });
}

const REASONS: Readonly<Record<Extract<Verdict, { may: false }>['why'], string>> = {
  'not-signed-in': 'nobody has signed in',
  'not-seen': 'the issue may not be read',
  'no-relation': 'this is for others who have to do with the issue',
  'not-oneself': 'it is about somebody else',
  'no-post': 'no post of the directory gives this right here',
  'operators-only': 'only who runs the installation may',
  'scope-missing': 'the key lacks the scope',
  'outside-units': 'it lies outside the units of the key',
  'acts-for-nobody': 'a person of the directory has to act, and the key names none',
  'other-issue': 'the tracking code is of another issue',
  'persons-only': 'this is for others than whoever asks',
};
