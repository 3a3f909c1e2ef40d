/** What is known again by all that it says: by a keyed hash of that, so that nobody who reads it can try which words it was. */
import { createHash, createHmac, hkdfSync } from 'node:crypto';
import type { MasterKeys } from '../contacts';

/** A hash of the one kind says nothing about the other. */
const PURPOSES = { update: 'doorstep open311 update', report: 'doorstep open311 report' } as const;

/**
 * By each master key, the newest first, and last as it was before there was any: whoever guesses the words can try that one.
 * @param said everything it says, and who says it
 */
export const saidHashes = (
  kind: keyof typeof PURPOSES,
  masters: MasterKeys | undefined,
  said: string,
): readonly [Buffer, ...Buffer[]] => {
  const keyed = (masters ?? []).map(({ key }) =>
    createHmac('sha256', Buffer.from(hkdfSync('sha256', key, Buffer.alloc(0), PURPOSES[kind], 32)))
      .update(said, 'utf8')
      .digest(),
  );
  const plain = createHash('sha256').update(said, 'utf8').digest();
  const [first, ...others] = keyed;
  return first === undefined ? [plain] : [first, ...others, plain];
};
