import { nextWake, rulesName, type IssueState } from '../../domain';
import type { AuditedIssue, AuditedRow } from './audited-issue';
import { Findings, type Finding } from './finding';
import { difference, plain, replay } from './replay';

/**
 * G6: the fold of the log is what the read model holds and what the workflow knows.
 * @param workflows the states that the workflows answered, by issue; leave one out that could not be asked
 */
export function checkStates(
  issues: readonly AuditedIssue[],
  workflows: ReadonlyMap<string, IssueState | null>,
): Finding {
  const found = new Findings('G6');
  for (const audited of issues) {
    const { issue, row } = audited;
    const { states } = replay(audited);
    const last = states.at(-1);
    const state = last === undefined ? null : plain(last);
    found.check(row !== null, issue, undefined, 'the read model does not hold it');
    if (row !== null && state !== null) {
      const stored = difference(state, row.state);
      found.check(stored === null, issue, row.seq, () => `the read model holds another state than the log: ${stored}`);
      const columns = difference(columnsOf(state), columnsIn(row));
      found.check(columns === null, issue, row.seq, () => `the read model's columns differ from the log: ${columns}`);
    }
    const known = workflows.get(issue);
    if (known === undefined) {
      found.remark('the workflow could not be asked');
      continue;
    }
    // The log of an open issue may have gone on since its workflow was asked.
    const asked = state?.stage === 'closed' ? state : (states[(known?.seq ?? 0) - 1] ?? state);
    const differs = difference(asked === null ? null : plain(asked), known === null ? null : plain(known));
    found.check(differs === null, issue, asked?.seq, () => `the workflow knows another state than the log: ${differs}`);
  }
  return found.result();
}

const columnsOf = (state: IssueState): object => ({
  seq: state.seq,
  stage: state.stage,
  tier: state.tier,
  unit: state.report.unit,
  category: state.report.category,
  severity: state.report.severity,
  reporter: state.report.reporter,
  assignee: state.assignee,
  procedure: rulesName(state.rules),
  outcome: state.closure?.outcome ?? null,
  dueAtMs: nextWake(state)?.atMs ?? null,
  openedAtMs: state.openedAtMs,
});

const columnsIn = ({ state: _state, hash: _hash, ...columns }: AuditedRow): object => columns;
