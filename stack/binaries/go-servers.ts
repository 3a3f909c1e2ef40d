/** The two servers that can be built here, each from a module of its own with pinned versions. */
import { createHash } from 'node:crypto';
import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { packageRoot } from '../../contracts/package-root';
import { cacheFolder } from './cache';

export interface GoServer {
  readonly name: 'nats' | 'temporal';
  readonly title: string;
  /** Names the program in the environment, and then nothing is built. */
  readonly variable: 'DOORSTEP_NATS_BIN' | 'DOORSTEP_TEMPORAL_BIN';
  readonly addressVariable: 'NATS_URL' | 'TEMPORAL_ADDRESS';
  readonly package: string;
  /** The module whose pinned version is the server's. */
  readonly versionOf: string;
  readonly about: string;
  /** How a program of it tells its version. */
  readonly asked: { readonly args: readonly string[]; readonly answer: RegExp };
}

export const NATS: GoServer = {
  name: 'nats',
  title: 'NATS',
  variable: 'DOORSTEP_NATS_BIN',
  addressVariable: 'NATS_URL',
  package: 'github.com/nats-io/nats-server/v2',
  versionOf: 'github.com/nats-io/nats-server/v2',
  about: 'half a minute',
  asked: { args: ['--version'], answer: /^nats-server: v?(\d\S*)/m },
};

export const TEMPORAL: GoServer = {
  name: 'temporal',
  title: 'Temporal',
  variable: 'DOORSTEP_TEMPORAL_BIN',
  addressVariable: 'TEMPORAL_ADDRESS',
  package: '.',
  versionOf: 'go.temporal.io/server',
  about: 'four to five minutes on two cores',
  // Another program of Temporal's, its command line for example, does not know what we tell ours.
  asked: { args: ['-version'], answer: /^v?(\d+\.\d+\.\d+\S*)\s*$/m },
};

export function moduleFolder(server: GoServer): string {
  return join(packageRoot(), 'stack', 'go', server.name);
}

/** As pinned in go.mod, without the leading v. */
export function pinnedVersion(server: GoServer): string {
  const text = readFileSync(join(moduleFolder(server), 'go.mod'), 'utf8');
  const line = text.split('\n').find((candidate) => candidate.trim().startsWith(`${server.versionOf} v`));
  if (line === undefined) throw new Error(`go.mod of ${server.name} does not pin ${server.versionOf}`);
  return /\sv(\S+)/.exec(line)?.[1] ?? '';
}

/** The program in the cache: another source, another pin or another platform is another file. */
export function cachedProgram(server: GoServer, env: NodeJS.ProcessEnv): string {
  const folder = moduleFolder(server);
  const hash = createHash('sha256').update(`${process.platform}/${process.arch}`);
  const sources = readdirSync(folder).filter((name) => /^go\.(mod|sum)$|\.go$/.test(name));
  for (const name of sources.sort()) hash.update(name).update(readFileSync(join(folder, name)));
  const version = `${server.name}-${pinnedVersion(server)}-${hash.digest('hex').slice(0, 12)}`;
  return join(cacheFolder(env), version, `${server.name}-server`);
}
