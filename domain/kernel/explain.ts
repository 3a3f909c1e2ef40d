/** Why an issue stands where it stands: what it waits for, for whom, since and until when, by which rule, and what comes next. */
import { isProvisional } from '../calendar/working-time';
import type { Offer, Wait } from './capability';
import { CLOCKS } from './clock';
import type { IssueId } from './ids';
import { capabilities } from './registry';
import { currentTier } from './ladder';
import { rulesName } from './rules';
import type { IssueState, Outcome, Stage } from './state';
import type { Wake } from './wake';
import { nextWake } from './wakes';

export interface Explanation {
  readonly issue: IssueId;
  readonly seq: number;
  readonly stage: Stage;
  readonly outcome: Outcome | null;
  readonly tier: number;
  readonly tierKey: string;
  readonly procedure: string;
  readonly waits: readonly Wait[];
  /** The next instant at which something happens by itself; null when closed. */
  readonly next: (Wake & { readonly then: Wait['then'] }) | null;
  readonly offers: readonly Offer[];
}

/** What each clock measures the wait for. */
const AWAITED = {
  verify: 'verification',
  acknowledge: 'acknowledgement',
  handle: 'handling',
  renew: 'renewal',
  check: 'check',
  confirm: 'confirmation',
  answer: 'answer',
  total: 'closing',
  approval: 'approval',
  suspension: 'resumption',
  'report-in': 'report-in',
  part: 'part',
  // Nobody is waited for.
  warning: null,
  delegation: null,
} as const satisfies Readonly<Record<Wake['clock'], Wait['what'] | null>>;

/** Whether holidays that are not published yet may move the deadline. */
function mayMove({ clocks, rules }: IssueState, { what, untilMs }: Wait): boolean {
  const clock = CLOCKS.find((name) => AWAITED[name] === what);
  if (clock === undefined || untilMs === null || clocks[clock]?.time !== 'working') return false;
  return rules.workingTime !== undefined && isProvisional(rules.workingTime, untilMs);
}

export function explain(state: IssueState): Explanation {
  const waits = capabilities
    .flatMap((capability) => capability.waits?.(state) ?? [])
    .map((wait) => (mayMove(state, wait) ? { ...wait, provisional: true as const } : wait));
  const wake = nextWake(state);
  return {
    issue: state.id,
    seq: state.seq,
    stage: state.stage,
    outcome: state.closure?.outcome ?? null,
    tier: state.tier,
    tierKey: currentTier(state).key,
    procedure: rulesName(state.rules),
    waits,
    next:
      wake === undefined
        ? null
        : { ...wake, then: waits.find((wait) => wait.what === AWAITED[wake.clock])?.then ?? 'nothing' },
    offers: capabilities.flatMap((capability) => capability.offers?.(state) ?? []),
  };
}
