/** What an update without an id of its own is known by: a keyed hash of all that it says, for the log holds it for good. */
import { createHash, createHmac, hkdfSync } from 'node:crypto';
import type { MasterKeys } from '../contacts';

/**
 * By each master key, the newest first, and last as it was before there was any: whoever guesses the words can try that one.
 * @param said everything it says, and who says it
 */
export const updateNames = (masters: MasterKeys | undefined, said: string): readonly [string, ...string[]] => {
  const keyed = (masters ?? []).map(({ key }) =>
    createHmac('sha256', Buffer.from(hkdfSync('sha256', key, Buffer.alloc(0), 'doorstep open311 update', 32)))
      .update(said, 'utf8')
      .digest('hex'),
  );
  const [first, ...others] = [...keyed, createHash('sha256').update(said, 'utf8').digest('hex')];
  return [first ?? '', ...others];
};
