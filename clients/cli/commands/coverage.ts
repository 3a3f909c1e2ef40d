/** Whether somebody is on duty everywhere in the coming weeks: each gap with its time and reason (每个方格都不能落下). */
import { cellsOf, coverageGaps } from '../../../domain/duty/coverage';
import { countArgument } from '../arguments';
import type { Session } from '../session';
import { table } from '../show/table';
import { clockface } from '../show/time';
import { policiesOf, WEEK_MS } from './duty-policies';
import { dutyWords } from './duty-words';

/** @returns 1 when there are gaps. Throws ARGUMENT_INVALID, or what readPolicies throws. */
export async function coverage(session: Session, { weeks = '4' }: { readonly weeks?: string }): Promise<number> {
  const policies = await policiesOf(session);
  const nowMs = Date.now();
  const toMs = nowMs + countArgument('--weeks', weeks) * WEEK_MS;
  const cells = cellsOf(policies).length;
  const gaps = coverageGaps(policies, nowMs, toMs);
  const value = gaps.map(({ fromMs: fromAtMs, ...gap }) => ({ ...gap, fromAtMs }));
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
      names.role(gap.role),
      words.gap[gap.why](gap.missing.map((person) => names.person(person)).join(', ')),
    ]);
    const holes = new Set(gaps.map((gap) => `${gap.role}@${gap.unit}`)).size;
    return [words.gaps({ gaps: gaps.length, holes, cells, weeks }), table([from, until, unit, role, why], rows)].join(
      '\n',
    );
  });
  return gaps.length === 0 ? 0 : 1;
}
