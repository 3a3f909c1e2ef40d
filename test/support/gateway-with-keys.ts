/** A gateway that listens, with a door of the test's own: who a key is, and who may what. */
import type { AddressInfo } from 'node:net';
import type { App } from '../../clients/http/app';
import type { Access } from '../../clients/http/identity/access';
import type { Principal } from '../../clients/http/identity/principal';
import { readHttpSettings } from '../../clients/http/settings';
import { DoorstepError } from '../../contracts/errors';
import { everybodyMay, gatewayOn } from './gateway';
import type { World } from './world';

/** Whoever has one of the keys may do everything. */
export const accessByKeys = (keys: Readonly<Record<string, Principal>>): Access => ({
  ...everybodyMay,
  authenticate: async ({ headers }) => {
    if (headers.authorization === undefined) return { kind: 'anonymous' };
    const known = keys[headers.authorization.replace(/^Bearer /, '')];
    if (known === undefined) throw new DoorstepError('UNAUTHENTICATED', 'These credentials are not known here.');
    return known;
  },
  authorize: async (principal) => {
    if (principal.kind === 'anonymous') throw new DoorstepError('UNAUTHENTICATED', 'Sign in first.');
  },
});

/** Listens on a port of its own until the app is closed. */
export async function startGateway(world: World, access: Access): Promise<{ readonly app: App; readonly url: string }> {
  const settings = readHttpSettings({ DOORSTEP_HTTP_RATE_ANONYMOUS: '1000000', DOORSTEP_DATA: world.folder });
  const app = await gatewayOn(world, { access, settings });
  await app.listen({ host: '127.0.0.1', port: 0 });
  const { port } = app.server.address() as AddressInfo;
  return { app, url: `http://127.0.0.1:${port}` };
}
