/** What the benchmark is judged by, on a machine of two cores. Met or missed is said here and never asserted by a test. */

interface Target {
  readonly what: string;
  readonly unit: string;
  readonly atLeast?: number;
  readonly atMost?: number;
}

export const TARGETS = {
  lifeCyclesPerCoreSecond: { what: 'life-cycles per core-second of the whole stack', unit: '/core-s', atLeast: 15 },
  startP50Ms: { what: 'start accepted, p50', unit: 'ms', atMost: 10 },
  startP99Ms: { what: 'start accepted, p99', unit: 'ms', atMost: 30 },
  visibleP50Ms: { what: 'approve sent to visible in the read model, p50', unit: 'ms', atMost: 15 },
  visibleP99Ms: { what: 'approve sent to visible in the read model, p99', unit: 'ms', atMost: 40 },
  restLatenessP50Ms: { what: 'lateness of a due tier at rest, p50', unit: 'ms', atMost: 25 },
  restLatenessP99Ms: { what: 'lateness of a due tier at rest, p99', unit: 'ms', atMost: 50 },
  burstSeconds: { what: '1,000 tiers due in one second, all fired', unit: 's', atMost: 8 },
  early: { what: 'tiers that fired early', unit: '', atMost: 0 },
  closedIssueBytes: { what: 'a closed issue at rest in all stores', unit: 'bytes', atMost: 10_000 },
  idleMegabytes: { what: 'the whole stack idle', unit: 'MB', atMost: 700 },
  engineMegabytes: { what: 'the engine with 5,000 open issues', unit: 'MB', atMost: 350 },
  directoryImportSeconds: { what: '10,000 people and 2,000 units checked and imported', unit: 's', atMost: 10 },
  directoryRebuildMs: { what: 'directory of 10,000 people built anew after a change, p50', unit: 'ms', atMost: 200 },
  directoryLookP99Ms: { what: 'whether the directory changed, p99', unit: 'ms', atMost: 2 },
  lookupP99Ms: { what: 'who is on duty, among 10,000 people and 2,000 units, p99', unit: 'ms', atMost: 2 },
  coverageSeconds: { what: 'four weeks of every cell of 2,000 units looked through for gaps', unit: 's', atMost: 5 },
  noticeBurstSeconds: { what: '5,000 notices due in one second, all in their inboxes', unit: 's', atMost: 5 },
  noticesTwice: { what: 'notices that came twice', unit: '', atMost: 0 },
  httpCreateP50Ms: { what: 'a report over HTTP answered, p50', unit: 'ms', atMost: 15 },
  httpCreateP99Ms: { what: 'a report over HTTP answered, p99', unit: 'ms', atMost: 50 },
  eventHeardP99Ms: { what: 'an event recorded to heard by 1,000 listeners, p99', unit: 'ms', atMost: 100 },
  listP99Ms: { what: 'a page of 50 among 100,000 issues, p99 of the slowest order', unit: 'ms', atMost: 10 },
  racesNotWonOnce: { what: 'races of 50 approvals that had not one winner and one decision', unit: '', atMost: 0 },
  importClosedPerSecond: { what: 'closed issues of another system written', unit: '/s', atLeast: 5_000 },
  importOpenPerSecond: { what: 'open issues imported while the engine runs', unit: '/s', atLeast: 100 },
  importViolations: { what: 'imported issues that the auditor finds fault with', unit: '', atMost: 0 },
  recoverySeconds: { what: 'a command answered after kill -9 of the engine, slowest', unit: 's', atMost: 2 },
} as const satisfies Record<string, Target>;
export type TargetName = keyof typeof TARGETS;

export interface Judgement {
  readonly target: TargetName;
  readonly what: string;
  readonly wanted: string;
  readonly value: number;
  readonly unit: string;
  readonly met: boolean;
  /** How far the value is from the limit, as a share of the limit: 0.5 is half as much again; absolute where the limit is 0. */
  readonly missedBy: number;
}

export function judge(target: TargetName, value: number): Judgement {
  const { what, unit, atLeast, atMost }: Target = TARGETS[target];
  const limit = atLeast ?? atMost ?? 0;
  const gap = atLeast === undefined ? value - limit : limit - value;
  const missedBy = gap <= 0 ? 0 : round(limit === 0 ? gap : gap / limit);
  return {
    target,
    what,
    unit,
    wanted: `${atLeast === undefined ? '≤' : '≥'} ${limit}`,
    value: round(value),
    met: !(gap > 0),
    missedBy,
  };
}

export const round = (value: number, digits = 3): number => Math.round(value * 10 ** digits) / 10 ** digits;
