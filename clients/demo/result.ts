/** How the demo went, as a person and a program get it. */
import type { Finding } from '../../store';
import type { Evidence } from './evidence';
import type { Ledger } from './people/ledger';
import { unseenIn } from './summary/features';
import { summarise, type Summary } from './summary/summary';

export interface Result {
  /** Everything holds, and a day that has to show all of practice did. */
  readonly ok: boolean;
  /** Every guarantee holds, everything was closed, and no call failed without a reason. */
  readonly isKept: boolean;
  /** The shipped day with its own seed, which has to show all of practice. */
  readonly isPromised: boolean;
  /** What of practice was not seen, each as `group.figure`. */
  readonly unseen: readonly string[];
  /** How many times faster than life it was played. */
  readonly scale: number;
  readonly seed: number;
  readonly summary: Summary;
  readonly findings: readonly Finding[];
  readonly people: {
    readonly restarts: number;
    readonly repeats: number;
    readonly refused: number;
    readonly refusedByCode: Readonly<Record<string, number>>;
    readonly secondDecisionsRefused: number;
    readonly ownDecisionsRefused: number;
    readonly signals: number;
    readonly faults: readonly string[];
  };
  /** Issues that were not closed within the time; none when all went well. */
  readonly unfinished: readonly string[];
  readonly tookMs: number;
}

export function resultOf(
  { issues, findings }: Evidence,
  ledger: Ledger,
  run: {
    readonly scale: number;
    readonly seed: number;
    readonly roles: readonly string[];
    readonly restarts: number;
    readonly unfinished: readonly string[];
    readonly isPromised: boolean;
    readonly tookMs: number;
  },
): Result {
  // A refused update tells the caller, a refused signal leaves an event.
  const inLog = issues.flatMap(({ log }) =>
    log.flatMap(({ event }) => (event.type === 'command-refused' ? [event.code as string] : [])),
  );
  const codes = [...ledger.refused.map(({ code }) => code), ...inLog];
  const times = (wanted: string): number => codes.filter((code) => code === wanted).length;
  const summary = summarise(issues, run.roles);
  const unseen = unseenIn(summary.practice).flatMap(({ group, figures }) =>
    figures.map((figure) => `${group}.${figure}`),
  );
  const isKept = findings.every(({ ok }) => ok) && run.unfinished.length === 0 && ledger.faults.length === 0;
  return {
    scale: run.scale,
    seed: run.seed,
    ok: isKept && (unseen.length === 0 || !run.isPromised),
    isKept,
    isPromised: run.isPromised,
    unseen,
    summary,
    findings,
    people: {
      restarts: run.restarts,
      repeats: ledger.repeats,
      refused: codes.length,
      refusedByCode: Object.fromEntries([...new Set(codes)].sort().map((code) => [code, times(code)])),
      secondDecisionsRefused: times('APPROVAL_DECIDED'),
      ownDecisionsRefused: times('APPROVAL_BY_ASKER'),
      signals: ledger.signals.length,
      faults: ledger.faults,
    },
    unfinished: run.unfinished,
    tookMs: run.tookMs,
  };
}
