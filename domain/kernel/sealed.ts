/**
 * Words that people wrote, as the log and Temporal hold them: sealed with a key of their issue (docs/decisions/0093). The
 * rules never open them; they only tell a sealed text from a clear one, whose length they check.
 */

/** `sealed:1:<key id>:<nonce, ciphertext and tag in base64url>`. */
export const SEALED_PREFIX = 'sealed:1:';
const FORM = /^sealed:1:[\w-]{16}:[\w-]{38,}$/;
/** Reserved for every version of the form: nobody may begin words of their own like this. */
const RESERVED = /^sealed:\d+:/;

/** Nonce and tag beside the words. */
const ADDED_BYTES = 28;
const KEY_ID_CHARACTERS = 16;
/** Of UTF-8 for one unit of a JavaScript string, at most. */
const BYTES_PER_UNIT = 3;

/** Words that are sealed. */
export type Sealed = `${typeof SEALED_PREFIX}${string}`;

export const isSealed = (text: string): text is Sealed => FORM.test(text);
export const looksSealed = (text: string): boolean => RESERVED.test(text);

/** The most characters that words of so many become when they are sealed. */
export const longestSealed = (longestWords: number): number =>
  SEALED_PREFIX.length + KEY_ID_CHARACTERS + 1 + Math.ceil(((longestWords * BYTES_PER_UNIT + ADDED_BYTES) * 4) / 3);

/** Clear words of at most so many characters, or the same sealed. */
export const fitsWords = (text: string, longest: number): boolean =>
  text.length <= longest || (isSealed(text) && text.length <= longestSealed(longest));
