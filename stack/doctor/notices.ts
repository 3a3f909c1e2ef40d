import { say } from '../texts';
import { fail, judge, type Finding } from './finding';

export interface DeadLettersFound {
  readonly count: number;
  /** When the oldest was given up, in milliseconds; null without any. */
  readonly oldestAtMs: number | null;
}

const HOUR_MS = 3_600_000;

/** Notices that no channel beyond the inbox could bring. @param ask whoever reads the store */
export async function diagnoseNotices(ask: () => Promise<DeadLettersFound>, nowMs: number): Promise<Finding[]> {
  try {
    const { count, oldestAtMs } = await ask();
    const hours = Math.max(0, Math.round((nowMs - (oldestAtMs ?? nowMs)) / HOUR_MS));
    const found = count === 0 ? say('notices.none') : say('notices.dead', { count, hours });
    return [judge(count === 0, 'notices', 'dead letters', found, say('notices.replay'), 'warn')];
  } catch (error) {
    return [fail('notices', 'dead letters', (error as Error).message, say('issues.look'))];
  }
}
