/** The checker's own count of working time, against the wall calendar. */
import type { IssueRules } from '../../domain';
import { over, passed } from '../../simulation/check/own-time';
import { calendars } from '../../simulation/world/calendars';

const HOUR = 3_600_000;
const by = (name: string): IssueRules => ({ workingTime: calendars.find((one) => one.name === name) }) as IssueRules;
const at = (text: string): number => Date.parse(text);

test.each([
  ['over the weekend', 'office@1', '2026-03-06T17:00+08:00', 2, '2026-03-09T09:30+08:00'],
  ['over noon', 'office@1', '2026-03-06T11:00+08:00', 2, '2026-03-06T15:30+08:00'],
  ['to the very end of a day', 'office@1', '2026-03-06T16:00+08:00', 2, '2026-03-06T18:00+08:00'],
  ['over Spring Festival and a make-up Saturday', 'office@1', '2026-02-13T17:00+08:00', 8, '2026-02-14T18:00+08:00'],
  ['over all of Spring Festival', 'office@1', '2026-02-14T17:00+08:00', 2, '2026-02-24T09:30+08:00'],
  ['over the hour that New York skips', 'night@1', '2026-03-08T01:30-05:00', 1, '2026-03-08T22:30-04:00'],
  ['over the hour that New York has twice', 'night@1', '2026-11-01T01:30-04:00', 2, '2026-11-01T02:30-05:00'],
  ['from one week to the next', 'clinic@1', '2026-03-04T10:30+05:45', 1, '2026-03-11T10:08+05:45'],
])('%s', (_what, place, from, hours, to) => {
  expect(new Date(over(by(place), 'working', at(from), hours * HOUR))).toEqual(new Date(at(to)));
  expect(passed(by(place), 'working', at(from), at(to))).toBe(hours * HOUR);
});

test('natural time is natural', () => {
  expect(over(by('office@1'), 'natural', 5, 7)).toBe(12);
  expect(passed(by('office@1'), 'natural', 12, 5)).toBe(0);
});
