/** Who asks. */
import type { PersonId, UnitId } from '../../../domain';

export type Principal =
  /** Somebody of the directory, by an account, a token of the identity provider, or a session. */
  | { readonly kind: 'person'; readonly id: PersonId; readonly via: 'token' | 'session' }
  /** A program with a key of its own. */
  | {
      readonly kind: 'service';
      /** The id of the key, never the key. */
      readonly id: string;
      readonly scopes: readonly string[];
      /** Where it may read and act; everywhere when left out. */
      readonly units?: readonly UnitId[];
      /** It says itself for whom it acts, as the app of a city does whose residents have signed in there. */
      readonly actsFor: boolean;
    }
  /** The reporter of one issue who has its tracking code. */
  | { readonly kind: 'tracker'; readonly issue: string; readonly id: PersonId }
  | { readonly kind: 'anonymous' };

/** For logs and limits: an id that says nothing of a person beyond what the directory says. */
export const principalName = (principal: Principal): string =>
  principal.kind === 'anonymous' ? 'anonymous' : `${principal.kind}:${principal.id}`;
