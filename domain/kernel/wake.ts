/** An instant at which the rules have to decide something by themselves. */
import type { ClockName } from './clock';
import type { ApprovalId, Instant } from './ids';

export interface Wake {
  readonly atMs: Instant;
  readonly clock:
    ClockName | 'approval' | 'approval-reminder' | 'suspension' | 'warning' | 'delegation' | 'report-in' | 'part';
  readonly tier: number;
  readonly round: number;
  readonly approval?: ApprovalId;
  /** Of which party (report-in, part), or whose deputy (delegation). */
  readonly of?: string;
}

/** Names a wake for good: whoever decides it uses this as command id, so that two deciders can't both count. */
export const wakeKey = (wake: Wake): string =>
  `wake:${wake.clock}:${wake.approval ?? wake.of ?? wake.tier}:${wake.round}:${wake.atMs}`;
