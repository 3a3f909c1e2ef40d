/** Whether each server can be had, and from where. Asks programs who they are, which starts nothing. */
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { DoorstepError } from '../../contracts/errors';
import { namedAddress } from '../../contracts/addresses';
import { namedServers, natsSeedFile } from '../../contracts/connections';
import { askProgram } from '../binaries/ask-program';
import { pinnedVersion, type GoServer } from '../binaries/go-servers';
import { missing, planProgram } from '../binaries/resolve';
import { checkNats, checkPostgres, checkTemporal, hostOf } from '../servers/external';
import { findPostgresPrograms, postgresVersion, refuseOtherVersion } from '../servers/postgres-programs';
import { isAtLeast, OLDEST } from '../servers/versions';
import { say, type Phrase } from '../texts';

/** Throws what a start with this PostgreSQL is refused with. */
export async function judgePostgres(env: NodeJS.ProcessEnv): Promise<Phrase> {
  const url = namedAddress(env, 'DATABASE_URL');
  if (url !== undefined) return answering('DATABASE_URL', url, await checkPostgres(url));
  const programs = findPostgresPrograms(env);
  const version = await postgresVersion(programs);
  return programs.from === 'npm'
    ? say('from.npm', { version })
    : say('from.variable', { variable: 'DOORSTEP_POSTGRES_BIN', file: programs.folder, version });
}

/** Throws DATABASE_OTHER_VERSION, and what judgePostgres throws. */
export async function judgeCluster(cluster: string, env: NodeJS.ProcessEnv): Promise<Phrase> {
  if (env['DATABASE_URL']) return say('data.elsewhere');
  if (!existsSync(join(cluster, 'PG_VERSION'))) return say('data.none');
  return say('data.version', { version: await refuseOtherVersion(cluster, findPostgresPrograms(env)) });
}

/** Throws what a start with this server is refused with. */
export async function judgeGoServer(server: GoServer, env: NodeJS.ProcessEnv): Promise<Phrase> {
  const address = namedAddress(env, server.addressVariable);
  if (address !== undefined) {
    const version = server.name === 'nats' ? checkNats(address, setupSeed(env)) : checkTemporal(address);
    return answering(server.addressVariable, address, await version);
  }
  const { source, file } = planProgram(server, env);
  switch (source) {
    case 'environment':
      return say('from.variable', { variable: server.variable, file, version: await versionOf(server, file) });
    case 'cache':
      return say('from.cache', { file });
    case 'download':
      return say('from.download');
    case 'go':
      return say('from.go', { version: pinnedVersion(server) });
    case 'none':
      throw missing(server);
    default:
      return source satisfies never;
  }
}

/** A start's first user of NATS. */
const setupSeed = (env: NodeJS.ProcessEnv): string | undefined => natsSeedFile(namedServers(env), 'setup');

async function versionOf({ name, title, variable, asked }: GoServer, file: string): Promise<string> {
  const version = await askProgram({ file, title: `a ${title} server`, namedIn: variable, ...asked });
  if (isAtLeast(version, OLDEST[name])) return version;
  throw new DoorstepError(
    'SERVER_TOO_OLD',
    `${title} at ${file}, named in ${variable}, is version ${version}; at least ${OLDEST[name]} is needed.`,
  );
}

const answering = (variable: string, address: string, version: string): Phrase =>
  say('from.address', { variable, host: address.split(',').map(hostOf).join(', '), version });
