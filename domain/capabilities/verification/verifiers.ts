import type { PersonId } from '../../kernel/ids';
import type { IssueState } from '../../kernel/state';

/**
 * Who looks at a report before it counts: never its reporter. When nobody else holds that post, the lowest tier with
 * somebody else on it looks, which would have it next anyway.
 */
export function verifiersOf({ rules, report }: IssueState): readonly PersonId[] {
  if (rules.verification === undefined) return [];
  return (
    [rules.verification.by, ...rules.tiers]
      .map(({ people }) => people.filter((person) => person !== report.reporter))
      .find((people) => people.length > 0) ?? []
  );
}
