/** Whether somebody is on duty everywhere in the coming weeks: each gap with its time and reason (每个方格都不能落下). */
import { cellName, cellsOf, coverageGaps, type Gap } from '../../../domain/duty/coverage';
import { countArgument } from '../arguments';
import type { AlertedGap } from '../../sdk';
import type { Session } from '../session';
import { table } from '../show/table';
import { clockface } from '../show/time';
import { policiesOf, WEEK_MS } from './duty-policies';
import { dutyWords, roleText } from './duty-words';

/** @returns 1 when there are gaps. Throws ARGUMENT_INVALID, or what readPolicies throws. */
export async function coverage(session: Session, { weeks = '4' }: { readonly weeks?: string }): Promise<number> {
  const policies = await policiesOf(session);
  const nowMs = Date.now();
  const toMs = nowMs + countArgument('--weeks', weeks) * WEEK_MS;
  const cells = cellsOf(policies).length;
  const gaps = coverageGaps(policies, nowMs, toMs);
  const alerted = await alertedIn(session);
  const alertOf = (gap: Gap): AlertedGap | undefined =>
    alerted.find((one) => cellName(one) === cellName(gap) && one.fromMs < gap.untilMs && gap.fromMs < one.untilMs);
  const value = gaps.map(({ fromMs: fromAtMs, ...gap }) => {
    const { alertedAtMs = null, issue = null } = alertOf({ fromMs: fromAtMs, ...gap }) ?? {};
    return { ...gap, fromAtMs, alertedAtMs, issue };
  });
  session.answer({ ok: gaps.length === 0, cells, fromAtMs: nowMs, untilMs: toMs, gaps: value }, () => {
    const words = dutyWords[session.lang];
    if (gaps.length === 0) return words.covered({ cells, weeks });
    const names = session.names();
    const clock = clockface(session.words, nowMs, policies.community.zone);
    const { from, until, unit, role, why } = words.column;
    const rows = gaps.map((gap) => [
      clock.instant(gap.fromMs),
      gap.untilMs === toMs ? words.open : clock.local(gap.untilMs),
      `${names.unit(gap.unit)} (${gap.unit})`,
      roleText(words, names.role(gap.role), gap.competence),
      words.gap[gap.why](gap.missing.map((person) => names.person(person)).join(', ')),
      alertText(alertOf(gap), (atMs) => clock.local(atMs)),
    ]);
    const holes = new Set(gaps.map((gap) => `${gap.role}@${gap.unit}`)).size;
    return [
      words.gaps({ gaps: gaps.length, holes, cells, weeks }),
      table([from, until, unit, role, why, words.column.alerted], rows),
    ].join('\n');
  });
  return gaps.length === 0 ? 0 : 1;
}

const alertText = (alert: AlertedGap | undefined, local: (atMs: number) => string): string =>
  alert === undefined ? '' : [local(alert.alertedAtMs), alert.issue ?? ''].join(' ').trim();

/** What the engine has put before somebody; nothing where no stack can be asked. */
const alertedIn = (session: Session): Promise<readonly AlertedGap[]> =>
  session
    .doorstep()
    .then(({ directory }) => directory.alertedGaps())
    .catch(() => []);
