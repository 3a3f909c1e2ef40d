/** Every part of the stack, and what to do where something is not as it should be. */
import { dataFolder } from '../../../contracts/connections';
import { diagnose } from '../../../stack';
import type { Session } from '../session';
import { table } from '../show/table';

/** @returns 5 when a check failed, else 0 */
export async function doctor(session: Session): Promise<number> {
  const { env } = session.io;
  const findings = await diagnose({ dataDir: dataFolder(env), env });
  const failed = findings.filter(({ status }) => status === 'fail').length;
  session.answer({ healthy: failed === 0, findings }, () => {
    const { words } = session;
    const rows = findings.map(({ part, check, status, found }) => [words.status[status], part, check, found]);
    const advice = findings
      .filter(({ remedy, status }) => remedy !== undefined && status !== 'ok')
      .map(({ part, check, remedy }) => `${part} · ${check}: ${remedy ?? ''}`);
    return [
      table(['', words.column.part, words.column.check, words.column.found], rows, null),
      ...(advice.length === 0 ? [] : ['', ...advice]),
    ].join('\n');
  });
  return failed === 0 ? 0 : 5;
}
