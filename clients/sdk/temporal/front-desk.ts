/**
 * Reports go to an engine's front desk where there is one, which answers once the issue is in the log and starts its workflow
 * behind the answer (docs/decisions/0103). Whenever that is not to be had at once, they go the way that always works.
 */
import type { DeskAnswer, DeskFollowUp, DeskRequest } from '../../../contracts/front-desk';
import type { Receipt } from '../../../contracts/workflow';
import type { Instant, Span } from '../../../domain';
import type { Lazy } from '../lazy';
import type { Live } from '../live';

/** Beyond this Temporal is asked, which waits for as long as it takes. */
const ANSWER_WITHIN_MS = 1_000;
const RUNNING_WITHIN_MS = 5_000;
/** Where nobody answered, nobody is asked for so long. */
const LEFT_ALONE_MS = 2_000;

export interface AtDesk {
  readonly receipt: Receipt;
  /** Whether the engine saw to it that the workflow runs. Never rejects. */
  readonly isRunning: Promise<boolean>;
}

/** Null when the report has to go another way. Never rejects. */
export type FrontDesk = (request: DeskRequest) => Promise<AtDesk | null>;

/** @param live undefined where reads ask the workflow, which then has to be there when the report is answered */
export function frontDeskOf(live: Lazy<Live> | undefined): FrontDesk {
  let reports = 0;
  let connected: Live | undefined;
  let askedAgainAtMs: Instant = 0;
  const leaveAlone = (forMs: Span): void => void (askedAgainAtMs = Date.now() + forMs);
  const connect = (from: Lazy<Live>): void => {
    leaveAlone(LEFT_ALONE_MS);
    from.get().then(
      (found) => {
        connected = found;
        leaveAlone(0);
      },
      () => undefined,
    );
  };
  return async (request) => {
    reports += 1;
    // A program that reports once, as the command line does, need not connect to NATS for it.
    if (live === undefined || reports === 1 || Date.now() < askedAgainAtMs) return null;
    if (connected === undefined) {
      connect(live);
      return null;
    }
    const { nats, messaging } = connected;
    if (!messaging.isUp(nats)) return null;
    const asked = await messaging.askTwice(nats, messaging.subjects.openDesk, JSON.stringify(request), {
      firstWithinMs: ANSWER_WITHIN_MS,
      secondWithinMs: RUNNING_WITHIN_MS,
    });
    if (asked === null) {
      leaveAlone(LEFT_ALONE_MS);
      return null;
    }
    const answer = JSON.parse(asked.first) as DeskAnswer;
    if (answer.kind !== 'opened') return null;
    return { receipt: answer.receipt, isRunning: asked.second.then(isRunning) };
  };
}

const isRunning = (said: string | undefined): boolean =>
  said !== undefined && (JSON.parse(said) as DeskFollowUp).isRunning;
