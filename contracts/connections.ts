/**
 * Where the three servers are. Read once at the edge of a process; the environment wins over the file
 * `stack.json` that a running stack leaves in its data folder.
 */
import { readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { z } from 'zod';
import { namedAddress } from './addresses';
import { DoorstepError } from './errors';

export const connectionsSchema = z.object({
  /** postgres://user:password@host:port/database */
  databaseUrl: z.string().min(1),
  /** host:port or nats://host:port, several separated by commas */
  natsUrl: z.string().min(1),
  /** The file with the seed (secret key) of this process's own NATS user. */
  natsSeedFile: z.string().min(1).optional(),
  /** A folder with the seed files of several roles, of which each process takes its own. */
  natsCredentials: z.string().min(1).optional(),
  /** host:port of Temporal's frontend (gRPC) */
  temporalAddress: z.string().min(1),
  temporalNamespace: z.string().min(1).default('default'),
  /** Temporal's web UI, when known */
  temporalUiUrl: z.string().optional(),
  /** The gateway (HTTP), when it runs: http://host:port */
  httpUrl: z.string().optional(),
});
export type Connections = z.infer<typeof connectionsSchema>;

/** The data folder of this process: DOORSTEP_DATA, else .doorstep in the working folder. */
export function dataFolder(env: NodeJS.ProcessEnv = process.env): string {
  return resolve(env['DOORSTEP_DATA'] || '.doorstep');
}

/**
 * Throws DoorstepError STACK_NOT_RUNNING when neither the environment nor the data folder tells, SETTING_INVALID when an
 * address in the environment has a wrong form.
 */
export function findConnections(env: NodeJS.ProcessEnv = process.env): Connections {
  const file = stackFile(env);
  const named = namedServers(env);
  const found: Partial<Connections> = readStackFile(file);
  // Keys are those of one server: another one that the environment names knows nothing of them.
  const { natsCredentials: _, ...withoutKeys } = found;
  const parsed = connectionsSchema.safeParse({ ...(named.natsUrl === undefined ? found : withoutKeys), ...named });
  if (parsed.success) return parsed.data;
  throw new DoorstepError(
    'STACK_NOT_RUNNING',
    `No running stack: ${file} does not name the servers and the environment does not either.`,
  );
}

/**
 * The file with which a process of a role signs in to NATS: its own, else that of its role in the folder of credentials.
 * undefined: it signs in without a key.
 * @param user a role, or `participant.<person>`
 */
export function natsSeedFile(
  { natsSeedFile: own, natsCredentials: folder }: Pick<Partial<Connections>, 'natsSeedFile' | 'natsCredentials'>,
  user: string,
): string | undefined {
  return own ?? (folder === undefined ? undefined : join(folder, natsSeedName(user)));
}

/** A NATS user's seed file within the folder of credentials. */
export const natsSeedName = (user: string): string => `${user}.nk`;

/** The folder of policies with which the stack of this data folder runs; undefined when there is none. */
export function policiesOfStack(env: NodeJS.ProcessEnv = process.env): string | undefined {
  const { policies } = readStackFile(stackFile(env)) as { readonly policies?: unknown };
  return typeof policies === 'string' ? policies : undefined;
}

const stackFile = (env: NodeJS.ProcessEnv): string => join(dataFolder(env), 'stack.json');

/** The servers that the environment names. Throws DoorstepError SETTING_INVALID when an address has a wrong form. */
export function namedServers(env: NodeJS.ProcessEnv): Partial<Connections> {
  const named = {
    databaseUrl: namedAddress(env, 'DATABASE_URL'),
    natsUrl: namedAddress(env, 'NATS_URL'),
    natsSeedFile: env['NATS_NKEY_SEED_FILE'],
    natsCredentials: env['DOORSTEP_NATS_CREDENTIALS'],
    temporalAddress: namedAddress(env, 'TEMPORAL_ADDRESS'),
    temporalNamespace: env['TEMPORAL_NAMESPACE'],
    temporalUiUrl: env['TEMPORAL_UI_URL'],
    httpUrl: env['DOORSTEP_HTTP_URL'],
  };
  return Object.fromEntries(Object.entries(named).filter(([, value]) => value));
}

function readStackFile(file: string): object {
  try {
    const found: unknown = JSON.parse(readFileSync(file, 'utf8'));
    return typeof found === 'object' && found !== null ? found : {};
  } catch {
    return {};
  }
}
