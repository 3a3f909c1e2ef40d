/** Finds out which servers are given and which must be started, and starts those together. */
import { connectionsSchema, namedServers, type Connections } from '../../contracts/connections';
import { NATS, TEMPORAL } from '../binaries/go-servers';
import { resolveProgram } from '../binaries/resolve';
import { readJson, writeWhole, type DataFolder } from '../data-folder';
import { choosePorts, portBase, type Ports } from '../ports';
import { checkNats, checkPostgres, checkTemporal, hostOf } from '../servers/external';
import { prepareNats } from '../servers/nats';
import { preparePostgres } from '../servers/postgres';
import { prepareTemporal } from '../servers/temporal';
import { DEFAULT_RETENTION_HOURS } from '../temporal/namespace';
import type { Crew } from './crew';
import type { Tell } from './events';
import type { StackOptions } from './options';

export async function startServers(
  crew: Crew,
  folder: DataFolder,
  env: NodeJS.ProcessEnv,
  tell: Tell,
  options: StackOptions,
): Promise<{ connections: Connections; ports: Ports }> {
  const named = namedServers(env);
  const given = { postgres: named.databaseUrl, nats: named.natsUrl, temporal: named.temporalAddress };
  const namespace = named.temporalNamespace ?? 'default';
  await checkGiven(given, tell);
  // One after the other: two Go builds at once only slow each other down.
  const natsProgram = given.nats ? undefined : await resolveProgram(NATS, env, tell, crew.ending);
  const temporalProgram = given.temporal ? undefined : await resolveProgram(TEMPORAL, env, tell, crew.ending);

  const ports = await choosePorts({
    base: portBase(env['DOORSTEP_PORT_BASE']),
    asked: options.ports,
    remembered: readJson(folder.ports) ?? {},
    folder: folder.path,
  });
  writeWhole(folder.ports, JSON.stringify(ports));
  tell({ kind: 'step', text: 'Starting the servers.' });

  const settings = { namespace, retentionHours: DEFAULT_RETENTION_HOURS, synchronous: options.synchronous ?? 'normal' };
  const nats = natsProgram === undefined ? undefined : prepareNats(folder, ports, natsProgram, env);
  const temporal =
    temporalProgram === undefined ? undefined : prepareTemporal(folder, ports, temporalProgram, settings, env);
  // The first start creates the cluster; the other two need not wait for that.
  const postgres = given.postgres ? undefined : preparePostgres(folder, ports.postgres, env);
  await allSettled([
    postgres?.then(({ spec }) => crew.start([spec])) ?? Promise.resolve(),
    crew.start([nats, temporal].flatMap((server) => (server === undefined ? [] : [server.spec]))),
  ]);

  const connections = connectionsSchema.parse({
    databaseUrl: given.postgres || (await postgres)?.databaseUrl,
    natsUrl: given.nats || nats?.natsUrl,
    temporalAddress: given.temporal || temporal?.temporalAddress,
    temporalNamespace: namespace,
    temporalUiUrl: named.temporalUiUrl ?? temporal?.temporalUiUrl,
  });
  return { connections, ports };
}

async function checkGiven(
  given: Record<'postgres' | 'nats' | 'temporal', string | undefined>,
  tell: Tell,
): Promise<void> {
  const checks = { postgres: checkPostgres, nats: checkNats, temporal: checkTemporal };
  await Promise.all(
    (['postgres', 'nats', 'temporal'] as const).map(async (name) => {
      const address = given[name];
      if (!address) return;
      const version = await checks[name](address);
      tell({ kind: 'step', text: `Using ${name} ${version} at ${hostOf(address)}, named in the environment.` });
    }),
  );
}

/** Throws the first failure, but only when nothing is under way any more. */
async function allSettled(work: readonly Promise<void>[]): Promise<void> {
  const failed = (await Promise.allSettled(work)).find((outcome) => outcome.status === 'rejected');
  if (failed !== undefined) throw failed.reason;
}
