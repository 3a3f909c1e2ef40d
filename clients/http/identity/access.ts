/** The door: who somebody is, and whether they may. */
import type { FastifyRequest } from 'fastify';
import type { IssueState } from '../../../domain';
import type { Sight } from '../../../store';
import type { Principal } from './principal';

/** What an operation is about, as far as rights depend on it. */
export interface Subject {
  readonly issue?: IssueState;
  /** A unit of the directory. */
  readonly unit?: string;
  readonly person?: string;
}

export interface Access {
  /** Anonymous without credentials. Throws UNAUTHENTICATED for credentials that are wrong, expired or revoked. */
  authenticate(request: FastifyRequest): Promise<Principal>;
  /**
   * Resolves when the principal may. Throws FORBIDDEN, or UNAUTHENTICATED when signing in would help, and
   * ISSUE_UNKNOWN for an issue that the principal may not know of.
   */
  authorize(principal: Principal, operation: string, subject?: Subject): Promise<void>;
  /** What of lists, counts and streams the principal sees; what they may not see is not there. */
  sight(principal: Principal): Promise<Sight>;
}
