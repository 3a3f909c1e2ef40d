/**
 * Where a server program comes from: named in the environment, cached, an official release with a
 * pinned checksum, built here. A release older than the version that go.mod pins is taken only where
 * nothing can be built. (An address in the environment comes before all of these, see servers/external.ts.)
 */
import { accessSync, constants, existsSync } from 'node:fs';
import { join } from 'node:path';
import { DoorstepError } from '../../contracts/errors';
import type { Tell } from '../supervisor/events';
import { cached, cacheFolder } from './cache';
import { download } from './download';
import { buildWithGo, findGo } from './go-build';
import { cachedProgram, pinnedVersion, type GoServer } from './go-servers';
import { releaseOf, type Release } from './releases';

export interface Plan {
  readonly source: 'environment' | 'cache' | 'download' | 'go' | 'none';
  readonly file: string;
}

/** What `resolveProgram` would do, without doing it. */
export function planProgram(server: GoServer, env: NodeJS.ProcessEnv): Plan {
  const named = env[server.variable];
  if (named) return { source: 'environment', file: named };
  const built = cachedProgram(server, env);
  if (existsSync(built)) return { source: 'cache', file: built };
  const release = releaseOf(server);
  const fetched = release === undefined ? undefined : releaseFile(server, release, env);
  const canBuild = findGo(env) !== undefined;
  if (fetched !== undefined && (!canBuild || release?.version === pinnedVersion(server))) {
    return { source: existsSync(fetched) ? 'cache' : 'download', file: fetched };
  }
  return { source: canBuild ? 'go' : 'none', file: built };
}

/** The program's path, made when missing. Throws SERVER_BINARY_MISSING and what building throws. */
export async function resolveProgram(
  server: GoServer,
  env: NodeJS.ProcessEnv,
  tell: Tell,
  signal?: AbortSignal,
): Promise<string> {
  const { source, file } = planProgram(server, env);
  const wait = (pid: number) =>
    tell({ kind: 'step', text: `Process ${pid} is making ${server.title}; waiting for it.` });
  switch (source) {
    case 'environment':
      return executable(server, file);
    case 'cache':
      return file;
    case 'download':
      return cached(file, () => fetchRelease(server, file, env, tell, signal), wait);
    case 'go':
      return cached(file, (draft) => build(server, draft, file, env, tell, signal), wait);
    case 'none':
      throw missing(server);
    default:
      return source satisfies never;
  }
}

async function fetchRelease(
  server: GoServer,
  file: string,
  env: NodeJS.ProcessEnv,
  tell: Tell,
  signal?: AbortSignal,
): Promise<void> {
  const release = releaseOf(server);
  if (release === undefined) throw missing(server);
  tell({ kind: 'step', text: `Downloading ${server.title} ${release.version}, once.` });
  if (await download(release, file, signal)) return;
  if (findGo(env) === undefined) throw missing(server);
  await build(server, `${file}.${process.pid}.draft`, file, env, tell, signal);
}

async function build(
  server: GoServer,
  draft: string,
  file: string,
  env: NodeJS.ProcessEnv,
  tell: Tell,
  signal?: AbortSignal,
): Promise<void> {
  const go = findGo(env);
  if (go === undefined) throw missing(server);
  tell({
    kind: 'step',
    text: `Building ${server.title} with Go ${go.version}; this takes about ${server.about} and is done once.`,
  });
  await buildWithGo(go.command, server, draft, file, env, tell, signal);
}

function releaseFile(server: GoServer, release: Release, env: NodeJS.ProcessEnv): string {
  return join(
    cacheFolder(env),
    `${server.name}-${release.version}-release-${release.sha256.slice(0, 12)}`,
    `${server.name}-server`,
  );
}

/** Neither given, nor cached, nor can it be made here. */
export function missing(server: GoServer): DoorstepError {
  return new DoorstepError(
    'SERVER_BINARY_MISSING',
    `${server.title} is not cached, could not be downloaded, and Go is not installed to build it.`,
    {
      remedy: `Install Go, or name a server in ${server.addressVariable}, or its program in ${server.variable}.`,
    },
  );
}

function executable(server: GoServer, file: string): string {
  try {
    accessSync(file, constants.X_OK);
    return file;
  } catch (cause) {
    throw new DoorstepError(
      'SERVER_BINARY_UNUSABLE',
      `${server.variable} is ${file}, which is not a program that can be run.`,
      { cause },
    );
  }
}
