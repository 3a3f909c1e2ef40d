/** Makes an error more helpful where a second look is cheap: who may act, what was probably meant. */
import { policiesOfStack } from '../../contracts/connections';
import type { ErrorCode } from '../../contracts/error-codes';
import { DoorstepError } from '../../contracts/errors';
import { personOf } from '../../domain/directory/directory';
import { nearest } from '../../domain/procedure/documents/nearest';
import type { Session } from './session';
import { typedName } from './show/example';

/** How many issues are looked through for one with a similar id. */
const LOOKED_AT = 200;

export interface Given {
  readonly command: string | undefined;
  /** The first argument, where it names an issue or a person. */
  readonly name: string | undefined;
  readonly as: string | undefined;
}

export async function withHint(error: DoorstepError, given: Given, session: Session): Promise<DoorstepError> {
  if (error.code === 'ACTOR_MISSING') return whoMay(error, given, session).catch(() => error);
  if (NOT_THEIRS.includes(error.code) && knowsThePeople(session)) {
    const stranger = strangerTo(session, given.as);
    if (stranger !== undefined) return stranger;
  }
  const suggestion = await suggest(error, given, session).catch(() => undefined);
  if (suggestion === undefined) return error;
  return new DoorstepError(error.code, `${error.message} ${session.words.error.didYouMean(suggestion)}`, {
    remedy: error.remedy,
    ...(error.place === undefined ? {} : { place: error.place }),
    details: { ...error.details, didYouMean: suggestion },
    cause: error.cause,
  });
}

const NOT_THEIRS: readonly ErrorCode[] = ['NOT_YOURS_TO_DO', 'APPROVAL_NOT_YOURS'];

/** Whether the policies at hand are those that the engine decides by, and not just those that ship. */
function knowsThePeople({ io: { env } }: Session): boolean {
  return Boolean(env['DOORSTEP_POLICIES']) || (!env['TEMPORAL_ADDRESS'] && policiesOfStack(env) !== undefined);
}

/**
 * PERSON_UNKNOWN for whoever the directory does not know. Asked only after the rules have refused: who has left the
 * directory may still stand on the ladder of an older issue.
 */
function strangerTo(session: Session, as: string | undefined): DoorstepError | undefined {
  const policies = session.policies();
  if (policies === null || as === undefined) return undefined;
  try {
    personOf(policies, as, 'person');
    return undefined;
  } catch (unknown) {
    return unknown instanceof DoorstepError ? unknown : undefined;
  }
}

async function suggest(error: DoorstepError, { name, as }: Given, session: Session): Promise<string | undefined> {
  if (error.code === 'ISSUE_UNKNOWN' && name !== undefined) {
    const issues = await (await session.doorstep()).list({ limit: LOOKED_AT });
    return nearest(
      name,
      issues.map(({ id }) => id),
    );
  }
  if (NOT_THEIRS.includes(error.code)) {
    const people = session.policies()?.directory.people;
    return as === undefined || people === undefined || people.has(as) ? undefined : nearest(as, people.keys());
  }
  return undefined;
}

/** Nobody said who acts: the issue knows who could. */
async function whoMay(error: DoorstepError, { command, name }: Given, session: Session): Promise<DoorstepError> {
  const { offers } = await (await session.doorstep()).explain(session.sdk().issueId(name ?? ''));
  const whom = offers.find((offer) => typedName(offer.command) === command || offer.command === command)?.whom ?? [];
  if (whom.length === 0) return error;
  return new DoorstepError(error.code, `${error.message} ${session.words.error.may(session.words.explain.or(whom))}`, {
    details: { whom },
  });
}
