/** In whose name something is done. */
import { DoorstepError } from '../../../contracts/errors';
import type { PersonId } from '../../../domain';
import { malformed } from '../problem';
import type { Principal } from './principal';

/**
 * Whoever has signed in; a service that acts for people says for whom.
 *
 * @param said what the request names, in the field `field`
 * Throws UNAUTHENTICATED, FORBIDDEN, or REQUEST_MALFORMED when a service names nobody.
 */
export function actorOf(principal: Principal, said: PersonId | undefined, field: string): PersonId {
  switch (principal.kind) {
    case 'anonymous':
      throw new DoorstepError('UNAUTHENTICATED', 'Sign in first.');
    case 'service':
      if (!principal.actsFor)
        throw new DoorstepError('FORBIDDEN', 'This key acts for nobody: a person has to do this, or a key that may.');
      if (said === undefined)
        throw malformed(`${field} is missing: a service says for whom it acts.`, [{ field, reason: 'is missing' }]);
      return said;
    case 'person':
    case 'tracker':
      if (said !== undefined && said !== principal.id)
        throw new DoorstepError('FORBIDDEN', 'Nobody acts in somebody else’s name.', { place: { field } });
      return principal.id;
    default:
      return principal satisfies never;
  }
}

/** Whoever raised a matter: whoever has signed in, or somebody whom they name because they came with it. */
export const reporterOf = (principal: Principal, said: PersonId | undefined): PersonId =>
  principal.kind === 'person' ? (said ?? principal.id) : actorOf(principal, said, 'body.reporter');
