import { checkNats } from '../servers/external';
import { z } from 'zod';
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
        })
        .optional(),
    })
    .optional(),
});

export async function diagnoseNats(url: string, monitorUrl: string | undefined): Promise<Finding[]> {
  try {
    const version = await checkNats(url);
    return [ok('nats', 'version', version), ok('nats', 'JetStream', 'on'), await syncInterval(monitorUrl)];
  } catch (error) {
    return [fail('nats', 'answers', (error as Error).message, 'See nats.log in the data folder, or check NATS_URL.')];
  }
}

/** Only the monitoring endpoint tells how often JetStream flushes. */
async function syncInterval(monitorUrl: string | undefined): Promise<Finding> {
  const remedy = 'Set sync_interval to always: acknowledged messages could be lost at power failure.';
  if (monitorUrl === undefined) {
    return warn(
      'nats',
      'sync_interval',
      'not visible',
      'Name the monitoring address of your NATS server in NATS_MONITOR_URL to have this checked.',
    );
  }
  try {
    const answer = await fetch(new URL('/varz', monitorUrl), { signal: AbortSignal.timeout(3_000) });
    const config = varzSchema.parse(await answer.json()).jetstream?.config;
    const found = config?.sync_always === true ? 'always' : `every ${(config?.sync_interval ?? 0) / 1e9} s`;
    return judge(config?.sync_always === true, 'nats', 'sync_interval', found, remedy);
  } catch (error) {
    return warn('nats', 'sync_interval', `not visible: ${(error as Error).message}`, 'Check NATS_MONITOR_URL.');
  }
}
