/** What somebody asks of a running place by HTTP, by NATS, or at the command line in a process of its own. */
import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { natsSeedFile } from '../../contracts/connections';
import { packageRoot } from '../../contracts/package-root';
import { closeNats, connectNats } from '../../messaging';
import { headers as natsHeaders } from '../../messaging/nats';
import type { World } from './world';

export async function overHttp(url: string, key: string, method: 'GET' | 'POST', body?: object) {
  const headers = { authorization: `Bearer ${key}`, 'content-type': 'application/json' };
  const answer = await fetch(url, { method, headers, ...(body === undefined ? {} : { body: JSON.stringify(body) }) });
  const text = await answer.text();
  return { status: answer.status, text, body: JSON.parse(text) as Record<string, unknown> };
}

export function byCli({ folder }: World, ...args: readonly string[]): Promise<string> {
  const env = { ...process.env, DOORSTEP_DATA: folder, DOORSTEP_POLICIES: join(folder, 'policies') };
  return new Promise((resolve, reject) =>
    execFile(
      process.execPath,
      [join(packageRoot(), 'dist/clients/cli/main.js'), '--lang', 'en', ...args],
      { env, timeout: 120_000, maxBuffer: 64 * 1024 * 1024 },
      (error, out) => (error === null ? resolve(out) : reject(new Error(error.message))),
    ),
  );
}

export async function overNats(
  { stack }: World,
  key: string,
  service: string,
  body: object,
): Promise<Record<string, unknown>> {
  const { connections } = stack;
  const nats = await connectNats(connections.natsUrl, 'service', { seedFile: natsSeedFile(connections, 'service') });
  const headers = natsHeaders();
  headers.set('authorization', `Bearer ${key}`);
  try {
    const answer = await nats.request(`doorstep.svc.${service}`, JSON.stringify(body), { headers, timeout: 30_000 });
    return answer.json<Record<string, unknown>>();
  } finally {
    await closeNats(nats);
  }
}
