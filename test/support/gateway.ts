/** The gateway's app on the servers of a world, with rights as a test wants them. */
import { join } from 'node:path';
import { pino } from 'pino';
import { buildApp, type App } from '../../clients/http/app';
import type { Gateway } from '../../clients/http/gateway';
import { filesIn } from '../../clients/http/evidence/files';
import type { Access } from '../../clients/http/identity/access';
import { readIdentitySettings } from '../../clients/http/identity/settings';
import { serversOf } from '../../clients/http/servers';
import { readHttpSettings } from '../../clients/http/settings';
import type { PersonId } from '../../domain';
import { queuesState } from '../../messaging';
import { livePolicies } from '../../policies/place';
import { readPolicies } from '../../policies/read';
import { WordReader } from '../../store';
import type { World } from './world';

/** Everybody is the same service, and may do everything. */
export const everybodyMay: Access = {
  authenticate: async () => ({ kind: 'service', id: 'test', scopes: [], actsFor: true }),
  authorize: async () => undefined,
  sight: async () => ({ units: 'everywhere' }),
  actor: (_principal, named) => named as PersonId,
  close: async () => undefined,
};

export function gatewayOn(world: World, more: Partial<Gateway> = {}): Promise<App> {
  const documents = join(world.folder, 'policies');
  const settings = readHttpSettings({ DOORSTEP_DATA: world.folder });
  return buildApp({
    doorstep: world.doorstep,
    database: world.database,
    words: new WordReader(world.database, world.masterKeys),
    place: livePolicies(readPolicies(documents), world.database),
    documents,
    access: everybodyMay,
    settings,
    identity: readIdentitySettings({}),
    files: filesIn(settings.evidenceFolder),
    servers: serversOf(world.database, world.stack.connections),
    queues: () => queuesState(world.nats),
    masterKeys: world.masterKeys,
    log: pino({ level: 'silent' }),
    stopping: new AbortController().signal,
    ...more,
  });
}
