/** Where each server would come from at the next start. */
import { NATS, pinnedVersion, TEMPORAL, type GoServer } from '../binaries/go-servers';
import { planProgram } from '../binaries/resolve';
import { hostOf } from '../servers/external';
import { findPostgresPrograms } from '../servers/postgres-programs';
import { fail, ok, type Finding } from './finding';

export function diagnosePrograms(env: NodeJS.ProcessEnv): Finding[] {
  return [postgresProgram(env), goProgram(NATS, env), goProgram(TEMPORAL, env)];
}

function postgresProgram(env: NodeJS.ProcessEnv): Finding {
  if (env['DATABASE_URL']) return ok('postgres', 'comes from', `DATABASE_URL, ${hostOf(env['DATABASE_URL'])}`);
  try {
    const { from, folder } = findPostgresPrograms(env);
    return ok(
      'postgres',
      'comes from',
      from === 'npm' ? 'the installed npm package' : `DOORSTEP_POSTGRES_BIN, ${folder}`,
    );
  } catch (error) {
    return fail(
      'postgres',
      'comes from',
      (error as Error).message,
      (error as { remedy?: string }).remedy ?? 'Run `npm ci`.',
    );
  }
}

function goProgram(server: GoServer, env: NodeJS.ProcessEnv): Finding {
  const address = env[server.addressVariable];
  if (address) return ok(server.name, 'comes from', `${server.addressVariable}, ${hostOf(address)}`);
  const { source, file } = planProgram(server, env);
  const version = pinnedVersion(server);
  switch (source) {
    case 'environment':
      return ok(server.name, 'comes from', `${server.variable}, ${file}`);
    case 'cache':
      return ok(server.name, 'comes from', `cached at ${file}`);
    case 'download':
      return ok(server.name, 'comes from', `an official release, will be downloaded once`);
    case 'go':
      return ok(server.name, 'comes from', `version ${version}, will be built with Go once, about ${server.about}`);
    case 'none':
      return fail(
        server.name,
        'comes from',
        `version ${version} is not cached and Go is not installed`,
        `Install Go, or name a server in ${server.addressVariable}, or its program in ${server.variable}.`,
      );
    default:
      return source satisfies never;
  }
}
