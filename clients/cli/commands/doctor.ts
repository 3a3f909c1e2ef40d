/** Every part of the stack, and what to do where something is not as it should be. */
import { dataFolder } from '../../../contracts/connections';
import { policiesInUse, readPolicies } from '../../../policies/read';
import { diagnose } from '../../../stack';
import type { Session } from '../session';
import { table } from '../show/table';

/** @returns 5 when a check failed, else 0 */
export async function doctor(session: Session): Promise<number> {
  const { env } = session.io;
  const findings = await diagnose({
    dataDir: dataFolder(env),
    env,
    calendarHorizon: () => calendarHorizon(env),
    quarantined: async () =>
      (await (await session.doorstep()).list({ quarantined: true, limit: 1_000 })).map(({ id }) => id),
  });
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

/** The earliest last day for which a calendar in use knows the holidays. Throws what is wrong with the policies. */
async function calendarHorizon(env: NodeJS.ProcessEnv): Promise<{ knownThrough: string } | undefined> {
  const { calendars } = readPolicies(policiesInUse(env));
  const days = [...calendars.values()].map(({ time }) => time.knownThroughDay);
  if (days.length === 0) return undefined;
  return { knownThrough: new Date(Math.min(...days) * 86_400_000).toISOString().slice(0, 10) };
}
