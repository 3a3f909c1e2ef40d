/** What happened, line by line. */
import type { IssueEvent, IssueState } from '../../../domain';
import type { TimelineItem } from '../../sdk';
import type { Naming, Words } from '../words/words';
import type { Names } from './names';
import type { Clockface } from './time';

/** seq, occurred, recorded, who, what */
export function timelineRows(
  items: readonly TimelineItem[],
  state: IssueState,
  words: Words,
  names: Names,
  clock: Clockface,
): readonly (readonly string[])[] {
  const naming: Naming = {
    person: (id) => names.person(id),
    tier: (number) => names.tier(state, number),
    party: (key) => names.party(state, key),
    category: (id) => names.category(id),
    instant: (atMs) => clock.local(atMs),
    span: (ms) => clock.span(ms),
  };
  return items.map(({ seq, type, actor, occurredAtMs, recordedAtMs, event }) => [
    String(seq),
    clock.local(occurredAtMs),
    recordedAtMs === null ? '' : recordedText(occurredAtMs, recordedAtMs, clock),
    actor === 'ladder' ? words.ladder : names.person(actor),
    event === null ? type : eventText(event, words, naming),
  ]);
}

/** Usually a moment later: then only the difference is worth reading. */
const recordedText = (occurredAtMs: number, recordedAtMs: number, clock: Clockface): string =>
  Math.abs(recordedAtMs - occurredAtMs) < 60_000
    ? `${recordedAtMs >= occurredAtMs ? '+' : '-'}${Math.abs(recordedAtMs - occurredAtMs)} ms`
    : clock.local(recordedAtMs);

export function eventText(event: IssueEvent, words: Words, naming: Naming): string {
  // The table ties each type to its own words; the call can't be tied.
  const say = words.event[event.type] as ((event: IssueEvent, naming: Naming) => string) | undefined;
  return say?.(event, naming) ?? event.type;
}
