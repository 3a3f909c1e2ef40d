/**
 * The token of a link. It is worked out from the letter and a secret key, so that a letter which goes out again carries the
 * same link; nobody without the key can tell it from chance. Only its hash is kept.
 */
import { createHash, createHmac } from 'node:crypto';
import type { MasterKey } from '../contacts';

/** 144 bits, which base64 writes without padding. */
const TOKEN_BYTES = 18;
const FORM = /^[\w-]{24}$/;

/** @param letter the id of the notice on its channel @param choices what the link is good for */
export const linkToken = ({ key }: MasterKey, letter: string, choices: readonly string[]): string =>
  createHmac('sha256', key)
    .update(`doorstep action link\n${letter}\n${choices.join('+')}`)
    .digest()
    .subarray(0, TOKEN_BYTES)
    .toString('base64url');

/** Undefined for what has not the form of a token. */
export const tokenHash = (token: string): Buffer | undefined =>
  FORM.test(token) ? createHash('sha256').update(token).digest() : undefined;
