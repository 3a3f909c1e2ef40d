/** Why an issue stands where it stands: what it waits for, for whom, since and until when, by which rule, and what comes next. */
import type { Capability, Offer, Wait } from './capability';
import { migration } from '../capabilities/migration';
import type { IssueId, Span } from './ids';
import { capabilities } from './registry';
import { currentTier } from './ladder';
import { rulesName } from './rules';
import { spreadOf } from './spread';
import type { IssueState, Outcome, Quarantine, Stage } from './state';
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
  /** Its rules can't be followed: what is left is a migration. */
  readonly quarantine?: Quarantine;
  /** The next instant at which something happens by itself, `spreadMs` later where a mass of wakes is spread; null when closed. */
  readonly next: (Wake & { readonly then: Wait['then']; readonly spreadMs?: Span }) | null;
  readonly offers: readonly Offer[];
}

/** What each clock measures the wait for. */
export const AWAITED = {
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
  'approval-reminder': null,
  delegation: null,
} as const satisfies Readonly<Record<Wake['clock'], Wait['what'] | null>>;

export function explain(state: IssueState): Explanation {
  // Of rules that can't be followed nothing is worked out.
  const asked: readonly Capability[] = state.quarantine === undefined ? capabilities : [migration];
  const waits = asked.flatMap((capability) => capability.waits?.(state) ?? []);
  const wake = nextWake(state);
  const spreadMs = wake === undefined ? 0 : spreadOf(state, wake);
  return {
    issue: state.id,
    seq: state.seq,
    stage: state.stage,
    outcome: state.closure?.outcome ?? null,
    tier: state.tier,
    tierKey: state.rules.tiers.length === 0 ? '?' : currentTier(state).key,
    ...(state.quarantine === undefined ? {} : { quarantine: state.quarantine }),
    procedure: rulesName(state.rules),
    waits,
    next:
      wake === undefined
        ? null
        : {
            ...wake,
            then: waits.find((wait) => wait.what === AWAITED[wake.clock])?.then ?? 'nothing',
            ...(spreadMs === 0 ? {} : { spreadMs }),
          },
    offers: asked.flatMap((capability) => capability.offers?.(state) ?? []),
  };
}
