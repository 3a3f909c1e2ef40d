/** A gateway that listens, with the door that ships and keys of the test's own. */
import { join } from 'node:path';
import type { AddressInfo } from 'node:net';
import { pino } from 'pino';
import type { App } from '../../clients/http/app';
import { openAccess } from '../../clients/http/identity/open-access';
import { readHttpSettings } from '../../clients/http/settings';
import type { Scope } from '../../domain/rights';
import { livePolicies } from '../../policies/place';
import { readPolicies } from '../../policies/read';
import { addKey } from '../../store';
import { gatewayOn } from './gateway';
import type { World } from './world';

/** Listens on a port of its own until the app is closed. */
export async function startGateway(world: World): Promise<{ readonly app: App; readonly url: string }> {
  const place = livePolicies(readPolicies(join(world.folder, 'policies')), world.database);
  const access = openAccess({ database: world.database, place, log: pino({ level: 'silent' }) });
  const settings = readHttpSettings({ DOORSTEP_HTTP_RATE_ANONYMOUS: '1000000', DOORSTEP_DATA: world.folder });
  const app = await gatewayOn(world, { access, place, settings });
  app.addHook('onClose', () => access.close());
  await app.listen({ host: '127.0.0.1', port: 0 });
  const { port } = app.server.address() as AddressInfo;
  return { app, url: `http://127.0.0.1:${port}` };
}

/** The text of a new key: of a person, or of a program that acts for people. */
export async function keyOf({ database }: World, person: string | null, scopes: readonly Scope[]): Promise<string> {
  const made = {
    scopes: [...scopes],
    units: null,
    person,
    actsFor: person === null,
    createdBy: 'test',
    expiresAtMs: null,
  };
  return (await addKey(database, { label: 'test', ...made })).text;
}
