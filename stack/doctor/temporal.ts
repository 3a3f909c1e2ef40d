import { connectTo } from '../temporal/namespace';
import { SEARCH_ATTRIBUTES } from '../temporal/search-attributes';
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
        `Use Temporal ${OLDEST.temporal} or newer.`,
      ),
      judge(
        retentionHours >= 24,
        'temporal',
        'namespace',
        `${namespace}, keeps closed workflows for ${retentionHours} h`,
        'Keep them a day or longer, so that operators can look at what just ended.',
        'warn',
      ),
      judge(
        missing.length === 0,
        'temporal',
        'search attributes',
        missing.length === 0 ? Object.keys(customAttributes ?? {}).join(', ') : `missing: ${missing.join(', ')}`,
        'Start the stack, whose set-up creates them.',
      ),
      ...(synchronous === undefined ? [] : [ok('temporal', 'SQLite synchronous', describe(synchronous))]),
    ];
  } catch (error) {
    return [
      fail(
        'temporal',
        'answers',
        (error as Error).message,
        'See temporal.log in the data folder, or check TEMPORAL_ADDRESS and TEMPORAL_NAMESPACE.',
      ),
    ];
  } finally {
    await connection?.close();
  }
}

function describe(synchronous: string): string {
  return synchronous === 'full'
    ? 'full, every commit is on disk'
    : 'normal: the last commits may be lost at power failure, and the event log repairs that';
}
