/**
 * The folder of NATS users: a seed file for each, `users.json` with the public keys, and `authorization.conf` for the
 * server. Safe to run again at any time: what is there is kept, and a run that was cut short is completed.
 */
import { existsSync, mkdirSync, readFileSync, renameSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { natsSeedName } from '../../contracts/connections';
import { DoorstepError } from '../../contracts/errors';
import { authorizationText, type KnownUser } from './authorization';
import { STANDING_ROLES, userName, type NatsUser } from './roles';
import { newKeyPair, readSeedFile, seedText, writeSecret } from './seed-file';

export interface CredentialWishes {
  /** Made when missing, readable by its owner only. */
  readonly folder: string;
  /** Participants, beside those that are known. */
  readonly persons?: readonly string[];
  /** Whether there shall be a user that may do everything. */
  readonly administrator?: boolean;
  /** Users by name (`engine`, `participant.<person>`) that get a new key; the old one stays valid. */
  readonly rotate?: readonly string[];
  /** Ends all rotations: only the newest keys are valid from now on. */
  readonly finish?: boolean;
  /** Users that are taken out at once, with their seed files. */
  readonly revoke?: readonly string[];
  /**
   * Tells the running server that its configuration changed. Called after `authorization.conf` is written and before a
   * rotated seed takes the place of its forerunner.
   */
  readonly reload?: () => Promise<void>;
}

export interface CredentialsKept {
  readonly folder: string;
  readonly authorizationFile: string;
  readonly users: readonly {
    readonly name: string;
    readonly seedFile: string;
    readonly did: Did;
    readonly former: number;
  }[];
}
export type Did = 'kept' | 'made' | 'rotated' | 'revoked' | 'finished';

const AUTHORIZATION = 'authorization.conf';
const USERS = 'users.json';

/** Part of a file's name and of a subject. */
const PERSON = /^[\w:@-]+$/;

/**
 * Throws DoorstepError NATS_USER_UNKNOWN, ARGUMENT_INVALID (a person's id), NATS_KEY_UNREADABLE or NATS_USERS_UNREADABLE;
 * then nothing was changed.
 */
export async function keepCredentials(wishes: CredentialWishes): Promise<CredentialsKept> {
  const { folder, finish = false, reload } = wishes;
  const unfit = wishes.persons?.find((person) => !PERSON.test(person));
  if (unfit !== undefined) throw new DoorstepError('ARGUMENT_INVALID', `"${unfit}" is no id of a person.`);
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  const known = readUsers(folder);
  dropOrphans(folder, known);
  const names = known.map(({ user }) => userName(user));
  const [rotate, revoke] = [wishes.rotate ?? [], wishes.revoke ?? []].map((asked) => new Set(asked));
  for (const name of [...(rotate ?? []), ...(revoke ?? [])]) if (!names.includes(name)) throw unknownUser(name, names);

  const done = new Map<string, Did>();
  const tell = (user: NatsUser, did: Did) => void done.set(userName(user), did);
  const kept = known.flatMap((one): readonly KnownUser[] => {
    const name = userName(one.user);
    if (revoke?.has(name) === true) return (tell(one.user, 'revoked'), []);
    if (rotate?.has(name) === true) return (tell(one.user, 'rotated'), [rotated(folder, one)]);
    const ends = finish && one.formerKeys.length > 0;
    tell(one.user, ends ? 'finished' : 'kept');
    return [ends ? { ...one, formerKeys: [] } : one];
  });
  const made = usersOf(wishes)
    .filter((user) => !done.has(userName(user)))
    .map((user) => (tell(user, 'made'), make(folder, user)));
  const users = [...kept, ...made];
  // First of all: a seed that is found later without its user would be taken for a new user's.
  for (const name of revoke ?? []) {
    for (const file of [natsSeedName(name), `${natsSeedName(name)}.next`]) rmSync(join(folder, file), { force: true });
  }
  writeSecret(join(folder, USERS), `${JSON.stringify({ users }, undefined, 2)}\n`);
  writeSecret(join(folder, AUTHORIZATION), authorizationText(users));
  await reload?.();
  settle(folder, users);
  return {
    folder,
    authorizationFile: join(folder, AUTHORIZATION),
    users: [...done].map(([name, did]) => ({
      name,
      seedFile: join(folder, natsSeedName(name)),
      did,
      former: users.find(({ user }) => userName(user) === name)?.formerKeys.length ?? 0,
    })),
  };
}

const usersOf = ({ persons = [], administrator = false }: CredentialWishes): readonly NatsUser[] => [
  ...STANDING_ROLES.map((role): NatsUser => ({ role })),
  ...(administrator ? [{ role: 'administrator' } as const] : []),
  ...[...new Set(persons)].map((person): NatsUser => ({ role: 'participant', person })),
];

/** The seed first: a public key whose seed was lost would be a user that nobody can be. */
function make(folder: string, user: NatsUser): KnownUser {
  const file = join(folder, natsSeedName(userName(user)));
  if (existsSync(file)) return { user, publicKey: readSeedFile(file).publicKey, formerKeys: [] };
  const { publicKey, seed } = newKeyPair();
  writeSecret(file, seedText(user, seed));
  return { user, publicKey, formerKeys: [] };
}

function rotated(folder: string, { user, publicKey: former, formerKeys }: KnownUser): KnownUser {
  const { publicKey, seed } = newKeyPair();
  writeSecret(nextSeed(folder, user), seedText(user, seed));
  return { user, publicKey, formerKeys: [former, ...formerKeys] };
}

/** Seeds of rotations that ended before anybody was told of their keys. */
function dropOrphans(folder: string, users: readonly KnownUser[]): void {
  for (const { user, publicKey } of users) {
    const next = nextSeed(folder, user);
    if (existsSync(next) && readSeedFile(next).publicKey !== publicKey) rmSync(next);
  }
}

/** The seed of a rotation waits under a name of its own until the server knows its key; then it takes its place. */
function settle(folder: string, users: readonly KnownUser[]): void {
  for (const { user } of users) {
    const next = nextSeed(folder, user);
    if (existsSync(next)) renameSync(next, join(folder, natsSeedName(userName(user))));
  }
}

const nextSeed = (folder: string, user: NatsUser): string => join(folder, `${natsSeedName(userName(user))}.next`);

const usersSchema = z.object({
  users: z.array(
    z.object({
      user: z.union([
        z.object({ role: z.literal('participant'), person: z.string().min(1) }),
        z.object({ role: z.enum([...STANDING_ROLES, 'administrator']) }),
      ]),
      publicKey: z.string().regex(/^U[A-Z2-7]{55}$/),
      formerKeys: z.array(z.string().regex(/^U[A-Z2-7]{55}$/)),
    }),
  ),
});

function readUsers(folder: string): readonly KnownUser[] {
  const file = join(folder, USERS);
  if (!existsSync(file)) return [];
  try {
    return usersSchema.parse(JSON.parse(readFileSync(file, 'utf8'))).users;
  } catch (cause) {
    throw new DoorstepError('NATS_USERS_UNREADABLE', `${file} does not list the users as it should.`, {
      place: { file },
      cause,
    });
  }
}

const unknownUser = (name: string, names: readonly string[]): DoorstepError =>
  new DoorstepError(
    'NATS_USER_UNKNOWN',
    `There is no NATS user ${name}; there are ${names.length === 0 ? 'none yet' : names.join(', ')}.`,
  );
