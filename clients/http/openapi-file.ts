/** docs/openapi.json: `npm run docs` writes it, a test sees that it is in step with the routes. */
import { pino } from 'pino';
import { buildApp } from './app';
import type { Gateway } from './gateway';
import { readIdentitySettings } from './identity/settings';
import { readHttpSettings } from './settings';

/** The routes are described without being served: whatever would ask a server says that there is none. */
export async function openApiDocument(): Promise<object> {
  const noServer = () => {
    throw new Error('The routes are only described here.');
  };
  const gateway: Partial<Record<keyof Gateway, unknown>> = {
    doorstep: { channels: {} },
    database: {},
    masterKeys: noServer,
    place: { at: noServer, standing: noServer },
    documents: '',
    access: { authenticate: noServer, authorize: noServer },
    settings: readHttpSettings({}),
    identity: readIdentitySettings({}),
    servers: noServer,
    queues: noServer,
    log: pino({ level: 'silent' }),
    stopping: new AbortController().signal,
  };
  const app = await buildApp(gateway as unknown as Gateway);
  await app.ready();
  const document = app.swagger();
  await app.close();
  return document;
}

if (require.main === module)
  void openApiDocument().then((document) => process.stdout.write(`${JSON.stringify(document, null, 2)}\n`));
