/** What is kept and what is said of it, word for word. */
import { fold, notices, type EventType, type IssueEvent, type NoticeFacts } from '../../domain';
import { ISSUE, type Given } from './given';

/** The latest event of a type. */
export function latest<T extends EventType>({ log }: Given, type: T): Extract<IssueEvent, { type: T }> {
  const found = log.findLast(({ event }) => event.type === type)?.event;
  if (found === undefined) throw new Error(`Nothing of the type ${type} has happened.`);
  return found as Extract<IssueEvent, { type: T }>;
}

/** Whom the latest event of a type told, by which template, and what the text may name, seen from the state after it. */
export function said({ log }: Given, type: EventType): readonly (readonly [string, string, NoticeFacts])[] {
  const until = log.findLastIndex(({ event }) => event.type === type) + 1;
  const after = fold(ISSUE, log.slice(0, until));
  const record = log[until - 1];
  if (after === null || record === undefined) throw new Error(`Nothing of the type ${type} has happened.`);
  return notices(after, record.event).map(({ template, recipient, facts }) => [template, recipient, facts]);
}

/** As it is after it was stored and read again. */
export const stored = <T>(value: T): T => JSON.parse(JSON.stringify(value)) as T;
