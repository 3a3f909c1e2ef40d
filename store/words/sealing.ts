/**
 * AES-256-GCM with a nonce that follows from the words themselves: the same words in the same field of the same issue seal to
 * the same text, so that a report or command sent again is the same byte for byte. All that this gives away is that equality.
 */
import { createCipheriv, createDecipheriv, createHmac } from 'node:crypto';
import { isSealed, SEALED_PREFIX } from '../../domain/kernel/sealed';

/** Of one issue. */
export interface WordKey {
  readonly id: string;
  readonly cipher: Buffer;
  readonly nonce: Buffer;
}

const NONCE_BYTES = 12;
const TAG_BYTES = 16;
const NO_SALT = Buffer.alloc(32);

/** HKDF (RFC 5869) with SHA-256 and no salt; both share its first half, and each is one block of its second. */
export function wordKey(id: string, secret: Buffer): WordKey {
  const extracted = createHmac('sha256', NO_SALT).update(secret).digest();
  const derived = (purpose: string): Buffer =>
    createHmac('sha256', extracted).update(`doorstep words ${purpose}\x01`, 'utf8').digest();
  return { id, cipher: derived('cipher'), nonce: derived('nonce') };
}

/** @param field where the words stand, so that equal words in two fields do not look equal */
export function sealWords(key: WordKey, issue: string, field: string, words: string): string {
  const nonce = createHmac('sha256', key.nonce).update(`${field}\n${words}`, 'utf8').digest().subarray(0, NONCE_BYTES);
  const cipher = createCipheriv('aes-256-gcm', key.cipher, nonce, { authTagLength: TAG_BYTES });
  cipher.setAAD(Buffer.from(issue, 'utf8'));
  const piece = Buffer.concat([nonce, cipher.update(words, 'utf8'), cipher.final(), cipher.getAuthTag()]);
  return `${SEALED_PREFIX}${key.id}:${piece.toString('base64url')}`;
}

/** Undefined when anything was altered, or moved here from another issue. */
export function openWords(key: WordKey, issue: string, sealed: string): string | undefined {
  const piece = Buffer.from(sealed.slice(sealed.lastIndexOf(':') + 1), 'base64url');
  if (!isSealed(sealed) || piece.length < NONCE_BYTES + TAG_BYTES) return undefined;
  const end = piece.length - TAG_BYTES;
  const decipher = createDecipheriv('aes-256-gcm', key.cipher, piece.subarray(0, NONCE_BYTES), {
    authTagLength: TAG_BYTES,
  });
  decipher.setAAD(Buffer.from(issue, 'utf8'));
  decipher.setAuthTag(piece.subarray(end));
  try {
    return Buffer.concat([decipher.update(piece.subarray(NONCE_BYTES, end)), decipher.final()]).toString('utf8');
  } catch {
    return undefined;
  }
}

/** Of the key that opens it. */
export const keyIdOf = (sealed: string): string => sealed.split(':', 3)[2] ?? '';
