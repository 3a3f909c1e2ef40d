/** Reporters without an account: an id of their own for one report, which is in no directory. */
import { createHash } from 'node:crypto';
import type { PersonId } from '../domain';

const PREFIX = 'guest-';

/** Nobody can be put into the directory under such a name, so that nobody ever becomes the reporter of such a report. */
export const isGuest = (id: string): boolean => /^guest-[0-9a-f]{32}$/.test(id);

/** The same for the same tracking code, and says nothing of it. */
export const guestOf = (trackingCode: string): PersonId =>
  `${PREFIX}${createHash('sha256').update(`doorstep/guest/${trackingCode}`).digest('hex').slice(0, 32)}` as PersonId;
