/** A message where there is no subject beside its text: in a chat, on a telephone. */
import { isBundle, type Bundle, type Letter } from './channel';

/** The text of a bundle says itself what its subject says. */
export const spokenText = (message: Letter | Bundle): string =>
  isBundle(message) ? message.body : `${message.subject}\n${message.body}`;
