/** The documents that duty is read from: those in use, with the directory of the store where there is one. */
import type { Policies } from '../../../domain/procedure/policies';
import { policiesInUse, readPolicies } from '../../../policies/read';
import type { Session } from '../session';

export const WEEK_MS = 7 * 86_400_000;

/** Throws what readPolicies throws when they can't be read. */
export const policiesOf = async (session: Session): Promise<Policies> =>
  (await session.place()) ?? readPolicies(policiesInUse(session.io.env));
