import { startClock } from '../../kernel/clock';
import type { Instant } from '../../kernel/ids';
import type { IssueRules } from '../../kernel/rules';
import type { Report } from '../../kernel/state';
import { tierClocks } from '../../kernel/ladder';
import type { Opened } from './messages';

/** The first event of an issue. Clocks start at `nowMs`, when the first people are told. */
export function open(report: Report, rules: IssueRules, nowMs: Instant): readonly [Opened] {
  const first = rules.tiers[0];
  if (first === undefined) throw new RangeError('A ladder has at least one tier.');
  const { verification, total } = rules;
  const clocks =
    verification === undefined
      ? tierClocks(rules, first, nowMs)
      : { verify: startClock(rules, nowMs, verification.within) };
  return [
    {
      type: 'opened',
      report,
      rules,
      ...clocks,
      ...(total === undefined ? {} : { total: startClock(rules, nowMs, total.within) }),
    },
  ];
}
