/** A user's secret key (seed) as it lies in a file: read at every sign-in, never printed, for its owner only. */
import { closeSync, fsyncSync, openSync, readFileSync, renameSync, writeSync } from 'node:fs';
import { DoorstepError } from '../../contracts/errors';
import { nkeyAuthenticator, nkeys, type ConnectionOptions } from '../nats';
import { inboxPrefix, userName, type NatsUser } from './roles';

export interface KeyPair {
  readonly publicKey: string;
  readonly seed: string;
}

export function newKeyPair(): KeyPair {
  const pair = nkeys.createUser();
  const seed = Buffer.from(pair.getSeed()).toString('ascii');
  return { publicKey: pair.getPublicKey(), seed };
}

/** Other NATS clients read the same file: they look for the line that begins with SU. */
export const seedText = (user: NatsUser, seed: string): string =>
  [
    `# NATS user ${userName(user)} of Doorstep. Whoever holds this file is this user.`,
    `# inbox prefix: ${inboxPrefix(user)}`,
    seed,
    '',
  ].join('\n');

/** On the disk before it is known by its name: a server may already have been told of its public key. */
export function writeSecret(file: string, text: string): void {
  const draft = `${file}.${process.pid}.new`;
  const opened = openSync(draft, 'w', 0o600);
  try {
    writeSync(opened, text);
    fsyncSync(opened);
  } finally {
    closeSync(opened);
  }
  renameSync(draft, file);
}

interface Signer {
  readonly seed: Uint8Array;
  readonly publicKey: string;
  readonly inboxPrefix: string | undefined;
}

/** Throws DoorstepError NATS_KEY_UNREADABLE; the text of the file is never repeated. */
export function readSeedFile(file: string): Signer {
  const text = textOf(file);
  const line = text
    .split('\n')
    .map((one) => one.trim())
    .find((one) => one.startsWith('SU'));
  try {
    if (line === undefined) throw new Error('no line begins with SU');
    const seed = Buffer.from(line, 'ascii');
    const prefix = /^#\s*inbox prefix:\s*(\S+)\s*$/m.exec(text)?.[1];
    return { seed, publicKey: nkeys.fromSeed(seed).getPublicKey(), inboxPrefix: prefix };
  } catch {
    throw new DoorstepError('NATS_KEY_UNREADABLE', `${file} holds no seed of a NATS user.`, { place: { file } });
  }
}

function textOf(file: string): string {
  try {
    return readFileSync(file, 'utf8');
  } catch (cause) {
    const reason = (cause as NodeJS.ErrnoException).code ?? 'unreadable';
    throw new DoorstepError('NATS_KEY_UNREADABLE', `The seed file ${file} can't be read (${reason}).`, {
      place: { file },
      cause,
    });
  }
}

/**
 * How a connection proves who it is, and where its answers go. The file is read again at every sign-in, so that a process
 * that lives through a rotation comes back with the new key; while it can't be read, the last one is used.
 *
 * Throws DoorstepError NATS_KEY_UNREADABLE.
 */
export function signInWith(file: string): Pick<ConnectionOptions, 'authenticator' | 'inboxPrefix'> {
  let known = readSeedFile(file);
  const authenticator = nkeyAuthenticator(() => {
    try {
      known = readSeedFile(file);
    } catch {
      // Moved away for a moment; being cut off for ever would be worse.
    }
    return known.seed;
  });
  return { authenticator, ...(known.inboxPrefix === undefined ? {} : { inboxPrefix: known.inboxPrefix }) };
}
