/** Finds out which servers are given and which must be started, and starts those together. */
import { connectionsSchema, namedServers, type Connections } from '../../contracts/connections';
import { NATS, TEMPORAL } from '../binaries/go-servers';
import { resolveProgram } from '../binaries/resolve';
import { writeWhole, type DataFolder } from '../data-folder';
import { portsOf, type Ports } from '../ports';
import { hostOf } from '../servers/external';
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
  tellGiven(given, tell);
  // One after the other: two Go builds at once only slow each other down.
  const natsProgram = given.nats ? undefined : await resolveProgram(NATS, env, tell, crew.ending);
  const temporalProgram = given.temporal ? undefined : await resolveProgram(TEMPORAL, env, tell, crew.ending);

  const ports = await portsOf(folder, env, { asked: options.ports });
  writeWhole(folder.ports, JSON.stringify(ports));
  tell({ kind: 'step', text: 'Starting the servers.' });

  const settings = { namespace, retentionHours: DEFAULT_RETENTION_HOURS, synchronous: options.synchronous ?? 'normal' };
  const nats = natsProgram === undefined ? undefined : await prepareNats(folder, ports, natsProgram, env);
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
    natsSeedFile: given.nats ? named.natsSeedFile : undefined,
    natsCredentials: given.nats ? named.natsCredentials : nats?.natsCredentials,
    temporalAddress: given.temporal || temporal?.temporalAddress,
    temporalNamespace: namespace,
    temporalUiUrl: named.temporalUiUrl ?? temporal?.temporalUiUrl,
    httpUrl: options.workers === false ? undefined : `http://127.0.0.1:${ports.http}`,
  });
  return { connections, ports };
}

/** That they answer and are new enough was judged before (preflight/needs.ts). */
function tellGiven(given: Readonly<Record<string, string | undefined>>, tell: Tell): void {
  for (const [name, address] of Object.entries(given))
    if (address !== undefined)
      tell({ kind: 'step', text: `Using ${name} at ${hostOf(address)}, named in the environment.` });
}

/** Throws the first failure, but only when nothing is under way any more. */
async function allSettled(work: readonly Promise<void>[]): Promise<void> {
  const failed = (await Promise.allSettled(work)).find((outcome) => outcome.status === 'rejected');
  if (failed !== undefined) throw failed.reason;
}
