/** A message where there is no subject beside its text: in a chat, on a telephone. */
import { isBundle, isNote, type Bundle, type Letter, type Note } from './channel';

/** The text of a bundle, or of a note, says itself what its subject says. */
export const spokenText = (message: Letter | Bundle | Note): string =>
  isBundle(message) || isNote(message) ? message.body : `${message.subject}\n${message.body}`;
