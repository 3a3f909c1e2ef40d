/** What a command is called in the log, so that sending it again counts once. */
import type { CommandId } from './ids';

/** Behind the caller's own name: a digest of the command and its fields. */
const DIGEST = /~[0-9a-z]{13}$/;

/** A caller's name for a command, with a digest of what it asks for. @param digest 13 of a-z and 0-9 */
export const withDigest = (callersId: string, digest: string): CommandId => `${callersId}~${digest}` as CommandId;

/** The name as the caller gave it. */
export const callersId = (id: string): string => (id.includes('~') ? id.replace(DIGEST, '') : id);

/** The same name was used for something else. Ids that carry no digest (typed by hand) are believed. */
export const isReused = (known: CommandId, id: CommandId): boolean =>
  known !== id && callersId(known) === callersId(id) && DIGEST.test(known) && DIGEST.test(id);

/** A known id that stands for the same command. */
export const isSameCommand = (known: CommandId, id: CommandId): boolean =>
  callersId(known) === callersId(id) && !isReused(known, id);
