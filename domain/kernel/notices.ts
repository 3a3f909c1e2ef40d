/** Whom an event tells. */
import type { EventType, IssueEvent } from './event';
import type { Notice } from './notice';
import { capabilities, eventAppliers } from './registry';
import type { IssueState } from './state';

type Teller = (after: IssueState, event: IssueEvent) => readonly Notice[];

/** Who has something to say of which event; looked up with every event of every issue. */
const tellers = Object.fromEntries(
  Object.keys(eventAppliers).map((type) => [
    type,
    capabilities.flatMap((capability) => (capability.notices?.[type as EventType] as Teller | undefined) ?? []),
  ]),
) as Readonly<Partial<Record<EventType, readonly Teller[]>>>;

/** Notices of one event, at most one per recipient: the first that names somebody wins. */
export function notices(after: IssueState, event: IssueEvent): readonly Notice[] {
  const told: Notice[] = [];
  for (const tell of tellers[event.type] ?? []) {
    for (const notice of tell(after, event))
      if (!told.some((other) => other.recipient === notice.recipient)) told.push(notice);
  }
  return told;
}
