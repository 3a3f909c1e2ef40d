/** What a migration would do to one issue, by the pure rules: nothing is written, nobody is told. */
import { DoorstepError } from '../../../../contracts/errors';
import type { ErrorCode } from '../../../../contracts/error-codes';
import {
  CLOCKS,
  decide,
  record,
  rulesName,
  type ClockName,
  type CommandId,
  type Instant,
  type IssueId,
  type IssueRules,
  type IssueState,
  type PersonId,
  type RulePart,
  type Span,
  type Template,
} from '../../../../domain';
import { awaited } from '../../../../domain/capabilities/migration/awaited';

export interface DeadlineMove {
  readonly clock: ClockName;
  /** Null where the clock begins, or ends, with the change. */
  readonly fromAtMs: Instant | null;
  readonly toAtMs: Instant | null;
}
/** What is left of a time that stands still. */
export interface LeftMove {
  readonly clock: 'handle' | 'total';
  readonly fromMs: Span;
  readonly toMs: Span;
}

export interface Preview {
  readonly issue: IssueId;
  /** Of the log: what was looked at. */
  readonly seq: number;
  readonly unit: string;
  readonly rules: { readonly from: string; readonly to: string };
  readonly tier: { readonly from: string; readonly to: string };
  readonly deadlines: readonly DeadlineMove[];
  readonly left: readonly LeftMove[];
  /** Who has to move then and does not now, and the other way round. */
  readonly joins: readonly PersonId[];
  readonly leaves: readonly PersonId[];
  readonly notices: readonly { readonly template: Template; readonly recipient: PersonId }[];
}
export interface Refused {
  readonly issue: IssueId;
  readonly unit: string;
  readonly code: ErrorCode;
  readonly message: string;
}

/**
 * @param by who would give the command; somebody who may when left out
 * @param rulesThen throws a DoorstepError where the documents have no rules for the issue any more
 */
export function preview(
  state: IssueState,
  what: RulePart,
  by: PersonId | undefined,
  rulesThen: (state: IssueState) => IssueRules,
  nowMs: Instant,
): Preview | Refused {
  const { id: issue, seq, report } = state;
  try {
    const rules = rulesThen(state);
    const actor = by ?? state.rules.tiers.at(-1)?.people[0] ?? rules.tiers.at(-1)?.people[0] ?? ('' as PersonId);
    const command = { type: 'migrate', by: actor, what, reason: 'preview' } as const;
    const decision = decide(state, command, nowMs, nowMs, { rules });
    if (!decision.ok)
      return { issue, unit: report.unit, code: decision.refusal.code, message: decision.refusal.message };
    const from = { actor, commandId: 'preview' as CommandId, occurredAtMs: nowMs };
    const { after, notices } = record(issue, state, decision.events, from);
    const [before, then] = [awaited(state), awaited(after)];
    return {
      issue,
      seq,
      unit: report.unit,
      rules: { from: namesOf(state.rules), to: namesOf(rules) },
      tier: { from: tierKey(state), to: tierKey(after) },
      deadlines: deadlinesMoved(state, after),
      left: leftMoved(state, after),
      joins: then.filter((person) => !before.includes(person)),
      leaves: before.filter((person) => !then.includes(person)),
      notices: notices.map(({ template, recipient }) => ({ template, recipient })),
    };
  } catch (error) {
    // What the engine would refuse, or put into quarantine if it came to that.
    const code = error instanceof DoorstepError ? error.code : 'MIGRATION_BREAKS';
    return { issue, unit: report.unit, code, message: (error as Error).message };
  }
}

/** How far its deadlines move, the farthest; negative when it comes nearer. */
export const shiftOf = ({ deadlines }: Preview): Span =>
  deadlines.reduce((farthest, { fromAtMs, toAtMs }) => {
    const shift = fromAtMs === null || toAtMs === null ? 0 : toAtMs - fromAtMs;
    return Math.abs(shift) > Math.abs(farthest) ? shift : farthest;
  }, 0);

const namesOf = (rules: IssueRules): string =>
  rules.workingTime === undefined ? rulesName(rules) : `${rulesName(rules)} ${rules.workingTime.name}`;

const tierKey = ({ rules, tier }: IssueState): string => rules.tiers[tier - 1]?.key ?? String(tier);

function deadlinesMoved(before: IssueState, after: IssueState): readonly DeadlineMove[] {
  return CLOCKS.flatMap((clock) => {
    const [fromAtMs, toAtMs] = [before.clocks[clock]?.dueAtMs ?? null, after.clocks[clock]?.dueAtMs ?? null];
    return fromAtMs === toAtMs ? [] : [{ clock, fromAtMs, toAtMs }];
  });
}

function leftMoved(before: IssueState, after: IssueState): readonly LeftMove[] {
  const left = ({ suspension, dispatch, totalPaused }: IssueState) => ({
    handle: (suspension?.handle ?? dispatch?.handle)?.leftMs,
    total: totalPaused?.leftMs,
  });
  const [was, is] = [left(before), left(after)];
  return (['handle', 'total'] as const).flatMap((clock) => {
    const [fromMs, toMs] = [was[clock], is[clock]];
    return fromMs === undefined || toMs === undefined || fromMs === toMs ? [] : [{ clock, fromMs, toMs }];
  });
}
