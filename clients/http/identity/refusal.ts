/** Credentials that are refused: one answer for whoever sent them, and the reason for the access log. */
import { DoorstepError } from '../../../contracts/errors';

export type WrongCredentials =
  | 'scheme-unknown'
  | 'key-unknown'
  | 'session-over'
  | 'code-unknown'
  | 'token-malformed'
  | 'issuer-unknown'
  | 'token-expired'
  | 'token-refused'
  | 'person-unknown';

/** Thrown by the ways of signing in; turned into UNAUTHENTICATED at the door. */
export class Refused extends Error {
  constructor(readonly why: WrongCredentials) {
    super(why);
  }
}

/** Which of the reasons it was only the log learns: an answer that told would tell strangers what exists. */
export const unauthenticated = (): DoorstepError =>
  new DoorstepError('UNAUTHENTICATED', 'These credentials are wrong, expired or revoked.');
export const signInFirst = (): DoorstepError => new DoorstepError('UNAUTHENTICATED', 'Sign in first.');
