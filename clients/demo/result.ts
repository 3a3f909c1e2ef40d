/** How the demo went, as a person and a program get it. */
import type { Finding } from '../../store';
import type { Evidence } from './evidence';
import type { Ledger } from './people/ledger';
import { summarise, type Summary } from './summary/summary';

export interface Result {
  readonly ok: boolean;
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
    readonly tookMs: number;
  },
): Result {
  // A refused update tells the caller, a refused signal leaves an event.
  const inLog = issues.flatMap(({ log }) =>
    log.flatMap(({ event }) => (event.type === 'command-refused' ? [event.code as string] : [])),
  );
  const codes = [...ledger.refused.map(({ code }) => code), ...inLog];
  const times = (wanted: string): number => codes.filter((code) => code === wanted).length;
  return {
    scale: run.scale,
    seed: run.seed,
    ok: findings.every(({ ok }) => ok) && run.unfinished.length === 0 && ledger.faults.length === 0,
    summary: summarise(issues, run.roles),
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
