/** The door: who somebody is, and whether they may. */
import type { FastifyRequest } from 'fastify';
import type { IssueId, IssueState, PersonId } from '../../../domain';
import type { Sight } from '../../../store';
import type { Principal } from './principal';

/** What an operation is about, as far as rights depend on it. */
export interface Subject {
  readonly issue?: IssueState;
  /** The issue that is asked for, whether there is one or not, where the address of the request does not name it. */
  readonly asked?: IssueId;
  /** Nothing is done: it is asked what would come of it. */
  readonly isForetold?: true;
  /** A unit of the directory. */
  readonly unit?: string;
  /** Whom it is about; of a command and a report, who acts. */
  readonly person?: string;
}

export interface Access {
  /**
   * Anonymous without credentials. Throws UNAUTHENTICATED for credentials that are wrong, expired or revoked, and at once
   * for an operation of the route that nobody may have without any, so that nothing is looked up for strangers.
   */
  authenticate(request: FastifyRequest): Promise<Principal>;
  /**
   * Resolves when the principal may. Throws FORBIDDEN, or UNAUTHENTICATED when signing in would help, and
   * ISSUE_UNKNOWN for an issue that the principal may not know of. A command names who acts as `person`.
   */
  authorize(principal: Principal, operation: string, subject?: Subject): Promise<void>;
  /** Which issues a list may show. The question whether the principal may list at all is authorize's. */
  sight(principal: Principal): Promise<Sight>;
  /**
   * Who acts: whoever has signed in, or whom a program that acts for persons names. Throws FORBIDDEN when somebody else is
   * named, and REQUEST_MALFORMED when nobody is.
   */
  actor(principal: Principal, named?: string): PersonId;
  /** Writes what is left of the access log. */
  close(): Promise<void>;
}
