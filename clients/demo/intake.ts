/** Residents report: each matter at its own time, under a key that makes a repeat the same report. */
import { setTimeout as pause } from 'node:timers/promises';
import type { ReplayReport } from '../../domain/procedure/reports';
import { OPENING } from '../../store';
import { issueIdOfKey, type Doorstep, type IssueId, type Receipt } from '../sdk';
import type { Ledger } from './people/ledger';
import { persistently } from './people/persistence';

const TRY_MS = 15_000;

export interface Intake {
  readonly doorstep: Doorstep;
  readonly ledger: Ledger;
  readonly reports: readonly ReplayReport[];
  /** Which replay into the same data this is: from the second on the keys carry its number. */
  readonly replay: number;
  readonly signal: AbortSignal;
}

export const keyOf = ({ key }: ReplayReport, replay: number): string => (replay === 1 ? key : `${key}#${replay}`);
export const issueOf = (report: ReplayReport, replay: number): IssueId => issueIdOfKey(keyOf(report, replay));

/** Real instants: `startMs` plus the report's own time through the scale. */
export async function replayReports(intake: Intake, startMs: number, scale: number): Promise<void> {
  await Promise.all(
    intake.reports.map(async (report) => {
      await pause(Math.max(0, startMs + report.afterMs / scale - Date.now()), undefined, { signal: intake.signal });
      try {
        const receipt = await send(intake, report);
        intake.ledger.accepted.push({ issue: receipt.issue, commandId: OPENING, seq: receipt.seq });
      } catch (error) {
        // One report that fails is no reason to lose the verdict on the others.
        if (intake.signal.aborted) throw error;
        intake.ledger.faults.push(`report ${report.key}: ${error instanceof Error ? error.message : String(error)}`);
      }
    }),
  );
}

/** Every report once more with its key: the ids of those that did not give the same answer. */
export async function reportAgain(intake: Intake): Promise<readonly IssueId[]> {
  const wrong: IssueId[] = [];
  await inTurns(intake.reports, 8, async (report) => {
    const receipt = await send(intake, report);
    const issue = issueOf(report, intake.replay);
    if (receipt.issue !== issue || receipt.seq !== 1) wrong.push(issue);
  });
  return wrong;
}

const send = ({ doorstep, ledger, replay, signal }: Intake, report: ReplayReport): Promise<Receipt> =>
  persistently(signal, ledger.repeat, () =>
    doorstep.report(report.report, { key: keyOf(report, replay), timeoutMs: TRY_MS }),
  );

/** At most so many at once. */
export async function inTurns<T>(items: readonly T[], atOnce: number, work: (item: T) => Promise<void>): Promise<void> {
  const left = [...items];
  await Promise.all(
    Array.from({ length: atOnce }, async () => {
      for (let item = left.shift(); item !== undefined; item = left.shift()) await work(item);
    }),
  );
}
