/** Random histories as the log, the read model and the inboxes would hold them: what the audit and the statistics are given. */
import { eventTypeName, nextWake, rulesName, type IssueId, type IssueState, type Notice } from '../../domain';
import { chainHash } from '../../store/hash-chain';
import type { AuditedEvent, AuditedIssue } from '../../store';
import { generate } from '../../simulation/play/generate';
import { ISSUE } from '../../simulation/play/player';

export interface Kept {
  readonly audited: AuditedIssue;
  readonly state: IssueState;
  readonly nowMs: number;
}

/** The history of a seed. `change` may make its log wrong before it is chained. */
export function kept(seed: number, change: (log: AuditedEvent[]) => void = () => {}): Kept {
  const { turns } = generate(seed).trace;
  const log: AuditedEvent[] = [];
  for (const { records, nowMs } of turns)
    for (const record of records)
      log.push({
        ...record,
        recordedAtMs: nowMs,
        typeName: eventTypeName(record.event.type),
        data: JSON.stringify(record.event),
        hash: new Uint8Array(),
      });
  change(log);
  const chained = chain(log);
  const last = turns.at(-1);
  if (last === undefined) throw new Error(`The history of seed ${seed} has no turn.`);
  const state = last.after;
  const told = turns.flatMap((turn) => turn.told as readonly (Notice & { readonly seq: number })[]);
  const at = { queuedAtMs: 0, deliveredAtMs: 1, readAtMs: null };
  const notices = told.map((notice) => ({ ...notice, issue: ISSUE, channel: 'inbox', ...at }));
  return { audited: { issue: ISSUE, log: chained, row: rowOf(state, chained), notices }, state, nowMs: last.nowMs };
}

function chain(log: readonly AuditedEvent[]): readonly AuditedEvent[] {
  let before: Uint8Array = new Uint8Array();
  return log.map((event) => {
    const hash = chainHash(before, { ...event, issue: ISSUE, type: event.typeName });
    before = hash;
    return { ...event, hash };
  });
}

function rowOf(state: IssueState, log: readonly AuditedEvent[]): AuditedIssue['row'] {
  const { report, stage, tier, assignee, rules, closure, openedAtMs, seq } = state;
  return {
    seq,
    hash: log.at(-1)?.hash ?? new Uint8Array(),
    stage,
    tier,
    unit: report.unit,
    category: report.category,
    severity: report.severity,
    reporter: report.reporter,
    assignee,
    procedure: rulesName(rules),
    outcome: closure?.outcome ?? null,
    dueAtMs: nextWake(state)?.atMs ?? null,
    openedAtMs,
    state: JSON.parse(JSON.stringify(state)) as IssueState,
  };
}

export const answers = ({ state }: Kept): ReadonlyMap<IssueId, IssueState> => new Map([[ISSUE, state]]);
