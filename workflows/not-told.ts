/** The engine has found out that nobody of the tier on duty could be told; the issue decides what it means. */
import { NOT_TOLD_SIGNAL } from '../contracts/workflow';
import { isId, notToldNow, type CommandId, type FoundNotTold, type PersonId } from '../domain';
import type { Desk } from './desk';
import { NOT_DUE } from './refusals';

const MOST = 1_000;

/** Anything that has not the form of such a finding is dropped. */
export function takeNotTold(desk: Desk, payload: unknown): void {
  const found = parse(payload);
  if (found === null) return;
  desk.submit({
    what: NOT_TOLD_SIGNAL,
    actor: 'engine',
    receivedAtMs: desk.receivedAtMs,
    commandId: () => `not-told:${found.tier}:${found.round}` as CommandId,
    decide: (state, nowMs, { staffing }) => {
      const events = notToldNow(state, found, nowMs, staffing);
      return events.length === 0 ? NOT_DUE : { ok: true, events };
    },
    answer: () => undefined,
    fail: () => undefined,
  });
}

function parse(payload: unknown): FoundNotTold | null {
  const { tier, round, people } = (payload ?? {}) as { readonly [F in keyof FoundNotTold]?: unknown };
  if (!isCount(tier) || !isCount(round) || !Array.isArray(people) || people.length > MOST) return null;
  const found = people.map((one: unknown) => {
    const { person, channels } = (one ?? {}) as { readonly person?: unknown; readonly channels?: unknown };
    return isId(person) && Array.isArray(channels) && channels.every(isId)
      ? { person: person as PersonId, channels: channels }
      : null;
  });
  return found.every((one) => one !== null) ? { tier, round, people: found } : null;
}

const isCount = (value: unknown): value is number => Number.isSafeInteger(value) && (value as number) >= 0;
