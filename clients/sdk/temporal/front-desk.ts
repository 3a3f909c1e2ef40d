/**
 * Reports go to an engine's front desk where there is one, which answers once the issue is in the log and starts its workflow
 * behind the answer (docs/decisions/0103). Whenever that is not to be had at once, they go the way that always works.
 */
import { setTimeout as pause } from 'node:timers/promises';
import type { DeskAnswer, DeskFollowUp, DeskRequest } from '../../../contracts/front-desk';
import type { Receipt } from '../../../contracts/workflow';
import type { Instant } from '../../../domain';
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

/**
 * Null when the report has to go another way. Never rejects.
 * @param isAgain the other way was tried and had no answer: then it is waited for a connection, and nothing is left out
 */
export type FrontDesk = (request: DeskRequest, isAgain: boolean) => Promise<AtDesk | null>;

/** @param live undefined where reads ask the workflow, which then has to be there when the report is answered */
export function frontDeskOf(live: Lazy<Live> | undefined): FrontDesk {
  let reports = 0;
  let connected: Live | undefined;
  let leftAloneUntilMs: Instant = 0;
  const leaveAlone = (): void => void (leftAloneUntilMs = Date.now() + LEFT_ALONE_MS);
  const connect = async (from: Lazy<Live>): Promise<void> => {
    leaveAlone();
    connected = await from.get().catch(() => undefined);
    if (connected !== undefined) leftAloneUntilMs = 0;
  };
  return async (request, isAgain) => {
    reports += 1;
    // A program that reports once, as the command line does, need not connect to NATS for it.
    if (live === undefined || (!isAgain && (reports === 1 || Date.now() < leftAloneUntilMs))) return null;
    if (connected === undefined) {
      const connecting = connect(live);
      if (!isAgain) return null;
      await Promise.race([connecting, pause(ANSWER_WITHIN_MS, undefined, { ref: false })]);
    }
    // It is there by now, or not in time.
    const there = connected;
    if (there === undefined || !there.messaging.isUp(there.nats)) return null;
    const { nats, messaging } = there;
    const asked = await messaging.askTwice(nats, messaging.subjects.openDesk, JSON.stringify(request), {
      firstWithinMs: ANSWER_WITHIN_MS,
      secondWithinMs: RUNNING_WITHIN_MS,
    });
    if (asked === null) {
      leaveAlone();
      return null;
    }
    const answer = parsed<DeskAnswer>(asked.first);
    if (answer?.kind !== 'opened') return null;
    const isRunning = asked.second.then((said) => parsed<DeskFollowUp>(said)?.isRunning === true);
    return { receipt: answer.receipt, isRunning };
  };
}

/** Nothing for what an engine does not say. */
function parsed<T>(text: string | undefined): T | null | undefined {
  try {
    return text === undefined ? undefined : (JSON.parse(text) as T | null);
  } catch {
    return undefined;
  }
}
