/** The key that wraps everybody's data key. It is in no database and no backup of one. */
import { execFileSync } from 'node:child_process';
import { createHmac, randomBytes } from 'node:crypto';
import { linkSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { dataFolder } from '../../contracts/connections';
import { DoorstepError } from '../../contracts/errors';

export interface MasterKey {
  /** Tells keys apart without giving anything away. */
  readonly id: string;
  readonly key: Buffer;
}

/** The first seals; all open, so that a key can be exchanged while the old one is still in use. */
export type MasterKeys = readonly [MasterKey, ...MasterKey[]];

const KEY_BYTES = 32;
const VARIABLE = 'DOORSTEP_MASTER_KEY';

export const masterKeyFile = (dataFolder: string): string => join(dataFolder, 'contacts.key');

/**
 * DOORSTEP_MASTER_KEY (32 bytes in base64; several, the newest first, separated by commas), else what the program that
 * DOORSTEP_MASTER_KEY_COMMAND names prints in that form, else the file that DOORSTEP_MASTER_KEY_FILE names, else contacts.key in the data folder; undefined where there is none, or an empty one. Throws DoorstepError SETTING_INVALID or CONTACT_KEY_UNFIT.
 */
export function findMasterKeys(env: NodeJS.ProcessEnv, dataFolder: string): MasterKeys | undefined {
  const given = env[VARIABLE];
  if (given) {
    return parseKeys(
      given,
      () =>
        new DoorstepError('SETTING_INVALID', `${VARIABLE} is not 32 bytes in base64.`, { place: { field: VARIABLE } }),
    );
  }
  const command = env[`${VARIABLE}_COMMAND`];
  if (command) return keysOfCommand(command, env);
  const named = env[`${VARIABLE}_FILE`] || undefined;
  const file = named ?? masterKeyFile(dataFolder);
  const unfit = (): DoorstepError =>
    new DoorstepError('CONTACT_KEY_UNFIT', `${file} does not hold 32 bytes in base64.`, { place: { file } });
  const text = readIfThere(file);
  if (text === undefined || (named !== undefined && text === '')) return undefined;
  return parseKeys(text, unfit);
}

/** The same, read once they are there: the key may be made long after this process began. */
export function masterKeysOf(env: NodeJS.ProcessEnv, folder = dataFolder(env)): () => MasterKeys | undefined {
  let found: MasterKeys | undefined;
  return () => (found ??= findMasterKeys(env, folder));
}

/** The same, made when there is none yet, but in no file that a setting names. Of several processes that make one at once, all get the same. */
export function makeMasterKeys(env: NodeJS.ProcessEnv, dataFolder: string): MasterKeys {
  const found = findMasterKeys(env, dataFolder);
  if (found !== undefined) return found;
  const named = env[`${VARIABLE}_FILE`];
  if (named) throw new DoorstepError('CONTACT_KEY_UNFIT', `${named} holds no key.`, { place: { file: named } });
  const file = masterKeyFile(dataFolder);
  const draft = `${file}.${process.pid}.new`;
  mkdirSync(dataFolder, { recursive: true });
  writeFileSync(draft, `${randomBytes(KEY_BYTES).toString('base64')}\n`, { mode: 0o600 });
  try {
    // Unlike a rename, a link never replaces the key that another process has begun to use.
    linkSync(draft, file);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
  } finally {
    rmSync(draft, { force: true });
  }
  return makeMasterKeys(env, dataFolder);
}

/** The same, where a key that a setting names and that is not there is nobody's mistake: then there is none. */
export const ensureMasterKeys = (env: NodeJS.ProcessEnv, dataFolder: string): MasterKeys | undefined =>
  findMasterKeys(env, dataFolder) ?? (env[`${VARIABLE}_FILE`] ? undefined : makeMasterKeys(env, dataFolder));

const COMMAND_MS = 5_000;

/** For keys that a KMS keeps: its own program unwraps them. Without a shell; neither what it prints nor its arguments are told. */
function keysOfCommand(command: string, env: NodeJS.ProcessEnv): MasterKeys {
  const [program = '', ...args] = command.trim().split(/\s+/);
  const unfit = (why: string): DoorstepError =>
    new DoorstepError('CONTACT_KEY_UNFIT', `The program of ${VARIABLE}_COMMAND ${why}.`, {
      place: { field: `${VARIABLE}_COMMAND` },
    });
  let printed: string;
  try {
    printed = execFileSync(program, args, {
      encoding: 'utf8',
      env,
      timeout: COMMAND_MS,
      killSignal: 'SIGKILL',
      stdio: ['ignore', 'pipe', 'ignore'],
    });
  } catch (error) {
    const { code, status, signal } = error as { code?: string; status?: number | null; signal?: string | null };
    // The error itself holds what was printed.
    throw unfit(`gave no key (${code ?? signal ?? `exit code ${status}`})`);
  }
  return parseKeys(printed, () => unfit('printed something else than 32 bytes in base64'));
}

function parseKeys(text: string, unfit: () => DoorstepError): MasterKeys {
  const [first, ...others] = text
    .split(',')
    .map((part) => part.trim())
    .map((part) => (/^[\w+/-]+={0,2}$/.test(part) ? Buffer.from(part, 'base64') : Buffer.alloc(0)))
    .map((key) => {
      if (key.length !== KEY_BYTES) throw unfit();
      return { id: idOf(key), key };
    });
  if (first === undefined) throw unfit();
  return [first, ...others];
}

const idOf = (key: Buffer): string =>
  createHmac('sha256', key).update('doorstep master key').digest('hex').slice(0, 12);

function readIfThere(file: string): string | undefined {
  try {
    return readFileSync(file, 'utf8').trim();
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined;
    throw new DoorstepError('CONTACT_KEY_UNFIT', `${file} can’t be read.`, { place: { file }, cause: error });
  }
}
