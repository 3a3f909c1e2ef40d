/** What was played, counted; what histories have in common counts once. Tallies of several workers add up. */
import type { Turn } from '../trace';
import type { Branch } from './family';

export interface Tally {
  /** Seeds: histories of one seed begin alike. */
  seeds: number;
  histories: number;
  /** The lengths of all histories, and the steps that were played for them. */
  lengths: number;
  steps: number;
  events: number;
  accepted: number;
  repeated: number;
  wakes: number;
  /** Histories that count working time by a calendar. */
  calendars: number;
  readonly refused: Record<string, number>;
  readonly byEvent: Record<string, number>;
}

export const noTally = (): Tally => ({
  seeds: 0,
  histories: 0,
  lengths: 0,
  steps: 0,
  events: 0,
  accepted: 0,
  repeated: 0,
  wakes: 0,
  calendars: 0,
  refused: {},
  byEvent: {},
});

export function count(tally: Tally, { history, trace, shared }: Branch): void {
  tally.histories += 1;
  if (shared.turns === 0) tally.seeds += 1;
  tally.lengths += history.steps.length;
  tally.steps += history.steps.length - shared.steps;
  if (history.rules.workingTime !== undefined) tally.calendars += 1;
  const { turns } = trace;
  for (let index = shared.turns; index < turns.length; index += 1) {
    const { what, outcome, records } = turns[index] as Turn;
    tally.events += records.length;
    for (const { event } of records) add(tally.byEvent, event.type, 1);
    if (outcome === 'repeated') tally.repeated += 1;
    else if (outcome !== 'accepted') add(tally.refused, outcome, 1);
    else if (what === 'wake') tally.wakes += 1;
    else if (what === 'command') tally.accepted += 1;
  }
}

export function together(tallies: readonly Tally[]): Tally {
  const all = noTally();
  for (const one of tallies) {
    for (const key of [
      'seeds',
      'histories',
      'lengths',
      'steps',
      'events',
      'accepted',
      'repeated',
      'wakes',
      'calendars',
    ] as const)
      all[key] += one[key];
    for (const key of ['refused', 'byEvent'] as const)
      for (const [name, times] of Object.entries(one[key])) add(all[key], name, times);
  }
  return all;
}

const add = (to: Record<string, number>, name: string, times: number): void => {
  to[name] = (to[name] ?? 0) + times;
};
