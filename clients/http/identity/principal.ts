/** Who asks. */
import type { IssueId, PersonId, UnitId } from '../../../domain';
import type { Scope } from '../../../domain/rights';

/** What a key allows. */
export interface KeyLimits {
  /** The id of the key, never the key. */
  readonly id: string;
  readonly scopes: readonly Scope[];
  /** Where it may read and act, with everything below; everywhere when left out. */
  readonly units?: readonly UnitId[];
}

export type Principal =
  /** Somebody of the directory, by a token of the identity provider, the session of an account, or a key of their own. */
  | {
      readonly kind: 'person';
      readonly id: PersonId;
      readonly via: 'token' | 'session' | 'key';
      readonly isOperator?: true;
      /** They came with a key, which allows no more than it says. */
      readonly key?: KeyLimits;
    }
  /** A program with a key of its own. */
  | ({
      readonly kind: 'service';
      /** It says itself for whom it acts, as the app of a city does whose residents have signed in there. */
      readonly actsFor: boolean;
    } & KeyLimits)
  /** Runs the installation, and is nobody of the directory. */
  | { readonly kind: 'operator'; readonly id: string; readonly via: 'token' | 'session' }
  /** The reporter of one issue who has its tracking code. */
  | { readonly kind: 'tracker'; readonly issue: IssueId; readonly id: PersonId }
  | { readonly kind: 'anonymous' };

/** Who did something, as a record of it says: somebody of the directory by their own id, a program as one. */
export const actorName = (principal: Principal): string =>
  principal.kind === 'person' || principal.kind === 'tracker' ? principal.id : principalName(principal);

/** For logs and limits: an id that says nothing of a person beyond what the directory says. */
export const principalName = (principal: Principal): string =>
  principal.kind === 'anonymous' ? 'anonymous' : `${principal.kind}:${principal.id}`;
