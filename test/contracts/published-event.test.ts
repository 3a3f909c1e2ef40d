/** What leaves the log of an event: all that nobody can word as they like, and nothing else. */
import { publishedData } from '../../contracts/published-event';
import type { EventType, IssueEvent } from '../../domain';
import { everyEvent, HOME, WORDS } from '../support/every-event';

test.each(Object.keys(everyEvent) as readonly EventType[])('%s', (type) => {
  const { type: _type, ...fields } = everyEvent[type];
  const published = publishedData(everyEvent[type]);
  expect(JSON.stringify(published)).not.toContain(WORDS);
  const isFree = (value: unknown): boolean => JSON.stringify(value).includes(WORDS);
  const expected = Object.entries(fields).filter(
    ([name, value]) => ['report', 'imported'].includes(name) || !isFree(value),
  );
  expect(Object.keys(published).sort()).toEqual(expected.map(([name]) => name).sort());
  for (const [name, value] of expected) if (!isFree(value)) expect(published[name]).toEqual(value);
});

test('where a report is from stays in the log', () => {
  expect(JSON.stringify(everyEvent.opened)).toContain(JSON.stringify(HOME));
  const published = JSON.stringify(publishedData(everyEvent.opened));
  for (const degrees of Object.values(HOME)) expect(published).not.toContain(String(degrees));
});

test('an event of a later engine is kept', () => {
  expect(publishedData({ type: 'invented', note: WORDS } as unknown as IssueEvent)).toEqual({});
});
