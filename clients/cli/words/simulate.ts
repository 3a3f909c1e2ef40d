/** What `doorstep simulate` says. */
import type { HistoryWords } from '../../../simulation/tell/words';

export interface SimulateWords {
  readonly history: HistoryWords;
  readonly played: (facts: {
    histories: string;
    seeds: string;
    /** Of all histories, and those that were played, as histories of one seed begin alike. */
    lengths: string;
    steps: string;
    events: string;
    seconds: string;
    workers: number;
    seed: number;
  }) => string;
  readonly commands: (facts: { accepted: string; wakes: string; repeated: string; calendars: string }) => string;
  readonly refused: string;
  readonly recorded: string;
  readonly speed: (facts: { perSecond: string; perCpu: string; stepsPerCpu: string; cpuSeconds: string }) => string;
  readonly machine: (facts: { cpu: string; cores: number; node: string; load: number }) => string;
  readonly kept: (promises: number) => string;
  readonly breached: (facts: { check: string; times: string; of: string; seed: number }) => string;
  readonly replay: string;
  readonly replayKept: string;
}
