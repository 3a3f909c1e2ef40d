import { natsSeedFile, type Connections } from '../../contracts/connections';
import { checkNats } from '../servers/external';
import { z } from 'zod';
import { say } from '../texts';
import { fail, judge, ok, warn, type Finding } from './finding';

const varzSchema = z.object({
  version: z.string(),
  jetstream: z
    .object({
      config: z
        .object({
          sync_always: z.boolean().optional(),
          sync_interval: z.number().optional(),
          store_dir: z.string().optional(),
          strict: z.boolean().optional(),
        })
        .optional(),
    })
    .optional(),
});

export async function diagnoseNats(
  { natsUrl, ...keys }: Connections,
  monitorUrl: string | undefined,
): Promise<Finding[]> {
  try {
    const version = await checkNats(natsUrl, natsSeedFile(keys, 'operator'));
    return [ok('nats', 'version', version), ok('nats', 'JetStream', say('on')), ...(await settings(monitorUrl))];
  } catch (error) {
    return [fail('nats', 'answers', (error as Error).message, say('nats.look'))];
  }
}

/** Only the monitoring endpoint tells how often JetStream flushes, and whether it believes a request with unknown fields. */
async function settings(monitorUrl: string | undefined): Promise<Finding[]> {
  if (monitorUrl === undefined) {
    return [warn('nats', 'sync_interval', say('nats.hidden'), say('nats.monitor'))];
  }
  try {
    const answer = await fetch(new URL('/varz', monitorUrl), { signal: AbortSignal.timeout(3_000) });
    const config = varzSchema.parse(await answer.json()).jetstream?.config;
    const found =
      config?.sync_always === true
        ? say('nats.always')
        : say('nats.every', { seconds: (config?.sync_interval ?? 0) / 1e9 });
    const isStrict = config?.strict === true;
    return [
      judge(config?.sync_always === true, 'nats', 'sync_interval', found, say('nats.sync')),
      judge(isStrict, 'nats', 'strict', String(isStrict), say('nats.strict')),
    ];
  } catch (error) {
    const found = say('nats.unreadable', { reason: (error as Error).message });
    return [warn('nats', 'sync_interval', found, say('nats.monitor.wrong'))];
  }
}
