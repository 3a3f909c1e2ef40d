/** The id under which somebody without an account reports; see isGuest. */
import { createHash } from 'node:crypto';
import type { PersonId } from '../domain';

const PREFIX = 'guest-';

/** The same for the same tracking code, and says nothing of it. */
export const guestOf = (trackingCode: string): PersonId =>
  `${PREFIX}${createHash('sha256').update(`doorstep/guest/${trackingCode}`).digest('hex').slice(0, 32)}` as PersonId;
