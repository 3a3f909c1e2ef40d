/** How much of a list of notices each channel has room for; what is left out is counted in its last line. */
import type { Channel } from '../../contracts/channels';
import type { Room } from '../../domain/messages/gathered';

export const ROOM: Readonly<Record<Channel, Room>> = {
  webhook: { lines: 200, bytes: 48_000 },
  email: { lines: 200, bytes: 48_000 },
  // WeCom takes 2,048 bytes, and the words around the list want some of them.
  robot: { lines: 20, bytes: 1_500 },
  sms: { lines: 3, bytes: 450 },
  // Said aloud: the most urgent one.
  phone: { lines: 1, bytes: 450 },
};
