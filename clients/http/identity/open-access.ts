/** Puts the ways of signing in and the rights together. */
import type { Logger } from 'pino';
import { DoorstepError } from '../../../contracts/errors';
import type { LivePolicies } from '../../../policies/place';
import type { Database } from '../../../store';
import type { Access } from './access';

export interface AccessOptions {
  readonly database: Database;
  readonly place: LivePolicies;
  readonly log: Logger;
}

/** Denied by default. */
export function openAccess(_options: AccessOptions): Access {
  return {
    authenticate: async ({ headers }) => {
      if (headers.authorization === undefined) return { kind: 'anonymous' };
      throw new DoorstepError('UNAUTHENTICATED', 'These credentials are not known here.');
    },
    authorize: async (principal) => {
      throw principal.kind === 'anonymous'
        ? new DoorstepError('UNAUTHENTICATED', 'Sign in first.')
        : new DoorstepError('FORBIDDEN', 'Nothing is allowed.');
    },
    sight: async () => ({ units: [] }),
  };
}
