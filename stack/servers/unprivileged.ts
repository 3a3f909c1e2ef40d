/**
 * PostgreSQL refuses to run as root. Started by root, it runs as the user `postgres`, made when
 * missing. Where that user cannot enter the folders above the data (a checkout in root's home), it
 * is given the one capability to pass them: the data stays in one place, and no permission of a
 * folder outside it is changed.
 */
import { execFileSync } from 'node:child_process';
import { chownSync, lstatSync, readdirSync, statSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { DoorstepError } from '../../contracts/errors';

export interface User {
  readonly uid: number;
  readonly gid: number;
}

export interface Launch {
  readonly command: string;
  readonly args: readonly string[];
  readonly user?: User | undefined;
}

const NAME = 'postgres';

/** Undefined when this process is not root and nothing needs to change. */
export function postgresUser(): User | undefined {
  if (process.getuid?.() !== 0) return undefined;
  return lookUp() ?? create();
}

/** The command as that user; `paths` are what it must reach. Throws DATA_FOLDER_UNREACHABLE. */
export function launchAs(
  user: User | undefined,
  command: string,
  args: readonly string[],
  paths: readonly string[],
): Launch {
  if (user === undefined) return { command, args };
  const blocked = paths.map((path) => firstClosedFolder(path, user)).find((folder) => folder !== undefined);
  if (blocked === undefined) return { command, args, user };
  if (!canPassOnCapability()) {
    throw new DoorstepError(
      'DATA_FOLDER_UNREACHABLE',
      `The user ${NAME}, as whom PostgreSQL runs, may not enter ${blocked}.`,
    );
  }
  return { command: 'setpriv', args: [...asUserWithCapability(user), command, ...args] };
}

/** Gives a folder and all in it to the user. */
export function giveTo(user: User | undefined, path: string): void {
  if (user === undefined) return;
  const { uid, gid } = lstatSync(path);
  if (uid === user.uid && gid === user.gid) return;
  chownSync(path, user.uid, user.gid);
  if (lstatSync(path).isDirectory()) for (const name of readdirSync(path)) giveTo(user, join(path, name));
}

function asUserWithCapability({ uid, gid }: User): string[] {
  return [
    `--reuid=${uid}`,
    `--regid=${gid}`,
    '--clear-groups',
    '--inh-caps=+dac_override',
    '--ambient-caps=+dac_override',
  ];
}

function canPassOnCapability(): boolean {
  try {
    const user = lookUp();
    if (user === undefined) return false;
    execFileSync('setpriv', [...asUserWithCapability(user), 'true'], { stdio: 'ignore' });
    return true;
  } catch {
    return false;
  }
}

function firstClosedFolder(path: string, { uid, gid }: User): string | undefined {
  const folders: string[] = [];
  for (let folder = dirname(path); ; folder = dirname(folder)) {
    folders.unshift(folder);
    if (dirname(folder) === folder) break;
  }
  return folders.find((folder) => {
    const found = statSync(folder);
    const enter = found.uid === uid ? 0o100 : found.gid === gid ? 0o010 : 0o001;
    return (found.mode & enter) === 0;
  });
}

function lookUp(): User | undefined {
  try {
    const id = (flag: string) =>
      Number(execFileSync('id', [flag, NAME], { encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] }));
    return { uid: id('-u'), gid: id('-g') };
  } catch {
    return undefined;
  }
}

function create(): User {
  let cause: unknown;
  try {
    execFileSync('useradd', ['--system', '--user-group', '--no-create-home', '--shell', '/usr/sbin/nologin', NAME], {
      stdio: 'ignore',
    });
  } catch (error) {
    cause = error;
  }
  const user = lookUp();
  if (user !== undefined) return user;
  throw new DoorstepError(
    'UNPRIVILEGED_USER_MISSING',
    `PostgreSQL refuses to run as root, and the user ${NAME} could not be made.`,
    { cause },
  );
}
