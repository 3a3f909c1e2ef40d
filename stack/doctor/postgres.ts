import { Client } from 'pg';
import { say } from '../texts';
import { isAtLeast, OLDEST } from '../servers/versions';
import { fail, judge, type Finding } from './finding';

/** Without one of these a power failure may lose what was acknowledged. */
const DURABLE = ['fsync', 'synchronous_commit', 'full_page_writes'] as const;
const SKEW_MS = 500;

/** What the server itself says, not what we asked for. */
export async function diagnosePostgres(url: string): Promise<Finding[]> {
  const client = new Client({ connectionString: url, connectionTimeoutMillis: 3_000 });
  client.on('error', () => undefined);
  try {
    await client.connect();
    const show = async (name: string) =>
      Object.values((await client.query<Record<string, string>>(`show ${name}`)).rows[0] ?? {})[0] ?? '';
    const version = await show('server_version');
    const findings = [
      judge(
        isAtLeast(version, OLDEST.postgres),
        'postgres',
        'version',
        version,
        say('postgres.version', { oldest: OLDEST.postgres }),
      ),
    ];
    for (const name of DURABLE) {
      const value = await show(name);
      // Any level of synchronous_commit but off and local waits for a disk.
      const durable = name === 'synchronous_commit' ? value !== 'off' : value === 'on';
      findings.push(judge(durable, 'postgres', name, value, say('postgres.durable', { name })));
    }
    return [...findings, await clockSkew(client)];
  } catch (error) {
    return [fail('postgres', 'answers', (error as Error).message, say('postgres.look'))];
  } finally {
    await client.end().catch(() => undefined);
  }
}

async function clockSkew(client: Client): Promise<Finding> {
  const before = Date.now();
  const { rows } = await client.query<{ ms: string }>('select extract(epoch from clock_timestamp()) * 1000 as ms');
  const skew = Math.round(Number(rows[0]?.ms) - (before + Date.now()) / 2);
  return judge(
    Math.abs(skew) < SKEW_MS,
    'postgres',
    'clock',
    say('postgres.skew', { ms: skew }),
    say('postgres.skewed'),
    'warn',
  );
}
