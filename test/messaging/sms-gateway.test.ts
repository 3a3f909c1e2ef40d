/** The example gateway between the notifier and a provider that answers as Twilio's documentation says. */
import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { packageRoot } from '../../contracts/package-root';
import { gatewaySender } from '../../workers/channels/gateway/send';
import { openPoster } from '../../workers/channels/post';
import type { Result } from '../../workers/channels';
import { letter } from '../workers/channels/letter';
import { SECRET } from './beyond';
import { answering, startReceiver, type Receiver } from './receiver';

jest.setTimeout(60_000);
let provider: Receiver;
let gateway: ChildProcess;
let url = '';
let folder = '';
beforeAll(async () => {
  provider = await startReceiver();
  folder = mkdtempSync(join(tmpdir(), 'doorstep-gateway-'));
  writeFileSync(join(folder, 'token'), 'secret-token\n');
  const port = await freePort();
  url = `http://127.0.0.1:${port}/`;
  gateway = spawn(process.execPath, [join(packageRoot(), 'examples', 'sms-gateway', 'server.mjs')], {
    stdio: ['ignore', 'pipe', 'inherit'],
    env: {
      ...process.env,
      GATEWAY_PORT: String(port),
      GATEWAY_SECRET: SECRET,
      PROVIDER_URL: provider.url,
      PROVIDER_ACCOUNT: 'AC123',
      PROVIDER_TOKEN_FILE: join(folder, 'token'),
      PROVIDER_FROM: '+15005550006',
    },
  });
  await once(gateway.stdout ?? gateway, 'data');
});
afterAll(async () => {
  gateway.kill('SIGKILL');
  await (provider as Receiver | undefined)?.end();
  rmSync(folder, { recursive: true, force: true });
});

const accepted = answering(201, '{"sid":"SM900","status":"queued"}', { 'content-type': 'application/json' });
const refusing = (status: number, code: number) => answering(status, JSON.stringify({ code, status }));

async function send(channel: 'sms' | 'phone', id: string, secret = SECRET): Promise<Result> {
  const poster = openPoster(undefined);
  const sender = gatewaySender(channel, { url, secret }, poster);
  try {
    return await sender.send({ ...letter, id }, { channel, number: '+8613800000000' }, new AbortController().signal);
  } finally {
    poster.close();
  }
}

it('a text message goes to the provider once, however often it is given', async () => {
  provider.behave(accepted);
  const results = await Promise.all([send('sms', 's1'), send('sms', 's1')]);
  expect([...results, await send('sms', 's1')]).toEqual(Array(3).fill({ outcome: 'sent', receipt: 'SM900' }));
  const heard = provider.heard.filter(({ path }) => path === '/2010-04-01/Accounts/AC123/Messages.json');
  expect(heard).toHaveLength(1);
  expect(Object.fromEntries(new URLSearchParams(heard[0]?.body))).toEqual({
    To: '+8613800000000',
    From: '+15005550006',
    Body: `${letter.subject}\n${letter.body}`,
  });
  expect(heard[0]?.headers.authorization).toBe(`Basic ${Buffer.from('AC123:secret-token').toString('base64')}`);
});

it('a call says it twice', async () => {
  provider.behave(accepted);
  expect(await send('phone', 'p1')).toMatchObject({ outcome: 'sent' });
  const [heard] = provider.heard.filter(({ path }) => path.endsWith('/Calls.json'));
  expect(new URLSearchParams(heard?.body).get('Twiml')?.match(/<Say language="en-GB">/g)).toHaveLength(2);
});

it.each([
  ['a number that is none', refusing(400, 21_211), { outcome: 'failed', reason: 'refused', permanent: true }],
  ['somebody who wants no more', refusing(400, 21_610), { outcome: 'failed', reason: 'refused', permanent: true }],
  ['too many', refusing(429, 20_429), { outcome: 'busy', afterMs: 30_000 }],
  ['a wrong token', refusing(401, 20_003), { outcome: 'failed', reason: 'server-failed', permanent: false }],
  ['a provider that is unwell', answering(503), { outcome: 'failed', reason: 'server-failed', permanent: false }],
] as const)('%s', async (name, behaviour, result) => {
  provider.behave(behaviour);
  expect(await send('sms', name)).toMatchObject(result);
  // What failed may be tried again.
  provider.behave(accepted);
  expect(await send('sms', name)).toMatchObject({ outcome: 'sent' });
});

it('takes nothing that is not signed', async () => {
  const before = provider.heard.length;
  const other = `whsec_${Buffer.alloc(24, 1).toString('base64')}`;
  expect(await send('sms', 'forged', other)).toMatchObject({ outcome: 'failed', reason: 'refused' });
  expect(provider.heard).toHaveLength(before);
});

const freePort = (): Promise<number> =>
  new Promise((resolve) => {
    const server = createServer().listen(0, '127.0.0.1', () => {
      const { port } = server.address() as { port: number };
      server.close(() => resolve(port));
    });
  });
