import { connectTo } from '../temporal/namespace';
import { SEARCH_ATTRIBUTES } from '../temporal/search-attributes';
import { say, type Phrase } from '../texts';
import { isAtLeast, OLDEST } from '../servers/versions';
import { fail, judge, ok, type Finding } from './finding';

export async function diagnoseTemporal(
  address: string,
  namespace: string,
  synchronous: string | undefined,
): Promise<Finding[]> {
  let connection;
  try {
    connection = await connectTo(address);
    const { serverVersion } = await connection.workflowService.getSystemInfo({});
    const { config } = await connection.workflowService.describeNamespace({ namespace });
    const { customAttributes } = await connection.operatorService.listSearchAttributes({ namespace });
    const missing = Object.keys(SEARCH_ATTRIBUTES).filter((name) => !(name in (customAttributes ?? {})));
    const retentionHours = Number(config?.workflowExecutionRetentionTtl?.seconds ?? 0) / 3600;
    return [
      judge(
        isAtLeast(serverVersion ?? '', OLDEST.temporal),
        'temporal',
        'version',
        serverVersion ?? 'unknown',
        say('temporal.version', { oldest: OLDEST.temporal }),
      ),
      judge(
        retentionHours >= 24,
        'temporal',
        'namespace',
        say('temporal.retention', { namespace, hours: retentionHours }),
        say('temporal.retention.short'),
        'warn',
      ),
      judge(
        missing.length === 0,
        'temporal',
        'search attributes',
        missing.length === 0
          ? Object.keys(customAttributes ?? {}).join(', ')
          : say('temporal.attributes.missing', { names: missing.join(', ') }),
        say('temporal.attributes.make'),
      ),
      ...(synchronous === undefined ? [] : [ok('temporal', 'SQLite synchronous', describe(synchronous))]),
    ];
  } catch (error) {
    return [fail('temporal', 'answers', (error as Error).message, say('temporal.look'))];
  } finally {
    await connection?.close();
  }
}

const describe = (synchronous: string): Phrase => say(synchronous === 'full' ? 'temporal.full' : 'temporal.normal');
