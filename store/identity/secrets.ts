/** Secrets that are made here: random, shown once, and kept as a hash. */
import { createHash, createHmac, randomBytes, randomInt, timingSafeEqual } from 'node:crypto';

/** Enough for secrets of 128 bits and more: nobody can try them all, so that a slow hash would only cost us. */
export const hashOf = (secret: string): Buffer => createHash('sha256').update(secret, 'utf8').digest();

/** Compares without telling by its time where they differ. */
export const isSame = (a: Buffer, b: Buffer): boolean => a.length === b.length && timingSafeEqual(a, b);

/** 256 bits. */
export const makeToken = (): string => randomBytes(32).toString('base64url');

export interface KeyText {
  readonly id: string;
  readonly secret: string;
}

/** `dsk_<id>_<secret>`, a form that scanners for secrets can be taught. */
export const keyText = ({ id, secret }: KeyText): string => `dsk_${id}_${secret}`;
export const makeKey = (): KeyText => ({ id: randomWord(10), secret: randomWord(43) });

/** Undefined for what does not have the form of a key. */
export function parseKey(text: string): KeyText | undefined {
  const [, id, secret] = /^dsk_([0-9a-z]{10})_([0-9a-z]{43})$/.exec(text) ?? [];
  return id === undefined || secret === undefined ? undefined : { id, secret };
}

const WORD = '0123456789abcdefghijklmnopqrstuvwxyz';
/** Five bits and more a letter. */
const randomWord = (length: number): string => Array.from({ length }, () => WORD[randomInt(WORD.length)]).join('');

/** Without letters that are mistaken for others: people write it down and read it out. */
const CODE = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';
const CODE_LENGTH = 24;

/** `XXXX-XXXX-XXXX-XXXX-XXXX-XXXX`: 120 bits. */
export const makeTrackingCode = (): string =>
  (
    Array.from({ length: CODE_LENGTH }, () => CODE[randomInt(CODE.length)])
      .join('')
      .match(/.{4}/g) ?? []
  ).join('-');

/** As it was made, however it was typed; undefined for what can be no code. */
export function parseTrackingCode(text: string): string | undefined {
  if (text.length > 60) return undefined;
  const plain = text.toUpperCase().replace(/[\s-]/g, '').replace(/O/g, '0').replace(/[IL]/g, '1');
  if (plain.length !== CODE_LENGTH || ![...plain].every((letter) => CODE.includes(letter))) return undefined;
  return (plain.match(/.{4}/g) ?? []).join('-');
}

/** The same code for the same name, which only whoever holds the secret can work out. */
export function trackingCodeFor(secret: Buffer, name: string): string {
  const bytes = createHmac('sha256', secret).update(name, 'utf8').digest();
  const letters = Array.from(bytes.subarray(0, CODE_LENGTH), (byte) => CODE[byte % CODE.length]).join('');
  return (letters.match(/.{4}/g) ?? []).join('-');
}
