/** A matter that was closed in another system, as the rules have it here. */
import { closeImported, openImported, record, type CommandId, type IssueRules } from '../../domain';
import { pin, procedureFor, type Rulebook } from '../../domain/directory/pin';
import type { Policies } from '../../domain/procedure/policies';
import type { History } from '../../store';
import type { ImportedRow } from './rows';

/** Who closes what was closed elsewhere: nobody of this place. */
const IMPORT_ACTOR = 'import';
const OPENING = 'open' as CommandId;
/** No caller can use it: their ids have no colon. */
const CLOSING = 'import:closed' as CommandId;

/** Opened and closed at their own instants, each decided by the rules. */
export function historyOf(row: ImportedRow, closedAtMs: number, rules: IssueRules, source: string): History {
  const { id, report, ref, openedAtMs } = row;
  const opened = record(id, null, openImported(report, rules, { source, ref }), {
    actor: report.reporter,
    commandId: OPENING,
    occurredAtMs: openedAtMs,
  });
  const closed = record(id, opened.after, closeImported(opened.after, closedAtMs), {
    actor: IMPORT_ACTOR,
    commandId: CLOSING,
    occurredAtMs: closedAtMs,
  });
  return { id, steps: [opened, closed] };
}

/** The rules that matters get at their place, worked out once for each place and procedure. Throws UNIT_TOO_WIDE. */
export function rulesBook(policies: Policies & Rulebook): (report: ImportedRow['report']) => IssueRules {
  const known = new Map<string, IssueRules>();
  return ({ unit, category, severity }) => {
    const { id } = procedureFor(policies, category, severity);
    const key = `${unit} ${id}`;
    const rules = known.get(key) ?? pin(policies, { unit, category, severity });
    known.set(key, rules);
    return rules;
  };
}
