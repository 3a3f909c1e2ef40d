/** A gateway in the process of the test, with a door of the test's own: who a key is, and who may what. */
import type { AddressInfo } from 'node:net';
import pino from 'pino';
import { buildApp, type App } from '../../clients/http/app';
import type { Gateway } from '../../clients/http/gateway';
import type { Access } from '../../clients/http/identity/access';
import type { Principal } from '../../clients/http/identity/principal';
import { readHttpSettings } from '../../clients/http/settings';
import { DoorstepError } from '../../contracts/errors';
import { livePolicies } from '../../policies/place';
import { readPolicies } from '../../policies/read';
import { join } from 'node:path';
import type { World } from './world';

/** Keys by themselves; whoever has one may do everything but what `forbidden` names. */
export const accessByKeys = (keys: Readonly<Record<string, Principal>>, forbidden: readonly string[] = []): Access => ({
  authenticate: async ({ headers }) => {
    if (headers.authorization === undefined) return { kind: 'anonymous' };
    const known = keys[headers.authorization.replace(/^Bearer /, '')];
    if (known === undefined) throw new DoorstepError('UNAUTHENTICATED', 'These credentials are not known here.');
    return known;
  },
  authorize: async (principal, operation) => {
    if (principal.kind === 'anonymous') throw new DoorstepError('UNAUTHENTICATED', 'Sign in first.');
    if (forbidden.includes(operation)) throw new DoorstepError('FORBIDDEN', 'Not you.');
  },
});

export interface RunningGateway {
  readonly app: App;
  readonly url: string;
  readonly gateway: Gateway;
}

/** Listens on a port of its own until the app is closed. */
export async function startGateway(
  { folder, doorstep, database }: World,
  access: Access,
  env: NodeJS.ProcessEnv = {},
): Promise<RunningGateway> {
  const place = livePolicies(readPolicies(join(folder, 'policies')), database);
  const gateway: Gateway = {
    doorstep,
    database,
    place,
    access,
    settings: readHttpSettings({ DOORSTEP_HTTP_RATE_ANONYMOUS: '1000000', ...env }),
    servers: async () => ({ postgres: true }),
    log: pino({ level: 'silent' }),
    stopping: new AbortController().signal,
  };
  const app = await buildApp(gateway);
  await app.listen({ host: '127.0.0.1', port: 0 });
  const { port } = app.server.address() as AddressInfo;
  return { app, url: `http://127.0.0.1:${port}`, gateway };
}
